"""Where things lie in a checkout. Every other module asks here, so a folder is named once."""

import contextlib
import os
import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"  # what comes with Majlis, never written to
ARTICLES = DATA / "articles"  # the curated article, as received
LIBRARY = DATA / "library"  # public-domain texts that a reader may load
CODEBOOK = Path(os.environ.get("MAJLIS_CODEBOOK") or DATA / "codebook")  # what the coder knows, as CSV
WEIGHTS = DATA / "coder"  # what the coder learned, as JSON, each with its model card
CHRONOLOGY_FILE = DATA / "chronology.csv"
BASELINE_FILE = DATA / "baseline.csv"  # where each pair stood when the chronology begins
LASTING_FILE = DATA / "lasting.csv"  # wars, from their first day to their last
STATIC = ROOT / "static"  # fonts, outlines and pictures the browser asks for
FONTS = STATIC / "fonts"
OUTLINES = STATIC / "topojson" / "world_110m.json"
READER = DATA / "reader"  # what a language model is told, and how far it is believed
VAR = ROOT / "var"  # what is kept, unless MAJLIS_DATA names a folder

USER = os.getuid() if hasattr(os, "getuid") else 0
TEMPORARY = "majlis-swept-after-a-day-"  # how our folders begin among others' temporary ones, and nobody else's
LONGEST_NAME = 60  # characters of a name made of a title
OLD = 86_400  # seconds after which nobody works any more on what lies here unfinished


def kept() -> Path:
    """The folder of what is kept between visits: MAJLIS_DATA, or var/ beside lib/."""
    return Path(os.environ.get("MAJLIS_DATA") or VAR)


def private(file: Path) -> None:
    """Make a database's file and its folder where they are not there, for the user of the server alone, as the file is
    that is there: SQLite gives its mode to what it writes beside it. A file that is no database stays as it is. Raises OSError."""
    if file.is_file():
        with file.open("rb") as there:
            if there.read(15) not in (b"", b"SQLite format 3"):
                return
    if not file.parent.is_dir():
        file.parent.mkdir(mode=0o700, parents=True)
    if file.name not in ("", ":memory:") and not file.exists():
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    beside = (file.with_name(f"{file.name}{ending}") for ending in ("", "-wal", "-shm"))
    own = [VAR] if file.parent == VAR else []
    for each in (*own, *filter(Path.is_file, beside)):  # no folder or device named for one
        with contextlib.suppress(PermissionError):  # the file of another user, who has opened it to this one
            each.chmod(each.stat().st_mode & 0o700)


@contextlib.contextmanager
def temporary(name: str, content: bytes = b"") -> Iterator[Path]:
    """A file of this name and content, in a folder of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        yield path


def file_name(title: str, longest: int = LONGEST_NAME, otherwise: str = "untitled") -> str:
    """A title as a name of small letters, digits and dashes, without ending, that any system accepts; `otherwise` where it has
    none of these.

    >>> file_name("Türkiye – Iran: “met”"), file_name("لقاء")
    ('turkiye-iran-met', 'untitled')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest] or otherwise


def sweep(folder: Path, beginning: str) -> None:
    """Delete what a killed process of ours left unfinished in a folder, more than a day ago: files and folders of this
    user with names that tempfile makes of this beginning."""
    name = re.compile(rf"{re.escape(beginning)}[a-z0-9_]{{8}}")
    with contextlib.suppress(OSError):
        for path in (path for path in folder.iterdir() if name.fullmatch(path.name)):
            with contextlib.suppress(OSError):
                told = path.lstat()
                if told.st_uid == USER and time.time() - told.st_mtime > OLD:
                    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
