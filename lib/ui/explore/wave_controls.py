"""What a reader of the wave page can turn: the layer of evidence, what to look at, and the parameters.

All of it stands in the URL.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from lib.catalogue.measured import Measured
from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves.command import day
from lib.measures.waves.wave import Wave
from lib.ui.explore.wave_data import LAYERS
from lib.ui.shell import state

LINK = {"bind": "query-params"}


@dataclass(frozen=True)
class Preset:
    """A guided look: the strongest wave of a scope and direction whose crest lies between two days."""

    label: str
    hub: str
    direction: str
    first: date
    last: date


PRESETS = {
    "region": Preset("The region", "", "reconciliation", date(1, 1, 1), date(9999, 1, 1)),
    "israel-2020": Preset("Israel 2020", "ISR", "reconciliation", date(2020, 7, 1), date(2021, 3, 31)),
    "qatar-2021": Preset("Qatar 2021", "QAT", "reconciliation", date(2021, 1, 1), date(2021, 6, 30)),
    "syria-2023": Preset("Syria 2023", "SYR", "reconciliation", date(2023, 1, 1), date(2023, 12, 31)),
    "iran-2023": Preset("Iran 2023", "IRN", "reconciliation", date(2023, 1, 1), date(2023, 12, 31)),
    "rupture-2023": Preset("Rupture of late 2023", "ISR", "rupture", date(2023, 7, 1), date(2024, 6, 30)),
}
FIRST = "region"


def layer() -> str:
    """Which evidence is measured."""
    chosen = st.segmented_control(
        "Evidence",
        list(LAYERS),
        default="chronology",
        format_func=LAYERS.get,
        key="evidence",
        required=True,
        **LINK,
    )
    return chosen or "chronology"


def preset() -> str:
    """What to look at, as a key of PRESETS."""
    labels = {key: preset.label for key, preset in PRESETS.items()}
    chosen = st.pills(
        "Look at", list(PRESETS), default=FIRST, format_func=labels.get, key="look", required=True, **LINK
    )
    return chosen or FIRST


def chosen_wave(found: Measured, preset: Preset) -> Wave | None:
    """The wave a preset means, None if the evidence does not hold it."""
    same = [w for w in found.waves if w.hub == preset.hub and w.direction == preset.direction]
    inside = [w for w in same if preset.first <= day(w.crest) <= preset.last]
    return min(inside, key=lambda w: (-w.net_breadth, w.p_value, w.onset)) if inside else None


def parameters() -> Parameters:
    """The parameters in force; anything other than the defaults is said beside the button."""
    with st.popover("Parameters", icon=":material/tune:", key="parameters"):
        window = st.slider("Window W: days a step counts towards breadth", 30, 180, DEFAULTS.window, 5, key="w", **LINK)
        half = st.slider("Half-life h of the mood, days", 30, 365, int(DEFAULTS.half_life), 5, key="h", **LINK)
        up = st.slider("A pair is up from", 0.05, 1.0, DEFAULTS.up, 0.05, key="up", **LINK)
        down = st.slider("A pair is down from minus", 0.05, 1.0, DEFAULTS.down, 0.05, key="down", **LINK)
        dyads = st.slider("Fewest pairs in a regional wave", 2, 10, DEFAULTS.min_dyads, key="pairs", **LINK)
        st.button("Back to the defaults", on_click=_reset, icon=":material/restart_alt:")
    return replace(DEFAULTS, window=window, half_life=float(half), up=up, down=down, min_dyads=dyads)


def _reset() -> None:
    state.update(
        {
            "w": DEFAULTS.window,
            "h": int(DEFAULTS.half_life),
            "up": DEFAULTS.up,
            "down": DEFAULTS.down,
            "pairs": DEFAULTS.min_dyads,
        }
    )


def changed(parameters: Parameters) -> str:
    """What differs from the defaults, in words; "" if nothing does."""
    names = {"window": "W", "half_life": "h", "up": "up from", "down": "down from -", "min_dyads": "pairs at least"}
    parts = [
        f"{label} {getattr(parameters, name):g} (default {getattr(DEFAULTS, name):g})"
        for name, label in names.items()
        if getattr(parameters, name) != getattr(DEFAULTS, name)
    ]
    return "; ".join(parts)
