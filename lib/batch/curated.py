"""The curated articles of data/articles, coded: what every store begins with."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from lib.batch.work import coded
from lib.errors import MajlisError
from lib.loaders import load_all
from lib.paths import ARTICLES, CODEBOOK, ROOT
from lib.schema import Records

MAKERS = (ARTICLES, CODEBOOK, ROOT / "lib" / "coder", ROOT / "lib" / "codebook")
KINDS = (".txt", ".csv", ".py")  # of files that make rows


def fingerprint(makers: Iterable[Path] = MAKERS) -> str:
    """Of all that makes their rows: the articles, the coder and its codebook. It changes when one of them does."""
    found = (path for place in makers for path in sorted([*place.rglob("*.*"), place]))
    files = (path for path in found if path.suffix in KINDS and path.is_file())
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def records() -> list[Records]:
    """The coder's records of each curated article; their origin is "curated"."""
    read = [a for a in load_all([ARTICLES]) if not isinstance(a, MajlisError)]
    return [coded(replace(article, origin="curated")) for article in read]
