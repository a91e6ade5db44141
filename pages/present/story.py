"""Stories: chosen, built, handed out, and taken to the stage."""

from lib.ui.present import story_page
from lib.ui.shell import layout

layout.guarded(story_page.show)
