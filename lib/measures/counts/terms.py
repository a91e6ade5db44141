"""Terms of office, as the codebook knows them."""

import pandas as pd
from pandas import DataFrame

from lib.codebook import rows
from lib.codebook.records import Tenure


def offices(name: str) -> DataFrame:
    """Offices the codebook knows of a person: office, start, end (NaT where open or unknown), one row a term."""
    held = [term for term in rows(Tenure) if term.name == name]
    table = pd.DataFrame(
        {"office": [t.office for t in held], "start": [t.from_ for t in held], "end": [t.to for t in held]}
    )
    for column in ("start", "end"):
        table[column] = pd.to_datetime(table[column].replace("", None), format="ISO8601", errors="coerce")
    return table
