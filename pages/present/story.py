"""Stories: on stage when the address says so, else where they are chosen, built and handed out."""

from lib.ui.present import show, story_page
from lib.ui.shell import layout

layout.guarded(show.show if layout.on_stage() else story_page.show)
