"""Export: the tables as files, with the filter in force written into them; and back."""

from lib.ui import export, frame

frame.page("Export", "Take the tables away: what the filters leave, or everything, in the format you work with.")
frame.guarded(export.draw)
