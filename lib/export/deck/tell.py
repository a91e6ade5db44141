"""From the name or file of a story to the file to hand out: what the command line does."""

from pathlib import Path

from lib.errors import MajlisError
from lib.export.deck import handout
from lib.export.deck.ready import NAMES, ready
from lib.export.deck.slides import Progress, silent
from lib.export.deck.story import MAX_BYTES, Story, dumps, loads
from lib.export.deck.story_data import Data
from lib.export.deck.views import deck, stamped
from lib.wording.phrases import listing


def story_of(name: str, data: Data) -> Story:
    """A ready story by its name, or one from a file. MajlisError MJ601 to MJ607."""
    path = Path(name)
    if path.suffix.lower() != ".json":
        return ready(name, data)
    if not path.is_file():
        raise MajlisError("MJ606", name=name, known=listing(NAMES))
    with path.open("rb") as file:
        return loads(file.read(MAX_BYTES + 1))


def write(
    name: str, out: Path, data: Data, progress: Progress = silent, template: bytes = b"", link: str = ""
) -> list[str]:
    """Write the story to `out` (.pptx, .html, .pdf or .json); returns what could not be done as wished, in words."""
    if out.suffix.lower() not in (*handout.ENDINGS, ".json"):
        raise MajlisError("MJ609", ending=out.suffix or "a file without an ending")
    story = story_of(name, data)
    if out.suffix.lower() == ".json":
        out.write_bytes(dumps(stamped(story, data)))
        return []
    steps = len(story.steps)
    drawn = deck(story, data, lambda done, _: progress(done, 2 * steps))
    warnings = [f"Step {n}: {s.warning}" for n, s in enumerate(drawn.slides, 1) if s.warning]
    return warnings + handout.write(drawn, out, lambda done, _: progress(steps + done, 2 * steps), template, link)
