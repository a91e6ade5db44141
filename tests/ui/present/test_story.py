"""The Story page without a browser: stories, steps by address, the workshop."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from lib.export.deck.ready import ready
from lib.export.deck.story_data import Data
from lib.export.deck.views import draw
from lib.paths import ROOT
from lib.tables import to_tables
from lib.ui.present import stories

APP = str(ROOT / "app.py")
PAGE = "pages/present/story.py"


def opened(**query: str) -> AppTest:
    """The page as that address shows it."""
    app = AppTest.from_file(APP, default_timeout=60).run()
    for name, value in query.items():
        app.query_params[name] = value
    return app.switch_page(PAGE).run()


def press(app: AppTest, label: str, nth: int = 0) -> AppTest:
    return [b for b in app.button if b.label == label][nth].click().run()


@pytest.mark.parametrize("name", ["actor-IRN", "actor-SYR", "pair-IRN-SAU"])
def test_no_ready_story_tells_of_a_wave_that_may_be_chance(name):
    data = Data(to_tables([]))
    hubs = [step for step in ready(name, data).steps if step.view == "hub"]
    assert not [step for step in hubs if "may be chance" in draw(step, data).notes]


def test_each_story_has_its_links_to_the_stage_and_the_speaker_view():
    links = [one.proto.url for one in opened().get("link_button")]
    assert [re.sub("show=[0-9a-f]{16}", "show", link) for link in links] == [
        f"stage?story={name}&show{view}" for name in ("article", "wave") for view in ("", "&view=speaker")
    ]


def test_a_copy_is_retitled_reordered_annotated_and_shown():
    app = opened()
    press(app, "Copy to edit")
    assert not app.exception
    title = next(t for t in app.text_input if t.label == "Title")
    title.set_value("For the minister").run()
    first, second = (e.label for e in app.expander[:2])
    press(app, "Down")
    assert [e.label[3:] for e in app.expander[:2]] == [second[3:], first[3:]]
    next(a for a in app.text_area if a.label == "Notes for the speaker").set_value("Say this.").run()
    press(app, "Take out", 1)
    assert len(app.expander) == 6
    name = app.query_params["story"]
    name = name[0] if isinstance(name, list) else name
    assert '"notes":"Say this."' in stories.page(name, "somebody", ""), "another visitor: the link is enough"


def test_a_story_is_private_until_it_is_kept_for_everyone():
    app = opened()
    press(app, "Copy to edit")
    assert any("None yet" in m.value for m in opened().markdown), "another visitor does not see it"
    press(app, "Keep for everyone here")
    assert [s.options for s in opened().selectbox if s.label == "Story"] == [
        ["Copy of One article, from the sentence to the chart"]
    ]
    press(app, "Delete this story")
    assert any("None yet" in m.value for m in opened().markdown)


def test_the_last_step_taken_out_takes_the_story_along():
    app = opened()
    press(app, "Copy to edit")
    for _ in range(7):
        press(app, "Take out")
    assert not app.exception
    assert any("None yet" in m.value for m in app.markdown)


def test_steps_whose_data_have_changed_say_so():
    from lib.export.deck.story import Step, Story
    from lib.ui.shell import data

    stale = Step("As it was", view="contacts", fingerprint="0" * 16)
    kept = Step("Kept", figure={"data": [{"type": "bar", "x": [1], "y": [2]}]}, drawn="2024-05-01")
    from lib.export.deck.story import dump

    made = data.store().save_story("Stale", dump(Story("Stale", (stale, kept), "other data")), None)
    page = stories.page(f"mine-{made}", "somebody", "")
    assert "have changed since the story was saved" in page
    assert "Kept as drawn on 2024" in page
    data.store().remove_story(made, None)
