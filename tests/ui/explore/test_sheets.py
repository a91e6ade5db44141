"""The map and the network on the page of actors: the sheet in the address, and what it leaves out."""

from __future__ import annotations

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
