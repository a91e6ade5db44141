"""Story."""

from lib.ui import frame

frame.page("Story")
