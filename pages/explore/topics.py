"""Topics: what they talk about, who raises what, what comes up together; what the milestones were."""

from lib.catalogue.topics import OVER_TIME, SPEAKERS, STAGES, TOGETHER, TOPICS
from lib.ui.explore import charts
from lib.ui.shell import data, layout

tables = data.tables()
layout.page("Topics", "What is talked about, by whom, when, and in which words.")
charts.draw(TOPICS, tables)
if len(tables["topics"]):
    charts.draw(SPEAKERS, tables)
    charts.draw(OVER_TIME, tables)
    charts.draw(TOGETHER, tables)
charts.draw(STAGES, tables)
charts.contexts(tables)
