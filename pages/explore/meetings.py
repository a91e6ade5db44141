"""Meetings: when, of what kind, who asked for them, hosted them, mediated."""

import streamlit as st

from lib.catalogue.meetings import CALENDAR, COLUMNS, KINDS, ROLES, TIMELINE
from lib.ui.explore import charts
from lib.ui.shell import card, data, layout

tables = data.tables()
layout.page("Meetings", "Calls, visits, talks and summits: when they took place, and who set them up.")
charts.draw(TIMELINE, tables)
if len(tables["occasions"]):
    left, right = st.columns(2, gap="large")
    with left:
        charts.draw(KINDS, tables)
    with right:
        charts.draw(ROLES, tables)
    charts.draw(CALENDAR, tables)
    st.markdown("## All meetings, the latest first")
    card.table(tables["occasions"].sort_values("date_start", ascending=False), "all", COLUMNS)
