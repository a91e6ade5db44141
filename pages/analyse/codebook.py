"""Codebook: names the coder does not know, rows of one's own, and what they change."""

from lib.ui.analyse import codebook
from lib.ui.shell import layout

layout.page(
    "Codebook",
    "Teach the coder people, places and words it does not know. Your rows lie over the codebook that comes with Majlis; "
    "you see what they would change before anything is kept, and can take each back.",
)
layout.guarded(codebook.draw)
