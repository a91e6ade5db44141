"""Work done so far, kept in the output folder: a run that was interrupted goes on where it stopped.

Each finished piece of work is one file, written under another name and renamed, so it is there wholly or not at all.
Its name holds a fingerprint of what it was made from: after a change of inputs, settings, coder or codebook it is not
used.
"""

import contextlib
import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lib.batch.outcome import Outcome
from lib.batch.plan import Request
from lib.errors import MajlisError

FOLDER = ".majlis-parts"


class Parts:
    """The pieces of one run in `folder`; `settings` tells what else their rows depend on."""

    def __init__(self, folder: Path, settings: Mapping[str, str | bool]) -> None:
        self.folder = folder / FOLDER
        self.settings = json.dumps(settings, sort_keys=True)
        self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, number: int, requests: list[Request | MajlisError]) -> Path:
        """Where the outcomes of a piece of work are kept."""
        made_from = self.settings + json.dumps([_stamped(request) for request in requests], sort_keys=True)
        return self.folder / f"{number:07d}-{hashlib.sha256(made_from.encode()).hexdigest()[:20]}"

    def keep(self, path: Path, lines: Iterable[bytes]) -> None:
        """Write the outcomes of a piece of work, all or nothing."""
        unfinished = path.with_name(path.name + ".unfinished")
        with open(unfinished, "wb") as file:
            file.writelines(lines)
        unfinished.replace(path)

    def outcomes(self, paths: Iterable[Path]) -> Iterator[Outcome]:
        """All outcomes of these pieces, in their order."""
        for path in paths:
            with open(path, "rb") as file:
                yield from map(Outcome.parse, file)

    def drop(self) -> None:
        """Forget all pieces, when the tables stand."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _stamped(request: Request | MajlisError) -> Mapping[str, object]:
    """The request, and for a file its size and time of change."""
    if isinstance(request, MajlisError):
        return {"problem": str(request)}
    if "article" in request:
        return {**request, "article": request["article"] | {"added_at": ""}}
    known = request["known"] | {"added_at": ""}
    with contextlib.suppress(OSError):  # a file that is gone meanwhile is told when it is read
        return {**request, "known": known, "changed": Path(request["path"]).stat().st_mtime_ns}
    return {**request, "known": known}
