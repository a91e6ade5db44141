"""Add articles: in, coded, looked at, and only then kept."""

from lib.ui import frame, intake

frame.page(
    "Add articles",
    "Read and coded on this server. You see what was found and what it would change before anything is kept.",
)
frame.guarded(intake.draw)
