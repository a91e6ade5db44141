"""Export."""

from lib.ui import frame

frame.page("Export")
