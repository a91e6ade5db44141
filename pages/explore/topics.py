"""Topics: what they talk about, who raises what, what comes up together."""

from lib.ui.explore import charts
from lib.ui.shell import data, layout

tables = data.tables()
layout.page("Topics", "What is talked about, by whom, when, and in which words.")
charts.topics(tables)
if len(tables["topics"]):
    charts.speakers(tables)
    charts.over_time(tables)
    charts.together(tables)
    charts.contexts(tables)
