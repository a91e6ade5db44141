"""Add articles: in, coded, looked at, and only then kept."""

from lib.ui.analyse import intake
from lib.ui.shell import layout

layout.page(
    "Add articles",
    "Read and coded on this server. You see what was found and what it would change before anything is kept.",
)
layout.guarded(intake.draw)
