"""Wave."""

from lib.ui import frame

frame.page("Wave")
