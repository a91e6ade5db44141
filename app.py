"""Majlis: page config and navigation, nothing else.  streamlit run app.py"""

import streamlit as st
from starlette.middleware import Middleware

from lib.ui import programs, warm
from lib.ui.present import my_stories, stage
from lib.ui.shell import data, filters, layout, visitors


def main() -> None:
    st.set_page_config(page_title="Majlis", page_icon="static/icon.svg", layout="wide")

    pages = {
        "Explore": [
            st.Page("pages/explore/overview.py", title="Overview", url_path="overview", default=True),
            st.Page("pages/explore/meetings.py", title="Meetings", url_path="meetings"),
            st.Page("pages/explore/topics.py", title="Topics", url_path="topics"),
            st.Page("pages/explore/actors.py", title="Actors", url_path="actors"),
            st.Page("pages/explore/pair.py", title="Pair", url_path="pair"),
            st.Page("pages/explore/compare.py", title="Compare", url_path="compare"),
            st.Page("pages/explore/wave.py", title="Wave", url_path="wave"),
            st.Page("pages/explore/article.py", title="Article", url_path="article"),
        ],
        "Analyse": [
            st.Page("pages/analyse/add.py", title="Add articles", url_path="add"),
            st.Page("pages/analyse/review.py", title="Review", url_path="review"),
            st.Page("pages/analyse/agreement.py", title="Agreement", url_path="agreement"),
            st.Page("pages/analyse/codebook.py", title="Codebook", url_path="codebook"),
            st.Page("pages/analyse/export.py", title="Export", url_path="export"),
        ],
        "Present": [st.Page("pages/present/story.py", title="Story", url_path="story")],
        "About": [
            st.Page("pages/about/method.py", title="Method", url_path="method"),
            st.Page("pages/about/glossary.py", title="Glossary", url_path="glossary"),
        ],
    }

    page = st.navigation(pages, position="hidden" if layout.embedded() else "top")
    layout.shell(my_stories.add)
    data.visit()
    if page in (*pages["Analyse"], pages["About"][0]):
        layout.faults()
    if page in (*pages["Explore"][:7], pages["Analyse"][-1]):
        filters.bar()
    layout.whole_or_alone(page.run)
    if page in (*pages["Explore"], pages["Analyse"][-1]):
        programs.foot(page)


if __name__ == "__main__":
    main()
else:  # the server reads this file once, before the first visitor
    visitors.own_navigation()
    warm.warm()
    routes = [*stage.routes(), *programs.interface()]
    app = st.App(__file__, routes=routes, middleware=[Middleware(visitors.Visitors)])
