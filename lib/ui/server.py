"""What the server is told before its first visitor."""

from __future__ import annotations

import contextlib
import threading


def own_navigation() -> None:
    """Pages are those of app.py. Left to itself, Streamlit looks for the first visitor's deep link in pages/
    and greets them with "Page not found" above the very page they asked for (measured on 1.67)."""
    from streamlit.runtime.pages_manager import PagesManager

    PagesManager.uses_pages_directory = False


def warm() -> None:
    """Get ready while the first visitor is still on the way: libraries imported, store open, articles coded."""
    threading.Thread(target=_prepare, daemon=True, name="majlis-warm").start()


def _prepare() -> None:
    # Whatever fails here fails again for the first visitor, who is then shown what to do.
    with contextlib.suppress(Exception):
        from lib.charts import theme
        from lib.ui import data, explore

        theme.template()
        theme.screen(explore.timeline_of(data.dressed(data.store().tables())))
