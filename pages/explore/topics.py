"""Topics: what they talk about, who raises what, what comes up together."""

from lib.ui import data, explore, frame

tables = data.tables()
frame.page("Topics", "What is talked about, by whom, when, and in which words.")
explore.topics(tables)
if len(tables["topics"]):
    explore.speakers(tables)
    explore.over_time(tables)
    explore.together(tables)
    explore.contexts(tables)
