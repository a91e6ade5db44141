"""Stories: on stage when the address says so, else where they are chosen, built and handed out."""

from lib.ui import frame, stage, story_page

frame.guarded(stage.show if frame.on_stage() else story_page.show)
