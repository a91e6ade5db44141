"""What the event coder knows, read once from data/codebook: cues, inflected forms, composition, scores."""

import re
from dataclasses import dataclass, field
from functools import cache

from lib.codebook import rows
from lib.codebook.records import EventCue, EventForms, EventOperator, EventRoles

VOWELS = "aeiou"
WORD = re.compile(r"[A-Za-z]++(?![-'.])|(?:[A-Za-z]\.){2,}|[A-Za-z]+(?:[-'][A-Za-z]+)*|\d+(?:[,.]\d+)*|\S")


@dataclass(frozen=True, slots=True)
class Sense:
    """One way to read a cue: `type` is a PLOVER type or, in lower case, an operator; "" is a bare noun class."""

    particles: tuple[str, ...]
    object: str
    type: str
    mode: str
    order: int


@dataclass(slots=True)
class Lexicon:
    """Verbs by inflected form, senses by lemma ("be ready" for adjectives), nouns by first word, longest first."""

    forms: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    senses: dict[str, list[Sense]] = field(default_factory=dict)
    nouns: dict[str, list[tuple[tuple[str, ...], list[Sense]]]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    adjectives: set[str] = field(default_factory=set)
    starters: frozenset[str] = frozenset()  # words that can be or begin a cue
    actors: frozenset[str] = frozenset()  # last words of what actors are called
    heads: set[str] = field(default_factory=set)  # last words of the nouns
    denials: frozenset[str] = frozenset()  # lemmas that deny what follows


def regular(lemma: str) -> dict[str, str]:
    """Regular English forms: regular("rally")["past"] == "rallied"."""
    last, y = lemma[-1], lemma.endswith("y") and lemma[-2:-1] not in VOWELS
    third = lemma[:-1] + "ies" if y else lemma + ("es" if re.search(r"(?:s|x|z|ch|sh)$", lemma) else "s")
    past = lemma + "d" if last == "e" else lemma[:-1] + "ied" if y else lemma + "ed"
    ing = lemma[:-1] + "ing" if last == "e" and lemma[-2:] not in ("ee", "oe", "ye") else lemma + "ing"
    return {"third": third, "past": past, "participle": past, "ing": ing}


@cache
def lexicon() -> Lexicon:
    """data/codebook/event_cues.csv and event_forms.csv, indexed."""
    found = Lexicon(actors=frozenset(w.split()[-1] for row in rows(EventRoles) for w in row.words))
    irregular = {row.lemma: row for row in rows(EventForms)}
    for order, row in enumerate(rows(EventCue)):
        for cue in row.cues:
            first, *rest = cue.split()
            sense = Sense(tuple(rest), row.object, row.type, row.mode, order)
            if row.form == "verb":
                found.senses.setdefault(first, []).append(sense)
            elif row.form == "adjective":
                found.adjectives.add(cue)
                found.senses.setdefault(f"be {cue}", []).append(Sense((), row.object, row.type, row.mode, order))
            elif row.form == "phrase":
                found.phrases.setdefault(first, []).append((first, *rest))
                found.senses[cue] = [Sense((), "", row.type, row.mode, order)]
            else:
                index = found.nouns
                found.heads.add(cue.split()[-1])
                entries = index.setdefault(first, [])
                words = (first, *rest)
                known = next((senses for other, senses in entries if other == words), None)
                if known is None:
                    entries.append((words, [sense]))
                else:
                    known.append(sense)
    for lemma, senses in found.senses.items():
        senses.sort(key=_priority)
        if " " not in lemma:
            _inflect(found.forms, lemma, irregular.get(lemma))
    found.denials = frozenset(lemma for lemma, senses in found.senses.items() if any(s.type == "deny" for s in senses))
    found.starters = frozenset((*found.forms, *found.adjectives, *found.phrases))
    for entries in found.nouns.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def _priority(sense: Sense) -> tuple[int, int, int]:
    """Longer cues first, then those that ask for an object, operators before bare types."""
    grammar = sense.object in ("to", "np", "alone", "until", "passive", "for")
    kind = 2 if grammar else 0 if sense.object and sense.object != "clause" else 1 if sense.type.islower() else 3
    return -len(sense.particles), kind, sense.order


def _inflect(forms: dict[str, list[tuple[str, str]]], lemma: str, irregular: EventForms | None) -> None:
    forms.setdefault(lemma, []).append((lemma, "base"))
    for tag, form in regular(lemma).items():
        for word in getattr(irregular, tag, ()) or (form,):
            forms.setdefault(word, []).append((lemma, tag))


@cache
def operators() -> dict[tuple[str, str, str], tuple[str, str]]:
    """(operator, type, mode or "") -> (type, mode); type "" stands for no event inside; "=" means unchanged."""
    table = {}
    for row in rows(EventOperator):
        for on in row.on or ("",):
            kind, _, mode = on.partition(" ")
            table[row.operator, kind, mode] = (row.type, row.mode)
    return table


def compose(operator: str, inner: tuple[str, str], via: str = "") -> tuple[str, str]:
    """Type and mode of an operator over an event: ("refuse", ("RETREAT", "release")) -> ("REJECT", "yield").

    `via` is the operator that made the inner event: rows of the table may ask for it ("end>SANCTION").
    """
    table, (kind, mode) = operators(), inner
    made = table.get((operator, f"{via}>{kind}", "")) if via else None
    made = made or table.get((operator, kind, mode)) or table.get((operator, kind, "")) or ("", "")
    return inner if made[0] == "=" else made
