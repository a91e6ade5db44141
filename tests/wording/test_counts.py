"""Whatever is counted for a reader agrees with its noun: in the code, where a count is written, and in what is said."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from lib.measures.days import day as day_of
from lib.measures.waves import chronology, command, doubt, wave
from lib.measures.waves.wave import Condition
from lib.wording import findings, story, story_wave, verdict

ROOT = Path(__file__).parent.parent.parent
SAID_BY = ("plural", "number")  # the functions of lib.wording.phrases that write counts
VERBS = {"is", "was", "has", "comes", "sets", "stands", "raises", "keeps"}  # an s at their end is no plural
PLURAL = rf" (?:(?:more|other|net|distinct|dated|such|of the) )*(?!(?:{'|'.join(VERBS)}|no)\b)[a-z]{{2,}}s\b"
MORE_THAN_ONE = {"{MAX_STEPS} steps", "{seconds} seconds", "{len(figures)} pictures"}  # limits; a failure of several


def in_pieces(text: ast.JoinedStr) -> list[tuple[ast.expr, str]]:
    """What an f-string puts in, each with the text behind it."""
    after = [*text.values[1:], ast.Constant("")]
    return [
        (value.value, str(next_.value) if isinstance(next_, ast.Constant) else "")
        for value, next_ in zip(text.values, after, strict=True)
        if isinstance(value, ast.FormattedValue)
    ]


def by_hand(source: str) -> list[str]:
    """The counts with a noun in the plural, and the plurals made with an s, that no function of phrases wrote."""
    found = []
    for node in ast.walk(ast.parse(source)):
        ends = (node.body, node.orelse) if isinstance(node, ast.IfExp) else ()
        if {end.value for end in ends if isinstance(end, ast.Constant)} == {"", "s"}:
            found.append(ast.unparse(node))
        if not isinstance(node, ast.JoinedStr):
            continue
        for value, after in in_pieces(node):
            words = re.match(PLURAL, after)
            said = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in SAID_BY
            if words and not said:
                found.append(f"{{{ast.unparse(value)}}}{words[0]}")
    return [text for text in found if text not in MORE_THAN_ONE]


@pytest.mark.parametrize(
    "source",
    [
        'f"{n} pairs"',
        'f"{len(x):,} more sentences"',
        'f"{n} pair{"" if n == 1 else "s"}"'.replace('""', "''").replace('"s"', "'s'"),
    ],
)
def test_a_count_by_hand_is_found(source):
    assert by_hand(source)


def test_no_count_is_written_by_hand():
    files = [*(ROOT / "lib").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    found = [f"{file.relative_to(ROOT)}: {one}" for file in files for one in by_hand(file.read_text("utf-8"))]
    assert not found, "say these with lib.wording.phrases.plural:\n" + "\n".join(found)


# ---------------------------------------------------------------- what is said of no, one and two rows
WRONG = re.compile(
    rf"\b1{PLURAL}|(?<![.,:\d-])\b0 [a-z]|\bNone\b(?! of)|\bnan\b|\bNaT\b|\b[Nn]o\b[^.;:,]* no\b|\b[Oo]ne [a-z]+s\b"
)


@pytest.mark.parametrize(
    "said", ["1 meetings", "with 0 others", "None", "nan", "No articles tell of no meetings", "1 more sentences"]
)
def test_a_wrong_sentence_is_found(said):
    assert WRONG.search(said)


def day(text: str = "2023-08-20") -> pd.Timestamp:
    return pd.Timestamp(text)


MEETING = {"kind": "phone_call", "status": "held", "date_start": day(), "date_end": day(), "date_precision": "day", "place": "",
           "parties": ["CHN", "IRN"], "participants": [], "initiator": "", "main": True}  # fmt: skip
UNDATED = MEETING | {"date_start": pd.NaT, "date_end": pd.NaT, "date_precision": "unknown", "main": False}
SIDES = ("IRN", "SAU", "USA")


def table(rows: list[dict], like: dict) -> pd.DataFrame:
    found = pd.DataFrame(rows, columns=list(like))
    return found.astype({c: "datetime64[ns]" for c in like if c.startswith("date_") and c != "date_precision"})


def meetings(n: int, row: dict = MEETING) -> pd.DataFrame:
    return table([row] * n, MEETING)


def counts(n: int, each: int = 1, **columns: tuple) -> pd.DataFrame:
    """n rows of a count, each counting `each`."""
    found = pd.DataFrame({name: list(values[:n]) for name, values in columns.items()})
    return found.assign(meetings=each, mentions=each, degree=each, occasions=each)


def loaded(articles: int) -> dict[str, pd.DataFrame]:
    return {"articles": pd.DataFrame({"source": (["UrduPoint", "", "WAM", "IRNA"])[:articles]})}


def sentences() -> list[tuple[str, str]]:
    """(what is said it of, the sentence) of every finding, with no rows where it may have none, one and two."""
    few = [0, 1, 2]
    said = [(f"source {n}", findings.source(loaded(n))) for n in range(5)]
    said += [
        (f"timeline {n} {m}", findings.timeline(meetings(n, row), meetings(m)))
        for n in few
        for m in few
        for row in (MEETING, UNDATED)
    ]
    said += [(f"other days {n}", findings.other_days(n)) for n in few]
    said += [
        (f"left out {n}", findings.left_out(meetings(n, MEETING | {"parties": [str(i) for i in range(99)]})))
        for n in few
    ]
    said += [(f"places 0 {n}", findings.places(counts(n, name=SIDES), pd.DataFrame())) for n in (1, 2)]
    for n in (1, 2):
        for each in (1, 2):
            c = lambda n=n, each=each, **columns: counts(n, each, **columns)  # noqa: E731
            named = {
                "kinds": findings.kinds(c(kind=("visit", "phone_call"))),
                "roles": findings.roles(c(name=SIDES)),
                "calendar": findings.calendar(c(day=(day(), day("2023-08-21"))), 2023),
                "dyads": findings.dyads(c(a=SIDES, b=SIDES[1:])),
                "stepped": findings.stepped(c(a=SIDES, b=SIDES[1:], milestones=(2, 1), closer=(1, 0))),
                "staged": findings.staged(c(stage=("visit", "recall"), year=("2021", "2022"), milestones=(2, 1))),
                "network": findings.network(counts(n + 1, each, id=SIDES)),
                "chronicled": findings.chronicled(c(id=SIDES)),
                "people": findings.people(c(id=("Wang Yi", "Hossein Amir"))),
                "places": findings.places(c(name=SIDES), c(country=SIDES)),
                "topics": findings.topics(c(topic=("nuclear", "trade"))),
                "speakers": findings.speakers(c(speaker=("Wang Yi", "Amir"), topic=("nuclear", "trade"))),
                "together": findings.together(c(topic_a=("nuclear", "a"), topic_b=("trade", "b"))),
                "contexts": findings.contexts(c(topic=("nuclear", "a"), phrase=("atom", "Atom"))),
                "actors": findings.actors(c(actor_id=SIDES, name=SIDES)),
                "counterparts": findings.counterparts(c(name=SIDES), "Oman"),
                "offices": findings.offices(c(office=SIDES), "Wang Yi"),
                "raised": findings.raised(c(topic=("nuclear", "a")), "Oman"),
            }  # fmt: skip
            said += [(f"{name} {n} of {each}", text) for name, text in named.items()]
    return said


def told(words: story.Words) -> str:
    return " ".join((f"{words.headline}.", *words.lines))


def stories() -> list[tuple[str, str]]:
    """The same of the sentences of stories about an article and of the verdict on a wave."""
    people = {"actor_id": "wang", "name": "Wang Yi", "kind": "person", "mentions": 1, "statements": 1}
    topic = {"topic": "nuclear", "speaker_country": "IRN"}
    strongest = wave.regional(command.evidence_of(milestones=chronology.load())).waves[0]
    said = [
        (f"meetings {n}", told(story.meetings(meetings(n, row), str))) for n in (0, 1, 2) for row in (MEETING, UNDATED)
    ]
    said += [
        (f"actors {n}", told(story.actors(pd.DataFrame([people | {"kind": k}] * n), str)))
        for n in (1, 2)
        for k in ("person", "country")
    ]
    said += [(f"topics {n}", told(story.topics(pd.DataFrame([topic] * n), str))) for n in (1, 2)]
    lacking = [
        Condition(what, n, 4, 19_500, "IRN")
        for what in ("pairs", "occasions", "chance", "days", "outside", "past", "voices")
        for n in (0, 1, 2)
    ]
    said += [(f"lacks {each.what} {each.has}", verdict.lacks(each)) for each in lacking]
    said += [(f"undated {n}", verdict.undated(n, ["Iran – Oman"] * n)) for n in (1, 2)]
    said += [(f"now {n}", verdict.now([strongest] * n, 19_500)) for n in (0, 1, 2)]
    said += [(f"sure {n}", verdict.sure(replace(strongest, reached=n, drawn=400))) for n in (1, 2)]
    for n in (1, 2):
        left = replace(strongest, net_breadth=n)
        variants = [
            doubt.Variant("window", "60", left),
            *[doubt.Variant("source", "a.org", left)] * n,
            doubt.Variant("actor", "SYR", None),
        ]
        said += [
            (f"changes {n}", " ".join(verdict.changes(strongest, variants, str))),
            (f"region {n}", told(story_wave.region([strongest] * n, None, str))),
        ]
        one = replace(strongest, hub="IRN", dyads=(("IRN", "SAU"), ("IRN", "OMN"))[:n])
        said += [
            (f"hub {n}", told(story_wave.hub(one, str))),
            (f"hub span {n}", story_wave.hub_span(one, str)),
        ]
        onsets = pd.DataFrame([{"actor_a": "IRN", "actor_b": "SAU", "earliest": 1, "latest": n}] * n)
        said.append((f"first {n}", told(story_wave.first(onsets, strongest, str))))
        months = pd.DataFrame({"place": range(n), "share": [1.0] * n, "month": [day()] * n})
        said += [
            (f"months {n}", story_wave.months(months)),
            (f"months down {n}", story_wave.months(months.assign(share=-1.0))),
        ]
    said += [(f"region none {n}", told(story_wave.region([], lacking[n], str))) for n in (0, 1, 2)]
    said += [(f"standing {n}", story_wave.standing(pd.DataFrame({"sign": [1] * n}), day())) for n in (0, 1, 2)]
    ended = [({"claim": "reconciliation", "published": pd.Timestamp(day_of(strongest.end + d))}) for d in (1, 2)]
    said += [
        (f"claimed {n}", verdict.claimed([strongest] * n, pd.Series(claim)))
        for n in (0, 1, 2)
        for claim in (*ended, {"claim": "rupture", "published": pd.NaT})
    ]
    return said


@pytest.mark.parametrize("of", [sentences, stories])
def test_no_sentence_is_wrong_of_few(of):
    wrong = [f"{what}: {text}" for what, text in of() if WRONG.search(text)]
    assert not wrong, "\n".join(wrong)


def test_the_month_with_most_meetings_stands_out_only_where_it_has_several_more():
    def told(*days: str) -> str:
        return findings.timeline(
            table([MEETING | {"date_start": pd.Timestamp(on)} for on in days], MEETING), meetings(0)
        )

    busy = ["2023-03-06", "2023-03-09", "2023-03-10", "2023-03-21"]
    assert told(*busy, "2022-01-03") == "March 2023 has 4 of 5 dated meetings, more than any other month"
    assert told(*busy[:3], "2022-01-03").endswith(", and 3 more")
    assert told(*busy, *(day.replace("-03-", "-05-") for day in busy)).endswith(", and 7 more")


def test_meetings_of_one_kind_are_said_to_be_so():
    counts = pd.DataFrame({"kind": ["summit"], "meetings": [3]})
    assert findings.kinds(counts) == "3 meetings, all of one kind: summit"
