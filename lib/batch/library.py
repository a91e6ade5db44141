"""The texts of data/library, which a reader may load: what they are, and how they are read."""

import json
from collections.abc import Container
from functools import cache
from pathlib import Path

import pandas as pd
from pandas import DataFrame

from lib.batch.job import Given, Upload
from lib.loaders.addresses import secure
from lib.paths import LIBRARY

ORIGIN = "library"  # of its articles, in their table


@cache
def contents() -> DataFrame:
    """Its texts: source, published (ISO day) and url of each, by https. A line that is none is left out here, and told when
    it is read."""
    found = [row for path in files() for line in path.read_text("utf-8").splitlines() if (row := _row(line))]
    return pd.DataFrame(found, columns=["source", "published", "url"])


def files() -> list[Path]:
    """Its files, by name."""
    return sorted(LIBRARY.glob("*.jsonl"))


def _row(line: str) -> tuple[str, str, str] | None:
    try:
        told = json.loads(line)
        return str(told["source"]), str(told["published"]), secure(str(told["url"]))
    except (ValueError, KeyError, TypeError):
        return None


def uploads(there: Container[str]) -> list[Given]:
    """Its files to be read, without the texts whose addresses are `there`."""
    kept = frozenset(url for url in contents()["url"] if url in there)
    return [Upload(path.name, path.read_bytes(), fields={"origin": ORIGIN}, there=kept) for path in files()]
