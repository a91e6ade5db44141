"""Overview: what is loaded, when it happened, what to look at next."""

from lib.ui import data, explore, findings, frame, overview

tables = data.tables()
frame.page("Who meets whom in the Middle East", findings.loaded(tables))
overview.tour()
explore.timeline(tables)
overview.figures(tables)
overview.wave(tables)
overview.lists()
overview.next_steps(tables)
