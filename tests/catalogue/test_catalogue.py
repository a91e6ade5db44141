"""The whole catalogue on real data: each record draws, says what it finds and how to read it, and stands on a page or in a
story; and one more chart is one more record."""

import ast
import re
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.catalogue import actors, meetings
from lib.catalogue.charts import CHARTS, MODULES
from lib.catalogue.mediators import MEDIATORS
from lib.catalogue.record import HOW, Chart
from lib.codebook import sides
from lib.commands.common import told_from
from lib.errors import MajlisError
from lib.export.deck import views
from lib.export.deck.slides import Slide
from lib.export.deck.story import Step
from lib.export.deck.story_data import Data
from lib.measures.waves.doubt import Part
from lib.measures.waves.reports import site

pytestmark = pytest.mark.xdist_group("catalogue")  # drawn once
ROOT = Path(__file__).parents[2]
WANG = {"kind": "person", "name": "Wang Yi", "country": "CHN"}
ASKED = {  # what these charts have to be told
    **dict.fromkeys(("actor-timeline", "offices", "counterparts", "raised"), WANG),
    **{key: {"actor": "SYR"} for key in ("hub", "hub-steps")},
    **{key: {"pair": "IRN-SAU"} for key in ("ladder", "moods", "mood")},
}
PLACED = (
    "scattergeo",
    "choropleth",
    "heatmap",
)  # what a map or a table of cells is drawn with: no axis counts anything


@pytest.fixture(scope="module")
def data() -> Data:
    """The curated article and the chronology."""
    return Data(told_from(None))


@pytest.fixture(scope="module")
def drawn(data) -> dict:
    """Each record as it draws itself."""
    return {key: chart.draw(getattr(data, chart.evidence), ASKED.get(key, {})) for key, chart in CHARTS.items()}


def slide(data: Data, key: str) -> Slide:
    return views.draw(Step(view=key, settings=ASKED.get(key, {})), data)


@pytest.mark.parametrize("key", CHARTS)
def test_a_record_is_whole(drawn, key):
    meta = drawn[key].figure.layout.meta
    assert drawn[key].words.headline == meta["title"]
    assert not drawn[key].words.headline.endswith(".")
    assert len(drawn[key].how) > 60
    assert meta["alt"].startswith(f"{drawn[key].words.headline}. ")
    assert "Majlis" in meta["source"] or "UrduPoint" in meta["source"]
    assert len(drawn[key].rows)
    assert set(drawn[key].columns or []) <= set(drawn[key].rows)


@pytest.mark.parametrize("key", CHARTS)
def test_a_record_draws_a_slide_whose_every_axis_of_numbers_says_what_it_counts(data, key):
    shown = slide(data, key)
    assert shown.headline
    assert shown.source
    fig = shown.figure
    for letter in "xy" if fig.data[0].type not in PLACED else "":
        axis = fig.layout[f"{letter}axis"]
        named = any(isinstance(value, str) for trace in fig.data for value in trace[letter])
        clear = named or axis.type == "date" or axis.tickvals is not None or axis.visible is False
        assert clear or axis.title.text, f"{key}: an axis of numbers without a unit"


@pytest.fixture(scope="module")
def nothing(data) -> dict[str, pd.DataFrame]:
    return {name: rows.iloc[:0] for name, rows in data.rows.items()}


OF_ARTICLES = ("contacts", "actors", "topics")


@pytest.mark.parametrize("key", [k for k, c in CHARTS.items() if c.evidence == "rows" and k not in OF_ARTICLES])
def test_without_rows_nothing_is_drawn(nothing, key):
    asked = {**WANG, "name": "Nobody"} if key == "offices" else ASKED.get(key, {})
    assert CHARTS[key].draw(nothing, asked) is None


@pytest.mark.parametrize("key", OF_ARTICLES)
def test_an_article_without_rows_is_told(nothing, key):
    with pytest.raises(MajlisError, match="in it") as error:
        CHARTS[key].draw(nothing, {})
    assert error.value.code == "MJ607"


def test_how_to_read_has_no_section_that_no_chart_needs(drawn):
    said = {drawn[key].how for key in CHARTS}
    assert set(HOW.values()) - said == {HOW["months"]}  # of the timeline, where there are very many


def used(*files: Path) -> set[str]:
    """Names, attributes and words used in these files."""
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    return {
        getattr(node, part)
        for node in nodes
        for part in ("id", "attr", "value")
        if isinstance(getattr(node, part, None), str)
    }


def test_each_record_stands_on_a_page_or_in_a_ready_story():
    pages = used(*(ROOT / "pages").rglob("*.py"), *(ROOT / "lib" / "ui").rglob("*.py"))
    stories = used(ROOT / "lib" / "export" / "deck" / "ready.py")
    named = {one.key: name for module in MODULES for name, one in vars(module).items() if isinstance(one, Chart)}
    faces = [chart.key for of in (actors.NETWORKS, actors.MATRICES, actors.MAPS) for chart in of.values()]
    assert not [key for key in CHARTS if named[key] not in pages and key not in (*stories, *faces)]


# ---------------------------------------------------------------- one more chart
def example() -> Chart:
    """The record that CONTRIBUTING.md gives, read in the module it names."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    space = dict(vars(meetings))
    exec(dedent(re.search(r"```python\n( +from lib\.wording.*?)```", text, re.DOTALL)[1]), space)
    return space["PLACES"]


PLACES = example()


def page() -> None:
    """A page of one line, as Streamlit runs it."""
    from lib.ui.explore import charts
    from lib.ui.shell import data
    from tests.catalogue.test_catalogue import PLACES

    charts.draw(PLACES, data.tables())


def test_a_new_chart_is_one_record_on_a_page():
    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    assert [chart.proto.alt[:33] for chart in app.get("plotly_chart")] == ["Meetings took place in 1 country."]
    said = [m.value for m in app.markdown]
    assert "## Meetings took place in 1 country" in said
    assert PLACES.how in said


def test_a_new_chart_is_one_record_in_a_story(data, monkeypatch):
    monkeypatch.setitem(CHARTS, PLACES.key, PLACES)
    shown = slide(data, "places")
    assert shown.headline == "Meetings took place in 1 country"
    assert shown.source == "1 article (UrduPoint / Pakistan Point News), coded by Majlis"


def test_a_chart_without_rows_says_so_on_a_page_and_in_a_story(data, monkeypatch):
    nowhere = {**data.tables, "meetings": data.tables["meetings"].assign(place_country="")}
    monkeypatch.setitem(CHARTS, PLACES.key, PLACES)
    with pytest.raises(MajlisError, match="No text names a place") as error:
        slide(Data(nowhere), "places")
    assert error.value.code == "MJ607"


def test_what_a_reader_does_not_choose_is_chosen(data):
    rows = pd.concat([data.rows["meetings"]] * 2).assign(date_precision="day")
    drawn = meetings.CALENDAR.draw({**data.rows, "meetings": rows}, {})
    assert "2023" in drawn.words.headline


@pytest.mark.parametrize(
    ("onset", "says"), [("", "May 2023"), ("2025-11-26", "December 2025"), ("1999-01-01", "May 2023")]
)
def test_the_breadth_tells_of_the_wave_asked_for(data, onset, says):
    drawn = CHARTS["breadth"].draw(data.chronology, {"direction": "reconciliation", "onset": onset})
    assert says in drawn.words.headline


def test_mediators_are_those_of_what_is_measured(data):
    def pairs(part: Part) -> set[tuple[str, str, str]]:
        rows = MEDIATORS.draw(replace(data.both, layer="chronology", part=part), {}).rows
        return set(map(tuple, rows[["mediator", "actor_a", "actor_b"]].to_numpy()))

    whole = pairs(Part())
    assert ("USA", "ISR", "SYR") in whole
    assert pairs(Part("SYR")) == {told for told in whole if "SYR" not in told}
    assert pairs(Part("USA")) == {told for told in whole if "USA" not in told}
    assert pairs(Part(region=True)) == {told for told in whole if all(map(sides().get, told[1:]))}
    assert pairs(Part("no such source")) == whole
    some = data.both.tables["milestones"].query("mediator != ''")["source_url"].map(site).value_counts().index[0]
    assert len(pairs(Part(some))) < len(whole)
