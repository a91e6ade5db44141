"""Review."""

from lib.ui import frame

frame.page("Review")
