"""Overview: what is loaded, when it happened, what to look at next."""

from lib.ui.explore import charts, overview
from lib.ui.shell import data, layout
from lib.wording import findings

tables = data.tables()
layout.page("Who meets whom in the Middle East", findings.loaded(tables))
overview.tour()
charts.timeline()
overview.figures(tables)
overview.wave(tables)
overview.lists()
overview.next_steps(tables)
