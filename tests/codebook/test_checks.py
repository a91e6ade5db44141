"""A row that is wrong is told by file, line, column and code, and leaves the others working."""

import json
import re

import pytest

from lib.codebook import BOOK, problems
from lib.codebook.book import VOCABULARIES, Codebook
from lib.codebook.cells import columns
from lib.codebook.records import FILES, FRAMES, Country, MeetingCue, Place, Stage, Topic, TopicPhrase
from lib.paths import ARTICLES, CODEBOOK

WRONG = [  # file, row, code, column, a word of the message
    ("meeting_cues", "waved at,meeting,mete,", "MJ206", "frame", "'mete'"),
    ("meeting_cues", "waved at,meating,meet,", "MJ206", "kind", "vocabulary.csv"),
    ("topic_phrases", "watre,dam,1", "MJ206", "topic", "topics.csv"),
    ("topic_phrases", "nuclear,dam,much", "MJ205", "weight", "a number"),
    ("topic_phrases", "nuclear,dam,-1", "MJ205", "weight", "from 0 to 10"),
    ("topic_phrases", "nuclear,,1", "MJ204", "phrase", "is empty"),
    ("topic_phrases", "nuclear,dam,1,2", "MJ203", None, "has 4, not 3"),
    ("topic_phrases", 'nuclear,"dam,1', "MJ203", None, "quotes"),
    ("topics", "Trade & energy,", "MJ205", "topic", "trade_energy"),
    ("topics", "nuclear,Atoms", "MJ207", "topic", "line 2"),
    ("stages", "AGREE,,treaty,delight", "MJ206", "stage", "stage_steps.csv"),
    ("stages", "AGREED,,treaty,agreement", "MJ206", "type", "plover.csv"),
    ("stages", "AGREE,phone,treaty,agreement", "MJ206", "mode", "'AGREE phone'"),
    ("stage_steps", "bliss,2,4,,,,,no,", "MJ205", "severity", "from -1 to 1"),
    ("stage_steps", "bliss,0.5,9,,,,,no,", "MJ206", "rises_to", "'9'"),
    ("countries", "irn,Testland,,,,,no", "MJ205", "code", "alpha-3"),
    ("countries", "IRN,Testland,,,,,no", "MJ207", "code", "'IRN'"),
    ("places", "Testville,,XYZ,city,", "MJ206", "country", "countries.csv or organizations.csv"),
    ("places", "Testville,,IRN,town,", "MJ206", "kind", "province"),
    ("people", "Zayd Test,,QAT,Aide,adviser,last year,,GOV,,held", "MJ205", "from", "YYYY-MM-DD"),
    ("people", "Zayd Test,,QAT,Aide,friend,2024,,GOV,,held", "MJ206", "office_class", "'friend'"),
    ("organizations", "ORG:TEST,Test,,igo,IGO,,IRN;XYZ", "MJ206", "members", "'XYZ'"),
    ("titles", "grand steward,office,adviser,maybe,", "MJ205", "cased", "yes or no"),
    ("meeting_words", "planned,soon (,", "MJ205", "pattern", "a regular expression"),
    ("event_cues", "CONSULT,phone,verb,lettres,swap", "MJ206", "object", "'lettres'"),
    ("event_cues", "PHONE,,verb,,swap", "MJ206", "type", "event_operators.csv"),
    ("event_operators", "refuse,AGREE treaty,REJECT,change", "MJ206", "on", "'AGREE treaty'"),
    ("seats", "NOR,59.91,10.75,left", "MJ206", "label", "top left"),
    ("seats", "NOR,99,10.75,top left", "MJ205", "latitude", "from -90 to 90"),
    ("ambiguous", "Paris,,sometimes,,", "MJ206", "rule", "needs_context"),
    ("columns", "body,en,text", "MJ206", "field", "dateline_place"),
    ("letters", "אא", "MJ203", None, "has 1, not 2"),
    ("ar/names", "country,QQQ,,كلمة", "MJ206", "code", "'QQQ'"),
    ("fa/cues", "meeting,meat,,کلمه", "MJ206", "frame", "'meat'"),
    ("he/words", "prefix,(ב", "MJ205", "pattern", "a regular expression"),
    ("tr/calendar", "fortnight,1,,kelime", "MJ206", "unit", "'fortnight'"),
    ("ru/grammar", "heads_first,yes", "MJ206", "key", "'heads_first'"),
    ("zh/topics", "watre,水", "MJ206", "topic", "topics.csv"),
]
OURS = [file.replace("*", one) for file in FILES for one in (BOOK.languages if "*" in file else ("",))]


def record_of(file: str) -> type:
    return FILES.get(file) or FILES[f"*/{file.partition('/')[2]}"]


def test_nothing_is_wrong_in_ours():
    assert problems() == []


def test_wrong_rows_are_told_and_left_out(folder, add):
    given = {(file, add(file, row)): (code, column, word) for file, row, code, column, word in WRONG}
    book = Codebook(folder)
    told = {(each.fields["file"].removesuffix(".csv"), each.fields["line"]): each for each in book.problems()}
    assert {at: (each.code, each.fields.get("column")) for at, each in told.items()} == {
        at: (code, column) for at, (code, column, _) in given.items()
    }
    assert [word for at, (_, _, word) in given.items() if word not in str(told[at])] == []
    for file, _ in given:
        language = file.partition("/")[0] if "/" in file else ""
        assert book.rows(record_of(file), language) == BOOK.rows(record_of(file), language)


def test_a_file_without_a_column_holds_no_rows_and_is_told_once(folder):
    (folder / "topic_phrases.csv").write_text("topic,phrase\nnuclear,dam\nnuclear,atom\n", "utf-8")
    book = Codebook(folder)
    (problem,) = book.problems()
    assert str(problem).startswith("MJ202: topic_phrases.csv of the codebook has no column weight")
    assert book.rows(TopicPhrase) == ()


@pytest.mark.parametrize("content", [None, b"", "topic,label\ncafé,".encode("latin-1")])
def test_a_file_that_cannot_be_read_is_told_once(folder, content):
    (folder / "topics.csv").unlink()
    if content is not None:
        (folder / "topics.csv").write_bytes(content)
    book = Codebook(folder)
    (problem,) = book.problems()  # and not once more for each of a thousand phrases
    assert str(problem).startswith("MJ201: topics.csv of the codebook cannot be read")
    assert book.rows(TopicPhrase) == ()
    assert len(book.rows(Country)) == 199


def test_a_word_whose_row_is_wrong_stays_a_word(folder):
    path = folder / "stage_steps.csv"
    path.write_text(path.read_text("utf-8").replace("visit,0.40,", "visit,4.0,"), "utf-8")
    book = Codebook(folder)
    assert [p.code for p in book.problems()] == ["MJ205"]  # the rules that lead to it are not at fault
    assert "visit" in book.words("stage")
    assert "visit" not in {stage.stage for stage in book.rows(Stage)}


def test_cells_have_types(folder, add):
    (folder / "topics.csv").write_text("﻿topic,label\n# a comment\n\n water ,Water\n", "utf-8")  # as Excel saves it
    add("meeting_cues", "waved at | waved to,meeting,meet,")
    add("places", "Testville,Testburgh; Testtown,IRN,city,")
    add("stage_steps", "bliss,0.5,8,pact;vow,4,,,yes,They agree on everything")
    book = Codebook(folder)
    assert book.rows(Topic) == (Topic("water", "Water"),)
    assert book.rows(MeetingCue)[-1].cue == ("waved at", "waved to")
    assert book.rows(Place)[-1].aliases == ("Testburgh", "Testtown")
    assert book.rows(Stage)[-1] == Stage(
        "bliss", 0.5, 8, ("pact", "vow"), 4, None, (), True, "They agree on everything"
    )


def test_each_frame_is_a_function_of_the_coder():
    from lib.coder.meetings.read import FRAMES as READ

    assert {*READ, "any"} == set(FRAMES)  # a cue of any frame is read by its sides alone


def test_every_class_of_small_words_is_one_the_coder_asks_for():
    from lib.codebook import rows
    from lib.codebook.records import EventWords
    from lib.paths import ROOT

    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "lib/coder").rglob("*.py"))
    assert [row.class_ for row in rows(EventWords) if f'("{row.class_}")' not in code] == []


def test_each_file_has_its_record_and_each_record_its_file():
    assert {path.relative_to(CODEBOOK).with_suffix("").as_posix() for path in CODEBOOK.rglob("*.csv")} == set(OURS)


@pytest.mark.parametrize("file", FILES)
def test_the_readme_explains_every_column(file):
    header = (CODEBOOK / f"{file.replace('*', BOOK.languages[0])}.csv").read_text("utf-8").splitlines()[0].split(",")
    assert header == [column.name for column in columns(FILES[file])]
    sections = (CODEBOOK / "README.md").read_text("utf-8").split("\n### ")[1:]
    told = [section for section in sections if re.search(rf"(?<![\w/]){re.escape(file)}\.csv", section.splitlines()[0])]
    assert len(told) == 1, f"{file}.csv has no section of its own"
    assert [column for column in header if not re.search(rf"\b{column}\b", told[0])] == []


@pytest.mark.slow
def test_the_command_line_tells_once_and_goes_on(folder, add, run, tmp_path):
    add("meeting_cues", "waved at,meeting,mete,")
    checked = run("-m", "lib", "codebook")
    assert checked.returncode == 1
    line = len((folder / "meeting_cues.csv").read_text("utf-8").splitlines())
    assert checked.stderr.startswith(f"MJ206: meeting_cues.csv, line {line}: frame holds 'mete', which is not known")
    coded = run("-m", "lib", "code", "data/articles", "--out", str(tmp_path / "out"))
    assert coded.returncode == 1
    assert coded.stderr.count("MJ206") == 1
    assert len((tmp_path / "out" / "meetings.csv").read_text("utf-8").splitlines()) == 4


def test_the_command_line_says_that_nothing_is_wrong(run, folder):
    checked = run("-m", "lib", "codebook")
    assert (checked.returncode, checked.stderr.strip()) == (0, f"Nothing is wrong in {folder}.")


@pytest.mark.slow
def test_a_stage_at_fault_is_told_once_and_not_for_each_of_its_milestones(folder, run):
    path = folder / "stage_steps.csv"
    path.write_text(path.read_text("utf-8").replace("agreement,0.50", "agreement,half", 1), "utf-8")
    (told,) = [line for line in run("-m", "lib", "codebook").stderr.splitlines() if line.startswith("MJ")]
    assert told.startswith("MJ205: stage_steps.csv")


@pytest.mark.slow
def test_the_app_warns_those_who_can_correct_it_and_runs(folder, add, run):
    add("meeting_cues", "waved at,meeting,mete,")
    add("topic_phrases", "watre,dam,1")
    add("stage_steps", "bliss,2,4,,,,,no,")
    path = folder / "plover.csv"
    path.write_text(path.read_text("utf-8").replace("CONSULT,,1,2.5", "CONSULT,,1,much"), "utf-8")
    pages = ["explore/overview", "explore/topics", "explore/wave", "analyse/export", "about/method"]
    said = json.loads(run("-m", "tests.codebook.opened", *pages).stdout)
    line = len((folder / "meeting_cues.csv").read_text("utf-8").splitlines())
    assert not any(page["exceptions"] or page["errors"] for page in said.values())
    assert not any(said[page]["warnings"] for page in pages[:3])
    for page in pages[3:]:
        (warning,) = said[page]["warnings"]
        for part in (
            f"meeting_cues.csv, line {line}: frame holds",
            "topic_phrases.csv, line 1196",
            "(MJ206)",
            "plover.csv",
        ):
            assert part in warning.replace("\\", "")


@pytest.mark.slow
@pytest.mark.parametrize("file", ["countries", "vocabulary", "meeting_cues"])
def test_a_missing_file_is_told_once_and_the_coder_goes_on(folder, run, tmp_path, file):
    """What only it could confirm is left out without a message a row."""
    (folder / f"{file}.csv").unlink()
    done = run("-m", "lib", "code", str(ARTICLES), "--out", str(tmp_path / "out"))
    told = [line for line in done.stderr.splitlines() if line.startswith("MJ")]
    assert done.returncode == 1
    assert len(told) == 1
    assert f"{file}.csv" in told[0]
    assert (tmp_path / "out" / "meetings.csv").exists()


@pytest.mark.slow
def test_pages_open_without_the_file_that_most_depends_on(folder, run):
    """Stages, rungs and kinds are words of it: milestones cannot be read, and go."""
    (folder / "vocabulary.csv").unlink()
    pages = ["explore/overview", "explore/wave", "explore/article", "analyse/review", "about/method"]
    said = json.loads(run("-m", "tests.codebook.opened", *pages).stdout)
    assert {page: told["exceptions"] + told["errors"] for page, told in said.items()} == {page: [] for page in pages}


ASKED = {"vocabulary", *(file for held in VOCABULARIES.values() for file, _, _ in held)}


@pytest.mark.parametrize("files", [*([file] for file in sorted(ASKED)), sorted(set(OURS) - ASKED)], ids=lambda f: f[0])
def test_a_file_without_rows_is_told_once(folder, files):
    """Its header alone is left: what only it could confirm goes without a message a row."""
    for file in files:
        path = folder / f"{file}.csv"
        path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    told = sorted((problem.code, problem.fields["file"]) for problem in Codebook(folder).problems())
    assert told == sorted(("MJ201", f"{file}.csv") for file in files)
