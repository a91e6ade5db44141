"""Export: the tables as files, with the filter in force written into them; and back."""

from lib.ui.analyse import export
from lib.ui.shell import layout

layout.page("Export", "Take the tables away: what the filters leave, or everything, in the format you work with.")
layout.guarded(export.draw)
