"""Meetings: when, of what kind, who asked for them, hosted them, mediated."""

import streamlit as st

from lib.ui.explore import charts
from lib.ui.shell import data, layout
from lib.wording import findings

tables = data.tables()
layout.page("Meetings", "Calls, visits, talks and summits: when they took place, and who set them up.")
charts.timeline(tables)
if len(tables["meetings"]):
    left, right = st.columns(2, gap="large")
    with left:
        charts.kinds(tables)
    with right:
        charts.roles(tables)
    charts.calendar(tables)
    st.markdown("## All contacts, the latest first")
    layout.table(tables["meetings"].sort_values("date_start", ascending=False), "all", findings.MEETING_COLUMNS)
