"""Where things lie in a checkout. Every other module asks here, so a folder is named once."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"  # what comes with Majlis, never written to
ARTICLES = DATA / "articles"  # the curated article, as received
CODEBOOK = Path(os.environ.get("MAJLIS_CODEBOOK") or DATA / "codebook")  # what the coder knows, as CSV
CHRONOLOGY_FILE = DATA / "chronology.csv"
STATIC = ROOT / "static"  # fonts, outlines and pictures the browser asks for
FONTS = STATIC / "fonts"
OUTLINES = STATIC / "topojson" / "world_110m.json"
VAR = ROOT / "var"  # the embedded database, unless MAJLIS_DATA names a folder
