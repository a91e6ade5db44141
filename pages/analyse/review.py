"""Review: an article beside its rows; accept, correct, delete, add, undo."""

from lib.ui.analyse import review
from lib.ui.shell import layout

layout.page(
    "Review", "Check what was coded against its sentence. Corrections are kept apart, so they survive coding anew."
)
layout.guarded(review.draw)
