"""What people take away: CSV without surprises, citations that say what was seen, file names that are safe."""

import csv
import datetime as dt
import io

import pandas as pd
import plotly.graph_objects as go
import pytest

from lib.catalogue.charts import CHARTS
from lib.charts import matrix, theme
from lib.commands.common import told_from
from lib.export.deck.story_data import Data
from lib.export.tables.about import misc
from lib.paths import file_name
from lib.ui.shell import takeaway
from lib.ui.shell.takeaway import Citation
from lib.wording import words


def rows(table: pd.DataFrame) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(takeaway.csv(table).decode("utf-8-sig"))))


def test_the_csv_holds_the_rows_and_no_inner_keys():
    table = pd.DataFrame({"a": ["IRN"], "parties": [["IRN", "SAU"]], "meetings": [2], "keys": ["m0 m1"], "key": ["m0"]})
    assert rows(table) == [
        {"a": "IRN", "a_name": "Iran", "parties": "IRN;SAU", "parties_name": "Iran;Saudi Arabia", "meetings": "2"}
    ]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(text):
    assert rows(pd.DataFrame({"phrase": [text]}))[0]["phrase"] == "'" + text


def test_the_csv_opens_with_a_mark_that_tells_utf8():
    assert takeaway.csv(pd.DataFrame({"name": ["Erdoğan"]})).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Türkiye and Iran met most often: 2 meetings", "turkiye-and-iran-met-most-often-2-meetings"),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>", "script"),
        ("", "untitled"),
    ],
)
def test_file_names_are_plain(title, name):
    assert file_name(title) == name


def test_a_citation_says_what_when_and_which_data():
    cited = Citation(
        "Iran met Saudi Arabia", "http://x/meetings?country=IRN", "abc123", dt.date(2026, 3, 1), " Filtered by Iran."
    )
    assert "“Iran met Saudi Arabia”" in cited.text
    assert "Data version abc123. Seen 1 March 2026. http://x/meetings?country=IRN" in cited.text
    assert cited.bibtex.startswith("@misc{majlis-iran-saudi-arabia-20260301-")
    assert "Filtered by Iran" in cited.bibtex
    assert cited.bibtex.count("{") == cited.bibtex.count("}")


def test_a_citation_says_what_others_cannot_open():
    told = words.reach(True, 2)
    cited = Citation("Oman met Iraq", "http://localhost/pair", "abc", dt.date(2026, 3, 1), "", told)
    for said in (cited.text, cited.bibtex):
        assert "Only this machine opens this address. Others see it without 2 articles that you have not shared" in said
    assert words.reach(False, 0) == ""


def test_bibtex_escapes_what_tex_would_read():
    made = misc("key", "50 % & more_x {y}", "2026", "", "#1")
    assert r"title = {50 \% \& more\_x \{y\}}," in made
    assert r"note = {\#1}" in made
    assert "url" not in made


@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_picture_is_saved_at_print_size(form):
    options = takeaway.config("A title", form)["toImageButtonOptions"]
    assert options["format"] == form
    assert options["width"] * options["scale"] == 3600


def table(names: list[str]) -> go.Figure:
    pairs = pd.DataFrame([{"a": "Iran", "b": name, "meetings": 1, "keys": "m1"} for name in names])
    return matrix.dyads(pairs, "Iran met them all")


def test_a_picture_of_many_rows_is_taller_and_saved_so():
    few, many = (theme.printed(table([f"Side {n}" for n in range(rows)])) for rows in (4, matrix.MOST))
    assert few.layout.height == theme.PRINT[1]
    assert many.layout.height > theme.PRINT[1]
    assert takeaway.config("A title", "png", many.layout.height)["toImageButtonOptions"]["height"] == many.layout.height


def test_names_above_a_table_have_room_under_the_title():
    one_line, broken, slanting = (
        theme.printed(table(names)).layout.margin.t
        for names in (["Oman"], ["Bosnia and Herzegovina today"], [f"Bosnia and Herzegovina {n}" for n in range(9)])
    )
    assert one_line < broken < slanting


def test_codes_have_their_names_beside_them_and_what_is_measured_its_unit():
    told = pd.DataFrame(
        {"actor_a": ["OMN", ""], "pairs_up": ["OMN-YEM;IRQ-KWT", ""], "mood": [0.5, -0.25], "hosted": [3, None]}
    )
    first, second = rows(told)
    assert (first["actor_a"], first["actor_a_name"]) == ("OMN", "Oman")
    assert first["pairs_up_name"] == "Oman-Yemen;Iraq-Kuwait"
    assert (first["mood (-1 to 1)"], first["hosted"], second["hosted"]) == ("0.5", "3", "")


@pytest.mark.parametrize("key", ["timeline", "network-sides", "map"])
def test_the_csv_holds_all_that_is_drawn(key):
    data = Data(told_from(None))
    whole = rows(CHARTS[key].draw(data.rows, {}).whole)
    if key == "timeline":
        assert len(whole) == len(data.rows["occasions"]) + len(data.milestones)
        assert whole[-1]["meeting_id"] == ""
    elif key == "map":
        assert {(row["country_name"], row["meetings_as_side"], row["meetings_hosted"]) for row in whole} >= {
            ("China", "2", "2")
        }
    else:
        assert {row["id_name"] for row in whole if row["degree"]} == {"China", "Iran", "Saudi Arabia"}
        assert sum(bool(row["a"]) for row in whole) == 2


def test_a_picture_tells_when_and_where_it_was_seen():
    picture = theme.printed(table(["Oman"]), "Majlis, seen 3 May 2024, https://majlis.example/?a=<b>")
    assert picture.layout.annotations[-1].text.endswith("https://majlis.example/?a=&lt;b&gt;")
