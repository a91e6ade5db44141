"""A new name, title, cue, topic or stage is a row: it works, with no line of code touched."""

import json

import pandas as pd
import pytest

TEXT = (
    "DOHA, May 2 - Qatar's Grand Steward Zayd Al-Test hobnobbed with Saudi Arabia's envoy in Doha on Wednesday. "
    "They spoke of the dewfall plant and of another dewfall plant. "
    "Grand Steward Al-Test said Testland had sent a letter. Iran and Saudi Arabia swapped letters."
)
ROWS = {
    "countries": ["TST,Testland,,Testlander,Testville,,no"],
    "people": ["Zayd Al-Test,,QAT,Grand Steward,adviser,2024,,GOV,https://example.org,held"],
    "titles": ["grand steward,office,adviser,no,"],
    "meeting_cues": ["hobnobbed,meeting,meet,"],
    "topics": ["water_supply,Water and rain"],
    "topic_phrases": ["water_supply,dewfall plant,3"],
    "stage_steps": ["letters,0.3,2,,,,,no,They write to each other"],
    "stages": ["CONSULT,phone,letters,letters"],
    "event_cues": ["CONSULT,phone,verb,letters,swap", ",,noun,letters,letters;letter"],
}


@pytest.fixture
def grown(add):
    for file, rows in ROWS.items():
        add(file, *rows)


@pytest.fixture
def tables(grown, folder, run, tmp_path):
    """The tables of TEXT, coded by the command line with the new rows."""
    rules = folder / "stages.csv"
    header, *lines = rules.read_text("utf-8").splitlines()  # the first fitting rule decides: the new one comes first
    rules.write_text("\n".join([header, lines[-1], *lines[:-1]]) + "\n", "utf-8")
    article = {"text": TEXT, "published": "2024-05-02", "title": "Letters"}
    (tmp_path / "in.jsonl").write_text(json.dumps(article), "utf-8")
    done = run("-m", "lib", "code", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out"))
    assert (done.returncode, done.stderr) == (0, "")
    return {file.stem: pd.read_csv(file, keep_default_na=False) for file in (tmp_path / "out").glob("*.csv")}


def test_rows_of_six_files_code_an_article(tables):
    meeting = tables["meetings"].iloc[0]
    assert (meeting["kind"], meeting["parties"]) == ("meeting", "QAT;SAU")
    assert "Zayd Al-Test" in meeting["participants"]
    actors = tables["actors"].set_index("name")
    assert actors.loc["Zayd Al-Test", "office"] == "Grand Steward"
    assert actors.loc["Testland", "country"] == "TST"
    assert set(tables["topics"]["topic"]) == {"water_supply"}
    assert "letters" in set(tables["events"]["stage"])


def test_a_topic_and_a_stage_show_in_the_app_under_their_names(grown, add, run):
    add("topic_phrases", "water_supply,joint statement,3", "water_supply,important consensus,3")
    done = run("-m", "tests.codebook.opened", "explore/topics", "about/method")
    pages = json.loads(done.stdout)
    assert not any(said[k] for said in pages.values() for k in ("exceptions", "errors", "warnings"))
    assert "Water and rain" in "".join(pages["explore/topics"]["charts"])
