"""Who and what a sentence names: words of the codebook put together, "minister" + "foreign" + "Iran" + a name."""

from dataclasses import dataclass, field

from lib.coder.entities.mentions import Mention
from lib.coder.languages.language import Language, respelled
from lib.coder.languages.matching import Found
from lib.coder.reading.text import Sentence

GAP = 40  # characters that may stand between two parts of a name
FAR, UNLISTED = 34, 26  # the same before a country, and before a surname whose first name nobody listed
OWNER = 3  # characters between "Iran's" and "ambassador"
NATION = ("country", "organization", "place")
KINDS = {"place": "place", "organization": "organization"}
SENT = ("ambassador", "spokesperson")  # offices that say more than one beside them
UNTOLD = ("delegation", "ministry", "counterpart")  # classes that are no office of anybody


@dataclass
class Name:
    """Parts that are one mention, in the order of the text; `code` of the owner where it stands apart."""

    parts: list[Found]
    owner: list[Found] = field(default_factory=list)

    @property
    def start(self) -> int:
        return (self.owner or self.parts)[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end

    def has(self, *kinds: str) -> list[Found]:
        return [part for part in self.parts if part.entry.kind in kinds]

    @property
    def code(self) -> str:
        """The side: the owner's; else as the person is known; else what the office is of."""
        known = [*self.owner, *self.has("person"), *self.has("country", "organization"), *self.has("office", "place")]
        return next((part.entry.code for part in known if part.entry.code), "")

    @property
    def office(self) -> str:
        held = [part.entry.detail for part in self.has("office")]
        return next((office for office in held if office in SENT), held[0] if held else "")


def mentions(found: list[Found], low: str, text: str, sentence: Sentence, language: Language) -> list[Mention]:
    """The mentions of one sentence; `found` are its words, cues left aside."""
    names: list[Name] = []
    open_name = False
    for part in found:
        if part.entry.kind == "cue":
            open_name = False
            continue
        if open_name and _continues(names[-1], part, low, language):
            names[-1].parts.append(part)
            _owned(names, low, language)
        elif not (open_name and _namesake(names[-1], part, text, language)):
            names.append(Name([part]))
        open_name = True
    told = [_mention(name, text, sentence.index) for name in names]
    for name, m in zip(names, told, strict=True):
        if m.kind == "office" and language.pattern("bureau").search(low, sentence.start, m.start):
            m.office_class = "spokesperson"  # "the prime minister's office said"
        if (
            m.office_class == "ambassador"
            and not name.owner
            and language.pattern("posted").search(low, sentence.start, m.start)
        ):
            m.code = language.home
    return told


def _continues(name: Name, part: Found, low: str, language: Language) -> bool:
    """Is the part the next one of the name?"""
    between, last, kind = low[name.end : part.start], name.parts[-1].entry.kind, part.entry.kind
    if len(between) > GAP:
        return False
    if joined := language.pattern("and").search(low[name.end : part.head]):
        both = kind == last == "office" and not name.has("person") and name.parts[-1].entry.detail != "head_of_state"
        alone = not low[name.end : name.end + joined.start()].strip()
        return both and alone  # "the minister of this country and the minister of that one" are two
    near = bool(language.pattern("gap").fullmatch(between))
    if kind == "person":
        return _named(name, part, between, near, language)
    if kind == "office":
        return _titled(name, last, between, language) and (near or _far(name, part, low, language))
    if not language.has("head_first") or last != "office" or (kind == "place" and part.head > part.start):
        return False
    if near:
        unowned = not name.has("country", "organization") and "," not in between  # "Secretary of State" of another one
        return unowned or name.code in ("", part.entry.code) or bool(name.has("person"))
    if kind == "place":
        return False
    if name.office == "delegation" and language.pattern("sent by").fullmatch(low, name.end, part.head):
        return True
    return len(between) <= FAR and not name.code and _clear(between, language)


def _far(name: Name, part: Found, low: str, language: Language) -> bool:
    """Is the office the country's though words stand between ("Romania's transport and infrastructure minister")?"""
    whole = low[name.parts[-1].head : part.start]
    return name.parts[-1].entry.kind in ("country", "organization") and len(whole) <= GAP and _clear(whole, language)


def _clear(between: str, language: Language) -> bool:
    """Do the words in between leave an office and its country together ("minister of ... and expatriates of Lebanon")?"""
    return bool(language.sources("apart")) and not language.pattern("apart").search(between)


def _named(name: Name, part: Found, between: str, near: bool, language: Language) -> bool:
    """A person's name after an office; also a surname after a first name that nobody listed."""
    if not name.has("office") or name.has("person"):
        return False
    if near:
        return True
    plain = _unlisted(between) and not language.pattern("and").search(f" {between}")
    plain = plain and not language.pattern("apart").search(between)  # a preposition is no first name
    return plain and name.code in ("", part.entry.code)


def _unlisted(between: str) -> bool:
    """May it be a first name that nobody listed?"""
    return 1 < len(between) <= UNLISTED and len(between.split()) <= 2 and not any(c in "،,.:;。，" for c in between)


def _namesake(name: Name, part: Found, text: str, language: Language) -> bool:
    """Is it the surname of somebody else: a minister of Peru, Maria Sanchez, is not the Sanchez of Spain?"""
    if part.entry.kind != "person" or not name.has("office") or name.has("person"):
        return False
    first = text[name.end : part.start]
    whole = name.code not in ("", part.entry.code) and _unlisted(first) and first[0] == first[-1] == " "
    return whole and bool(language.pattern("name").fullmatch(respelled(first.strip())))


def _titled(name: Name, last: str, between: str, language: Language) -> bool:
    """An office after its country, after another office, or after a comma behind its holder."""
    if last == "office":
        return True
    if last in NATION:
        return language.has("country_first") and (last == "country" or not language.has("head_first"))
    behind = any(c in between for c in ",،-")
    return last == "person" and behind and language.has("head_first") and not name.has("office")


def _owned(names: list[Name], low: str, language: Language) -> None:
    """ "Iran's Ankara ambassador": the one before is whose, the one inside is where."""
    if len(names) < 2 or names[-1].office != "ambassador" or names[-1].owner:
        return
    before = names[-2]
    whole = [part.entry.kind for part in before.parts] == ["country"]
    near = names[-1].start - before.end <= OWNER
    if whole and near and language.pattern("owner").search(low[before.start : names[-1].start]):
        names[-1].owner = before.parts
        del names[-2]


def _mention(name: Name, text: str, sentence: int) -> Mention:
    people, nation = name.has("person"), name.parts[0].entry
    kind = "person" if people else "office" if name.office else KINDS.get(nation.kind, "country")
    called = people[0].entry.name if people else "" if name.office else nation.name
    office = "" if name.office in UNTOLD else name.office
    return Mention(
        name.start, name.end, text[name.start : name.end], kind, name.code, called, sentence,
        office=office.replace("_", " ").title().replace(" Of ", " of "), office_class=name.office, head=name.parts[0].head, how="gazetteer",
    )  # fmt: skip
