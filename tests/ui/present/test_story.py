"""The Story page without a browser: stories, steps by address, the workshop."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.export.deck.ready import ready
from lib.export.deck.story_data import Data
from lib.export.deck.views import draw
from lib.paths import ROOT
from lib.tables import to_tables
from lib.ui.present import stage_sync

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


def test_the_article_is_told_in_five_steps():
    app = opened(stage="1", story="article", step="1")
    seen = [app.title[0].value]
    for _ in range(4):
        seen.append(press(app, "Next step (Right)").title[0].value)
    assert not app.exception
    assert "phone call on 20 August 2023" in seen[0]
    assert "claimed by Wang Yi: the chronology has one, March 2023 to July 2023" in seen[-1].replace("\\", "")
    assert "this article alone does not support it" in seen[-1]
    assert len(set(seen)) == 5
    assert press(app, "Next step (Space)").query_params["step"] == "5", "the last step stays"
    assert press(app, "First step (Home)").query_params["step"] == "1"


@pytest.mark.parametrize(
    ("query", "headline"),
    [
        ({"story": "wave", "step": "1"}, "pairs moved towards each other"),
        ({"story": "pair-IRN-SAU", "step": "1"}, "Iran and Saudi Arabia: from severed to"),
        ({"story": "pair-SAU-IRN", "step": "2"}, "Iran and Saudi Arabia: on their best terms in June 2023"),
        ({"story": "actor-SYR", "step": "1"}, "Syria moved closer to"),
        ({"story": "wave", "step": "2", "view": "speaker"}, "moved first in the wave of"),
    ],
)
def test_ready_stories_are_told_from_the_chronology(query, headline):
    app = opened(stage="1", **query)
    assert not app.exception
    assert headline in app.title[0].value.replace("\\", "")


@pytest.mark.parametrize("name", ["actor-IRN", "actor-SYR", "pair-IRN-SAU"])
def test_no_ready_story_tells_of_a_wave_that_may_be_chance(name):
    data = Data(to_tables([]))
    hubs = [step for step in ready(name, data).steps if step.view == "hub"]
    assert not [step for step in hubs if "may be chance" in " ".join(draw(step, data).lines)]


@pytest.mark.parametrize("name", ["nonsense", "actor-XYZ", "pair-IRN-ISL", "mine-gone", "pair-a-b-c"])
def test_a_story_that_cannot_be_told_says_why(name):
    app = opened(stage="1", story=name)
    assert not app.exception
    assert "(MJ60" in app.error[0].value


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
    assert len(app.expander) == 4
    name = app.query_params["story"]
    name = name[0] if isinstance(name, list) else name
    speaker = opened(stage="1", story=name, view="speaker")  # another visit: the link is enough
    assert "Say this\\." in [m.value for m in speaker.markdown]


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
    for _ in range(5):
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
    app = opened(stage="1", story=f"mine-{made}")
    assert any("have changed since the story was saved" in m.value for m in app.markdown)
    press(app, "Next step (Right)")
    assert any("Kept as drawn on 2024" in m.value for m in app.markdown)
    data.store().remove_story(made, None)


def test_both_windows_of_a_show_stand_at_one_step():
    show = stage_sync.token()
    assert stage_sync.at(show, 3) == 3
    stage_sync.move(show, 5)
    assert stage_sync.at(show, 3) == 5
    assert stage_sync.at(stage_sync.token(), 1) == 1
