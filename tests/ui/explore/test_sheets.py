"""The map and the network on the page of actors: the sheet in the address, and what it leaves out."""

import pytest

from tests.ui.conftest import alts, text


def sheet(app) -> str:
    return next(c.value for c in app.segmented_control if c.key == "sheet")


def test_the_region_comes_first_and_tells_what_is_beyond_it(opened):
    app = opened("explore/actors")  # Iran, Saudi Arabia and China
    assert sheet(app) == "region"
    assert "Not on this sheet: China (" in text(app)


def test_the_sheet_of_the_address_is_shown_and_what_is_off_it_told(opened):
    app = opened("explore/actors", sheet="Middle East")
    assert sheet(app) == "region"
    assert "Not on this sheet: China (" in text(app)
    assert any("Map, Middle East" in alt for alt in alts(app))


@pytest.mark.parametrize("who", ["Countries and organizations", "People", "Milestones of the chronology"])
def test_names_without_room_are_hidden_on_narrow_screens(opened, who):
    app = opened("explore/actors", who=who)
    styles = [str(part.proto.body) for part in app.get("html")]
    assert any("st-key-card-network-" in style and "@container (max-width: 479.9px)" in style for style in styles)


def test_the_network_is_shown_year_by_year_and_plays_to_the_last(opened):
    app = opened("explore/actors")
    years = app.select_slider(key="network-year")
    assert (years.value, years.options[0], years.options[-1]) == ("All years", "All years", "2023")
    app.button(key="network-year-play").click().run()
    seen = [app.select_slider(key="network-year").value]
    while app.button(key="network-year-play").label == "Stop" and len(seen) < 9:
        app.run()
        seen.append(app.select_slider(key="network-year").value)
    assert seen[-1] == "2023"
    assert "China and Iran met" in text(app)
    app.button(key="network-year-play").click().run()
    assert not app.exception


def test_a_year_in_the_address_is_shown(opened):
    app = opened("explore/actors", **{"who": "Milestones of the chronology", "network-year": "2021"})
    assert app.select_slider(key="network-year").value == "2021"
    assert not app.exception
