"""What the wave page measures, cached: the waves of a layer, the claims of one, what would change the verdict."""

import pandas as pd
import streamlit as st

from lib.catalogue.measured import Measured
from lib.measures.counts.selection import Selection
from lib.measures.parameters import Parameters
from lib.measures.waves import claims, doubt
from lib.measures.waves.doubt import WHOLE, Part
from lib.measures.waves.wave import Wave
from lib.ui.shell import data


def measured(layer: str, parameters: Parameters, part: Part = WHOLE) -> Measured:
    """The measures of a part of a layer, over what the filters leave; computed once per data, filters and parameters."""
    return measured_in(*data.view(), layer, parameters, part)


@st.cache_resource(max_entries=24, show_spinner=False)
def measured_in(
    version: str, _session: str, chosen: Selection, layer: str, parameters: Parameters, part: Part = WHOLE
) -> Measured:
    """The measures of a part of a layer over what a selection leaves."""
    made = Measured.of(layer, parameters, data.selected(version, _session, chosen), part)
    made.waves  # noqa: B018 (measured now, while the page says so, and kept)
    return made


@st.cache_resource(max_entries=24, show_spinner=False)
def claimed(version: str, _session: str, chosen: Selection) -> pd.DataFrame:
    """The claims of a wave in what a selection leaves; see lib/measures/waves/claims.py."""
    return claims.claims(data.selected(version, _session, chosen))


def doubts(found: Measured, chosen: Wave) -> list[doubt.Variant]:
    """What would change the verdict on this wave."""
    mark = f"{chosen.scope}-{chosen.hub}-{chosen.direction}-{chosen.onset}"
    return _doubts(*data.view(), found.layer, found.parameters, found.part, mark, chosen)


@st.cache_resource(max_entries=64, show_spinner=False)
def _doubts(
    version: str,
    _session: str,
    selection: Selection,
    layer: str,
    parameters: Parameters,
    part: Part,
    mark: str,
    _wave: Wave,
) -> list[doubt.Variant]:
    return doubt.variants(measured(layer, parameters, part).evidence, _wave, parameters)
