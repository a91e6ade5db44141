"""The nouns a verb takes: its object, its subject when passive, and what they are called in the codebook."""

from collections.abc import Iterator

from lib.codebook import word_class
from lib.coder.events.clauses import DETERMINERS, PREPOSITIONS, STOPS, SUBORDINATE, Parse, Verb
from lib.coder.events.lexicon import Sense

CLAUSE = 30  # tokens back in which the clause of a verb begins, by eye

REACHING = word_class("reaching")  # "sentenced a man to six years"
UP_TO = frozenset(("up", "close", "due", "access"))
FAR = word_class("far preposition")
REACH = 16  # tokens an object or a complement may lie away
LIGHT, ASIDE, MEASURES = word_class("object preposition"), word_class("aside preposition"), word_class("measure")
OPEN = frozenset(("'s", "'", "a", "an", '"', "“"))  # after a name: it is no object ("Biden's plan", "called X a liar")


def objects(p: Parse, verb: Verb, end: int) -> Iterator[tuple[int, list[Sense]]]:
    """(token, senses) of the nouns that can be the object, nearest first: after an active verb, before a passive."""
    if verb.passive:
        yield from reversed(list(_subjects(p, verb)))
        return
    aside, i = False, end
    while i < min(len(p.low), end + REACH):
        as_what = p.low[i] == "as" and verb.lemma in REACHING
        if (
            p.names[i] < 0 and _closes(p, i) and not as_what and not (p.low[i] == "," and end < i <= end + 3)
        ):  # "a new, larger loan"
            return
        aside = in_aside(p, i, end, aside) and (verb.lemma not in REACHING or p.low[i] in ASIDE)
        hit = p.nouns.get(i)
        if hit and not aside:
            yield i, hit[1]
            if hit[1][0].type == "end":  # "a suspension of aid": what follows is not given but taken
                return
        i = hit[0] if hit else i + 1


def in_aside(p: Parse, i: int, end: int, aside: bool) -> bool:
    """Does token i stand in a phrase that is no part of the object ("in talks"; but "$5 million in aid")?"""
    word = p.low[i]
    if p.names[i] >= 0:
        return aside
    if word in FAR and i > end and p.low[i - 1] not in UP_TO:
        return True
    if word in ASIDE:
        return not (i == end or (word == "in" and p.word(i - 1) in MEASURES))
    return aside and word not in LIGHT


def _subjects(p: Parse, verb: Verb) -> Iterator[tuple[int, list[Sense]]]:
    i = start = clause_start(p, verb)
    while i < verb.left:
        hit = p.nouns.get(i)
        if hit:
            yield i, hit[1]
        elif p.low[i] in ("in", "at", "by", "during") and i > start and p.names[i] < 0:
            return
        i = hit[0] if hit else i + 1


def subject_is(p: Parse, verb: Verb, kind: str) -> bool:
    """Does the subject hold a noun of this class?"""
    return any(s.object == kind for _, senses in _subjects(p, verb) for s in senses)


def clause_start(p: Parse, verb: Verb) -> int:
    """First token of the verb's clause, for its subject."""
    for i in range(verb.left - 1, max(-1, verb.left - CLAUSE), -1):
        word = p.low[i]
        if p.names[i] < 0:
            breaks = word in STOPS or word in SUBORDINATE or word in ('"', "that", "said")
            if breaks or (word == "," and p.levels[i] != verb.level):
                return i + 1
        other = p.verbs.get(i)
        if other and not (other.gerund or other.infinitive or other.passive) and other.level == verb.level:
            return i + 1
    return max(0, verb.left - CLAUSE)


def _closes(p: Parse, i: int) -> bool:
    """Does the object of a verb end before token i?"""
    word = p.low[i]
    if (
        word in STOPS
        or word in SUBORDINATE
        or word in ("that", '"', "“", "but")
        or (word == "," and not list_goes_on(p, i))
    ):
        return True
    verb = p.verbs.get(i)
    return bool(verb and (verb.infinitive or (not verb.gerund and (verb.tag != "base" or verb.left < i))))


def list_goes_on(p: Parse, comma: int) -> bool:
    """Is the comma one of a list ("food, water and medicine") and not the end of a clause?"""
    near = range(comma + 1, min(comma + 5, len(p.low)))
    return any(p.low[j] in ("and", "or") for j in near) and not any(j in p.verbs for j in near)


def named_object(p: Parse, verb: Verb, end: int) -> int:
    """Token of a name that itself is the object ("released Asma al-Sharif", not "Biden's plan"), else -1."""
    if verb.passive:
        return _named_subject(p, verb)
    i = end
    while i < min(len(p.low), end + 4) and p.names[i] < 0:
        if not p.low[i].isalpha() or p.low[i] in PREPOSITIONS or i in p.verbs:
            return -1
        i += 1
    if i >= min(len(p.low), end + 4):
        return -1
    j = i
    while j < len(p.low) and (p.names[j] >= 0 or p.words[j][0].isupper()):
        j += 1
    owns = p.low[j - 1] == "'s" or (j < len(p.low) and (p.low[j] in OPEN or j in p.nouns))
    return -1 if owns else i


def _named_subject(p: Parse, verb: Verb) -> int:
    """Token of the name just before a passive verb, else -1; not one in a phrase ("the return to Syria was")."""
    last = next((i for i in range(verb.left - 1, max(-1, verb.left - 6), -1) if p.names[i] >= 0), -1)
    while last > 0 and p.names[last - 1] == p.names[last]:
        last -= 1
    before = p.word(last - 2) if p.word(last - 1) == "the" else p.word(last - 1)
    return -1 if before in PREPOSITIONS else last


def infinitive_follows(p: Parse, end: int) -> bool:
    """Does "to" and a verb, known or not, follow within a noun phrase's length?"""
    for i in range(end, min(len(p.low) - 1, end + 9)):
        if p.low[i] == "to" and p.low[i + 1].isalpha():
            return p.names[i + 1] < 0 and p.words[i + 1].islower() and p.low[i + 1] not in DETERMINERS
        if p.low[i] in (",", "that") or p.low[i] in STOPS:
            return False
    return False


def stands_alone(p: Parse, end: int) -> bool:
    """Is the verb without an object ("demonstrated in Basra", not "demonstrated resolve")?"""
    word = p.word(end)
    return word in PREPOSITIONS or not word.isalpha() or p.words[end][0].isupper() or word.endswith("ly")


def object_follows(p: Parse, end: int) -> bool:
    """Does a direct object, known or not, follow?"""
    word = p.word(end)
    if not word or word in PREPOSITIONS:
        return False
    plural = word.isalpha() and word.endswith(("s", "ic", "al"))
    return word in DETERMINERS or word[0].isdigit() or p.names[end] >= 0 or plural
