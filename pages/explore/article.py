"""The article as a reader sees it."""

import streamlit as st

from lib.ui import data, frame, marked, words

articles = data.everything()["articles"]
frame.page("Article")
wanted = st.query_params.get("article", "")
ids = list(articles.index)
chosen = st.selectbox(
    "Article",
    ids,
    index=ids.index(wanted) if wanted in ids else 0,
    format_func=lambda a: words.short_title(articles.loc[a]),
)
st.html(f'<div class="article">{marked.passage(articles.loc[chosen, "text"])}</div>')
