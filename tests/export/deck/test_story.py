"""Story files: what is written can be read, and whatever cannot be used is refused with a reason."""

import json
import time

import pytest

from lib.commands.common import told_from
from lib.errors import MajlisError
from lib.export.deck import slides_html, slides_pptx, views
from lib.export.deck.story import FORMAT, MAX_BYTES, MAX_STEPS, Quote, Step, Story, dump, dumps, load, loads
from lib.export.deck.story_data import Data

FIGURE = {"data": [{"type": "bar", "x": ["CHN"], "y": [3]}], "layout": {"title": {"text": "Contacts"}}}
STORY = Story(
    "The reconciliation wave",
    (
        Step("A call", ("Two ministers.",), "The article.", "Greet first.", view="contact", settings={"article": "a1"}),
        Step("A chart kept", figure=FIGURE, drawn="2026-11-24", fingerprint="ab12"),
        Step("A sentence", quote=Quote("driving a reconciliation wave", ((10, 29),), "Wang Yi")),
    ),
    "v7",
)


def test_a_story_survives_the_file():
    assert loads(dumps(STORY)) == STORY


def test_the_file_says_what_it_is():
    assert json.loads(dumps(STORY))["majlis_story"] == 1


def broken(**changes: object) -> dict:
    return {**dump(STORY), **changes}


def with_step(**changes: object) -> dict:
    return broken(steps=[{"headline": "A call", "view": "contact", **changes}])


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (b"\xff\xfe", "MJ601", "it is not JSON"),
        (b"[" * 100_000, "MJ601", "it is not JSON"),
        (b"[]", "MJ601", "it does not say majlis_story"),
        (b'{"majlis_story": 9}', "MJ602", "of format 9"),
        (b" " * (MAX_BYTES + 1), "MJ604", "at most 8 MB"),
    ],
)
def test_a_file_that_is_no_story_is_refused(raw, code, words):
    with pytest.raises(MajlisError, match=words) as error:
        loads(raw)
    assert error.value.code == code


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (broken(steps=[]), "MJ601", "it has no steps"),
        (broken(title="  "), "MJ601", "no title"),
        (broken(steps=[{"view": "x"}] * (MAX_STEPS + 1)), "MJ604", "at most 60 steps"),
        (broken(steps=["x"]), "MJ603", "Step 1 .* expected set of fields, got text"),
        (with_step(script="alert(1)"), "MJ603", "unknown field script"),
        (with_step(headline=7), "MJ603", "in headline: expected text, got number"),
        (with_step(headline="x" * 201), "MJ603", "in headline: expected text of length at most 200"),
        (with_step(text=["a", "b", "c"]), "MJ603", "in text: expected list of length at most 2"),
        (with_step(settings={"a": {}}), "MJ603", r"in settings\[\.\.\.\]: expected text, got set of fields"),
        (with_step(figure=FIGURE), "MJ603", "one view, figure or quote"),
        (broken(steps=[{"headline": "nothing"}]), "MJ603", "one view, figure or quote"),
        (broken(steps=[{"quote": {"text": "abc", "marks": [[1, 9]]}}]), "MJ603", "a mark lies outside"),
        (broken(steps=[{"quote": {"text": "abc", "by": "x"}}]), "MJ603", "in quote: object contains unknown field by"),
        (broken(steps=[{"quote": {"text": ""}}]), "MJ603", r"in quote\.text: expected text of length at least 1"),
        (broken(steps=[{"figure": {"data": [{"type": "nonsense"}]}}]), "MJ603", "the figure is not valid"),
        (broken(steps=[{"figure": {"data": [], "frames": []}}]), "MJ603", "not data and layout"),
    ],
)
def test_what_cannot_be_used_is_named(value, code, words):
    with pytest.raises(MajlisError, match=words) as error:
        load(value)
    assert error.value.code == code


@pytest.mark.parametrize(
    "figure",
    [
        {"data": [], "layout": {"images": [{"source": "https://example.org/pixel.png"}]}},
        {"data": [], "layout": {"images": [{"source": "//example.org/pixel.png"}]}},
        {"data": [{"type": "image", "source": "http://example.org/a.png"}]},
        {"data": [{"type": "scattermap", "lat": [1], "lon": [2]}]},
        {"data": [], "layout": {"map": {"style": "open-street-map"}}},
        {"data": [{"type": "bar", "x": ['see <A\thref="https://example.org">Oman</A>'], "y": [1]}]},
        {"data": [], "layout": {"annotations": [{"text": '<a href="https://example.org">Oman</a>'}]}},
        {"data": [{"type": "bar", "x": ["a"], "y": [1], "texttemplate": "<%{x} href='https://example.org'>Oman</a>"}]},
        {
            "data": [
                {"type": "bar", "x": ["a"], "y": [1], "texttemplate": "%{customdata}", "customdata": ["<a href='x'>"]}
            ]
        },
        {
            "data": [],
            "layout": {"title": {"text": "%{meta.a}"}, "meta": {"a": "<a href='https://example.org'>Oman</a>"}},
        },
        {"data": [{"type": "bar", "x": ["a href='x'>Oman</a>"], "y": [1]}], "layout": {"xaxis": {"tickprefix": "<"}}},
        {"data": [{"type": "bar", "x": ["<span style='cursor:url(https://example.org/a.png)'>Oman</span>"], "y": [1]}]},
    ],
)
def test_a_figure_that_would_ask_another_machine_is_refused(figure):
    with pytest.raises(MajlisError) as error:
        load(broken(steps=[{"figure": figure}]))
    assert error.value.code == "MJ605"


@pytest.mark.parametrize("text", ["<b>Oman</b><br>2 < 3, <5 %", "&lt;a href='x'>", "<i>a</i><sup>2</sup>"])
def test_text_as_plotly_sets_it_is_welcome(text):
    figure = {"data": [{"type": "bar", "x": [text], "y": [1], "hovertemplate": "%{y}<extra></extra>"}]}
    assert load(broken(steps=[{"figure": figure}])).steps[0].figure == figure


def test_what_a_figure_says_of_itself_is_of_a_kind_that_pages_read():
    for meta in ([1], "a", {"key": 5}, {"key": [["one"]]}):
        with pytest.raises(MajlisError, match="MJ603"):
            load(broken(steps=[{"figure": {"data": [], "layout": {"meta": meta}}}]))


def test_a_figure_of_parts_without_end_or_depth_is_refused_at_once():
    began = time.process_time()
    for data, code in (([{}] * 900_000, "MJ604"), ([{"x": json.loads("[" * 500 + "]" * 500)}], "MJ603")):
        with pytest.raises(MajlisError, match=code):
            load(broken(steps=[{"figure": {"data": data}}]))
    assert time.process_time() - began < 5


def test_signs_and_numbers_that_no_slide_can_hold_are_left_out(tmp_path):
    bar = {"type": "bar", "name": "a\x01", "x": ["b\uffff", "c"], "y": [10**400, 1e999]}
    steps = [{"figure": {"data": [bar]}}, {"quote": {"text": "d\ud800\uffff"}, "notes": "\ufffe"}]
    told = loads(json.dumps({"majlis_story": FORMAT, "title": "e\ud800", "steps": steps}).encode())
    assert told.steps[0].figure["data"][0]["y"] == [None, None]
    drawn = views.deck(told, Data(told_from(None)))
    slides_pptx.write(drawn, tmp_path / "a.pptx")
    assert slides_html.deck_html(drawn).encode()


def test_an_address_that_is_only_text_is_welcome():
    bar = {"type": "bar", "x": [1], "y": [1], "customdata": [["https://example.org/source"]]}
    figure = {"data": [bar], "layout": {"meta": {"source": "https://example.org/"}}}
    assert load(broken(steps=[{"figure": figure}])).steps[0].figure == figure


def test_packed_numbers_are_unpacked():
    x = {"dtype": "f8", "bdata": "AAAAAAAA8D8AAAAAAAD4fw=="}
    z = {"dtype": "i1", "bdata": "AQIDBA==", "shape": "2, 2"}
    packed = {"data": [{"type": "scatter", "x": x}, {"type": "heatmap", "z": z}]}
    read = load(broken(steps=[{"figure": packed}])).steps[0].figure
    assert read["data"] == [{"type": "scatter", "x": [1.0, None]}, {"type": "heatmap", "z": [[1, 2], [3, 4]]}]


def test_numbers_that_cannot_be_unpacked_are_refused():
    bad = {"data": [{"type": "scatter", "x": {"dtype": "f8", "bdata": "AAA="}}]}
    with pytest.raises(MajlisError, match="the figure is not valid"):
        load(broken(steps=[{"figure": bad}]))


def test_steps_can_be_moved_edited_taken_out_and_added():
    a, b, c = STORY.steps
    assert STORY.move(0, 1).steps == (b, a, c)
    assert STORY.move(0, -1) == STORY
    assert STORY.move(2, 1) == STORY
    assert STORY.put(1, Step(headline="Other", view="wave")).steps[1].headline == "Other"
    assert STORY.without(1).steps == (a, c)
    assert STORY.plus(a).steps[-1] == a


def test_a_story_does_not_grow_without_end():
    full = Story("x", STORY.steps[:1] * MAX_STEPS)
    with pytest.raises(MajlisError, match="at most 60 steps"):
        full.plus(STORY.steps[0])
