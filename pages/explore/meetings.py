"""Meetings: when, of what kind, who asked for them, hosted them, mediated."""

import streamlit as st

from lib.ui import data, explore, frame
from lib.wording import findings

tables = data.tables()
frame.page("Meetings", "Calls, visits, talks and summits: when they took place, and who set them up.")
explore.timeline(tables)
if len(tables["meetings"]):
    left, right = st.columns(2, gap="large")
    with left:
        explore.kinds(tables)
    with right:
        explore.roles(tables)
    explore.calendar(tables)
    st.markdown("## All contacts, the latest first")
    frame.table(tables["meetings"].sort_values("date_start", ascending=False), "all", findings.MEETING_COLUMNS)
