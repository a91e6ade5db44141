"""Meetings: when, of what kind, who asked for them, hosted them, mediated."""

import streamlit as st

from lib.ui import data, explore, findings, frame

tables = data.tables()
frame.page("Meetings", "Calls, visits, talks and summits: when they took place, and who set them up.")
explore.timeline(tables)
left, right = st.columns(2, gap="large")
with left:
    explore.kinds(tables)
with right:
    explore.roles(tables)
explore.calendar(tables)
if len(tables["meetings"]):
    st.markdown("## All contacts")
    frame.table(tables["meetings"], "all", findings.MEETING_COLUMNS)
