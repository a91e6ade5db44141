"""What the server is told before its first visitor."""

from __future__ import annotations


def own_navigation() -> None:
    """Pages are those of app.py. Left to itself, Streamlit looks for the first visitor's deep link in pages/
    and greets them with "Page not found" above the very page they asked for (measured on 1.67)."""
    from streamlit.runtime.pages_manager import PagesManager

    PagesManager.uses_pages_directory = False
