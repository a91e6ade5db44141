"""Overview: what is loaded, when it happened, what to look at next."""

from lib.ui import data, explore, frame, overview
from lib.wording import findings

tables = data.tables()
frame.page("Who meets whom in the Middle East", findings.loaded(tables))
overview.tour()
explore.timeline(tables)
overview.figures(tables)
overview.wave(tables)
overview.lists()
overview.next_steps(tables)
