"""Add."""

from lib.ui import frame

frame.page("Add")
