"""What a reader of the wave page can turn: the layer of evidence, what to look at, and the parameters.

All of it stands in the URL.
"""

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from lib.catalogue.measured import Measured
from lib.measures.days import day
from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves.doubt import Part
from lib.measures.waves.wave import Wave
from lib.ui.shell import asked, state
from lib.wording import choices
from lib.wording.choices import EVIDENCE, SLIDERS, YES_NO

LINK = {"bind": "query-params"}


@dataclass(frozen=True)
class Preset:
    """A guided look: the strongest wave of a scope and direction whose crest lies between two days."""

    label: str
    hub: str
    direction: str
    first: date = date.min
    last: date = date.max

    @property
    def dated(self) -> bool:
        """Is it a look at one time, and not at all of them?"""
        return self.first > date.min


PRESETS = {
    "region": Preset("The region", "", "reconciliation"),
    "israel-2020": Preset("Israel 2020", "ISR", "reconciliation", date(2020, 7, 1), date(2021, 3, 31)),
    "qatar-2021": Preset("Qatar 2021", "QAT", "reconciliation", date(2021, 1, 1), date(2021, 6, 30)),
    "syria-2023": Preset("Syria 2023", "SYR", "reconciliation", date(2023, 1, 1), date(2023, 12, 31)),
    "spring-2023": Preset("Spring 2023", "", "reconciliation", date(2023, 1, 1), date(2023, 12, 31)),
    "iran-2023": Preset("Iran 2023", "IRN", "reconciliation", date(2023, 1, 1), date(2023, 12, 31)),
    "rupture-2023": Preset("Rupture of late 2023", "ISR", "rupture", date(2023, 7, 1), date(2024, 6, 30)),
    "winter-2025": Preset("Winter 2025-26", "", "reconciliation", date(2025, 10, 1), date(2026, 3, 31)),
    "rupture-2026": Preset("Rupture of spring 2026", "", "rupture", date(2026, 1, 1), date(2026, 12, 31)),
}
FIRST = "region"


def layer() -> str:
    """Which evidence is measured."""
    asked.bound("evidence", EVIDENCE)
    chosen = st.segmented_control(
        "Evidence",
        list(EVIDENCE),
        default="chronology",
        format_func=EVIDENCE.get,
        key="evidence",
        required=True,
        **LINK,
    )
    return chosen or "chronology"


def part(whole: Measured) -> Part:
    """What of the evidence is left out: one actor or one source, and pairs with a side from beyond the region."""
    called = choices.without(whole.evidence)
    asked.bound("without", called)
    asked.bound("inside", YES_NO)
    without = st.selectbox("Without", list(called), format_func=called.get, key="without",
                           filter_mode="contains", width=240, **LINK,
                           help="Leaves out an actor or a source, and measures everything anew.")  # fmt: skip
    region = st.toggle("Both sides of the region", key="inside", **LINK,
                       help="Keeps only pairs of which both sides are of the Middle East and North Africa.")  # fmt: skip
    return Part(without or "", region)


def preset() -> str:
    """What to look at, as a key of PRESETS."""
    labels = {key: preset.label for key, preset in PRESETS.items()}
    asked.bound("look", labels)
    chosen = st.pills(
        "Look at", list(PRESETS), default=FIRST, format_func=labels.get, key="look", required=True, **LINK
    )
    return chosen or FIRST


def chosen_wave(measured: Measured, preset: Preset) -> Wave | None:
    """The wave a preset means, None if the evidence does not hold it."""
    same = [w for w in measured.waves if w.hub == preset.hub and w.direction == preset.direction]
    inside = [w for w in same if preset.first <= day(w.crest) <= preset.last]
    return min(inside, key=lambda w: w.rank, default=None)


def parameters() -> Parameters:
    """The parameters in force; anything other than the defaults is said beside the button."""
    for each in SLIDERS:
        asked.number(each.key, each.least, each.most)
    with st.popover("Parameters", icon=":material/tune:", key="parameters"):
        chosen = {
            each.name: st.slider(each.label, each.least, each.most, each.default, each.step, key=each.key, **LINK)
            for each in SLIDERS
        }
        st.button("Back to the defaults", on_click=state.update, args=({each.key: each.default for each in SLIDERS},),
                  icon=":material/restart_alt:")  # fmt: skip
    return replace(DEFAULTS, **chosen | {"half_life": float(chosen["half_life"])})


def changed(parameters: Parameters) -> str:
    """What differs from the defaults, in words; "" if nothing does."""
    now = [(each, getattr(parameters, each.name)) for each in SLIDERS]
    return "; ".join(
        f"{each.short} {value:g} (default {each.default:g})" for each, value in now if value != each.default
    )


def asked_day(first: date, last: date) -> date | None:
    """The day that the address asks for; None where it asks for none of the series, which is told."""
    on, wrong = asked.day("day", first, last)
    asked.tell([wrong])
    return on


def asked_pair(named: dict[tuple[str, str], str]) -> tuple[str, str] | None:
    """The dyad that the address asks for (IRN-SAU, either way round), given what each is called; None where it asks for none
    of these, which is told."""
    known = {"-".join(way): (two, name) for two, name in named.items() for way in (two, two[::-1])}
    text = asked.found(st.query_params.get("pair", ""), {code: name for code, (_, name) in known.items()}, "pair")
    return known[text][0] if text else None


def remember(key: str, value: str) -> None:
    """Have the address say what is looked at; "" takes it away."""
    if value and st.query_params.get(key) != value:
        st.query_params[key] = value
    elif not value and key in st.query_params:
        del st.query_params[key]
