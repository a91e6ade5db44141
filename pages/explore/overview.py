"""Overview: was there a reconciliation wave, is there one now; how a sentence becomes a mark; what is loaded."""

from lib.ui.explore import overview
from lib.ui.shell import data, layout

tables = data.tables()
layout.page("Are the rivals of the Middle East moving together?", overview.answer(tables))
overview.tour()
overview.wave(tables)
overview.example()
overview.figures()
overview.library()
overview.among(tables)
overview.next_steps(tables)
