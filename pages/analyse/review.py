"""Review: an article beside its rows; accept, correct, delete, add, undo."""

from lib.ui import frame, review

frame.page(
    "Review", "Check what was coded against its sentence. Corrections are kept apart, so they survive coding anew."
)
frame.guarded(review.draw)
