"""How far a job in the background is."""

import streamlit as st

from lib.batch.job import Job
from lib.wording.phrases import plural


def bar(job: Job) -> None:
    """The share that is read, and how long the rest will take."""
    (share, left), rate = job.progress(), job.pace
    count = f"{job.done:,} of {job.total:,} read · {plural(len(job.lines), 'article')}, {rate:.0f} a second · about {left:.0f} s left"
    st.progress(share, "Starting" if not job.done else count if share < 1 else "All read, and being put together")
