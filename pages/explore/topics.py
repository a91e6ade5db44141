"""Topics: what they talk about, who raises what, what comes up together."""

import streamlit as st

from lib.ui import data, explore, frame

tables = data.tables()
frame.page("Topics", "What is talked about, by whom, when, and in which words.")
explore.topics(tables)
if len(tables["topics"]):
    explore.speakers(tables)
    left, right = st.columns(2, gap="large")
    with left:
        explore.over_time(tables)
    with right:
        explore.together(tables)
    explore.contexts(tables)
