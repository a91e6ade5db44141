"""One record a file of data/codebook/LANGUAGE/: what the coder knows of a language other than English.

A folder is a language, named by its ISO 639-1 code; `*` in a file's name stands for it. Letters of all of them are in
letters.csv beside the folders.
"""

from typing import Annotated

from msgspec import Meta

from lib.codebook.cells import REGEX, known
from lib.codebook.records import NEEDED, Names, Record, Side, Text, Words, record

FRAMES = ("meet", "receive", "call", "visit", "summon", "forum", "sign", "invite")  # lib/coder/languages/frames.py
TENSES = ("", "planned", "present", "proposed")  # of a cue; none: it was, unless other words say otherwise
PATTERNS = (
    "prefix", "suffix", "suffix country", "suffix organization", "suffix cue", "suffix office",  # around a word of the codebook
    "gap", "and", "apart", "owner", "list",  # between the words of a name, and between names
    "planned", "will be", "proposed", "should", "cancelled", "negated", "with", "whom", "between", "aside", "attend", "attended", "mediated", "sent by", "joined", "to", "to after", "in", "invited",
    "subject matter", "said before", "this country", "our", "of both", "pronoun", "separate", "both sides", "told on", "posted", "document", "comes home", "sport", "parliament", "press", "bureau", "those",
    "name", "suffix name", "date",
)  # fmt: skip
SWITCHES = (
    "head_first", "country_first", "verb_last", "spaced", "compounds", "inflected", "latin", "capitals", "ordinal_stop",
)  # fmt: skip
Count = Annotated[int, Meta(ge=-400, le=400, description="a whole number from -400 to 400")]


@record("letters", "letters")
class Letters(Record, frozen=True):
    """Letters that are read as another one."""

    letters: Text
    as_: str


@record("sounds", "sound")
class Sounds(Record, frozen=True):
    """Letters of all scripts that sound alike, for comparing names."""

    sound: Text
    letters: Text
    pairs: Names  # of letters that are one sound


class Forms(Record, frozen=True):
    """What is written in one of several `forms`."""

    kind: Annotated[str, NEEDED, known(words=("country", "city", "organization"))]
    code: Side
    name: str  # of a city, as English writes it
    forms: Words


@record("*/cldr", "kind", "code", "name")
class CommonName(Forms, frozen=True):
    """Written by `python -m tests.make_names`; where names.csv has the same form, that counts."""


@record("*/names", "kind", "code", "name")
class NativeName(Forms, frozen=True):
    pass


@record("*/people", "name")
class NativePerson(Record, frozen=True):
    name: Text  # as in people.csv, if it is there
    country: Annotated[str, NEEDED, known("code")]
    forms: Words


@record("*/titles", "class", "country")
class NativeTitle(Record, frozen=True):
    class_: Annotated[str, NEEDED, known("office class", words=("delegation", "ministry"))]
    country: Side
    forms: Words


@record("*/cues", "kind", "frame", "tense")
class NativeCue(Record, frozen=True):
    kind: Annotated[str, NEEDED, known("meeting kind")]
    frame: Annotated[str, NEEDED, known(words=FRAMES)]
    tense: Annotated[str, known(words=TENSES)]
    forms: Words


@record("*/calendar", "unit", "value", "calendar")
class CalendarWord(Record, frozen=True):
    """A month by number, a weekday (0 Monday), a day, week, month or year counted from that of publication, a day counted
    from that named last (same), or the number of a day in words."""

    unit: Annotated[
        str, NEEDED, known(words=("month", "weekday", "day", "same", "week", "months", "year", "which", "number"))
    ]
    value: Count
    calendar: Annotated[str, known(words=("solar", "hijri"))]
    forms: Names


@record("*/words", "kind", "pattern")
class Pattern(Record, frozen=True):
    kind: Annotated[str, NEEDED, known(words=PATTERNS)]
    pattern: Annotated[str, NEEDED, REGEX]


@record("*/grammar", "key")
class Grammar(Record, frozen=True):
    key: Annotated[str, NEEDED, known(words=("home", "subject", "one_or_two", *SWITCHES))]
    value: Text


@record("*/topics", "topic")
class NativeTopic(Record, frozen=True):
    topic: Annotated[str, NEEDED, known("topic")]
    forms: Words
