"""The roof: what the server makes ready, and what of a killed one it clears away, while its first visitor is on the way."""

import contextlib
import tempfile
import threading
from pathlib import Path

from lib.paths import TEMPORARY, sweep


def warm() -> None:
    """Import the libraries, open the store, code the curated article and count what most visitors see first, in a
    thread of its own."""
    threading.Thread(target=_prepare, daemon=True, name="majlis-warm").start()


def _prepare() -> None:
    sweep(Path(tempfile.gettempdir()), TEMPORARY)
    # Whatever fails here fails again for the first visitor, who is then shown what to do.
    with contextlib.suppress(Exception):
        from lib.batch import library
        from lib.catalogue.meetings import TIMELINE
        from lib.charts import theme
        from lib.export.deck.ready import FIXED
        from lib.measures.counts.selection import Selection
        from lib.measures.parameters import DEFAULTS
        from lib.ui.explore import charts, overview, wave_data
        from lib.ui.present import stage, stories
        from lib.ui.shell import data, filters

        whole = str(data.opened().version()), "", Selection()
        theme.template()
        filters.options(*whole[:2])
        for layer in ("chronology", "articles"):
            wave_data.measured_in(*whole, layer, DEFAULTS)
        for drawn in (overview.kept_wave(*whole), charts.kept(*whole, TIMELINE.key, (), TIMELINE)):
            if drawn:
                theme.screen(drawn.figure)
        for made in (overview.curated, overview.counted, overview.first_lines, filters.left):
            made(*whole)
        for name in FIXED:
            stories.page(name, "nobody", stage.script_address("plotly.js"))
        library.contents()
