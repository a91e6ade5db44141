"""Stories: on stage when the address says so, else where they are chosen, built and handed out."""

from lib.ui import frame, show, story_page

frame.guarded(show.show if frame.on_stage() else story_page.show)
