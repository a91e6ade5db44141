"""The verbs of a sentence: which words are verbs, and in what voice, tense and mood they stand."""

from dataclasses import dataclass

from lib.codebook import word_class
from lib.coder.events.clauses import (
    BE,
    DETERMINERS,
    DO,
    FUTURE,
    HAVE,
    MAYBE,
    MUST,
    NEAR,
    NOT,
    PREPOSITIONS,
    QUOTES,
    SUBJECTS,
    Parse,
    Verb,
    clauses,
)
from lib.coder.events.lexicon import lexicon

STANDING, ADVERBS = word_class("standing"), word_class("adverb")
OPENERS = frozenset('"“:')
ARMED = word_class("armed")  # "the armed group" is no act of arming
MEANS, COUNTED = word_class("means"), word_class("counted")
LIVING = ("person", "troops", "protesters", "workers", "prisoner", "hostage")  # classes of nouns


def parse(text: str, mentions: list[tuple[int, int]]) -> Parse:
    """Tokens, clause levels and verbs of one sentence; `mentions` are character spans that hold names, in order."""
    found = clauses(text, mentions)
    words, known, shouting = found.words, lexicon(), None
    for i in [i for i, word in enumerate(found.low) if word in known.starters and found.names[i] < 0]:
        word = found.low[i]
        if i and words[i][0].isupper() and words[i - 1] not in OPENERS:  # a name, but in a headline
            shouting = _title_case(words) if shouting is None else shouting
            if not shouting:
                continue
        verb = _predicate(found, i) if word in known.adjectives or word in known.phrases else None
        if not verb and word in known.forms:
            verb = _verb(found, i, known.forms[word])
        if verb:
            found.verbs[i] = verb
    return found


def _title_case(words: list[str]) -> bool:
    """Is this a headline in which most words begin with a capital?"""
    letters = [w for w in words if w[0].isalpha() and len(w) > 3]
    return sum(w[0].isupper() for w in letters) > 0.7 * len(letters)


def _predicate(p: Parse, i: int) -> Verb | None:
    """An adjective after a form of "be" ("stands ready to", "is responsible for") or a fixed phrase, as a verb."""
    for words in lexicon().phrases.get(p.low[i], ()):
        if tuple(p.low[i : i + len(words)]) == words:
            return Verb(i, " ".join(words), "phrase", i, level=p.levels[i])
    if p.low[i] not in lexicon().adjectives:
        return None
    found = Verb(i, f"be {p.low[i]}", "adjective", i, level=p.levels[i])
    be = False
    for j in range(i - 1, max(-1, i - 6), -1):
        word = p.low[j]
        if word in BE or word in STANDING:
            be = True
        elif word in NOT:
            found.negated = True
        elif word in FUTURE or word in MUST:
            found.modality = "future" if word in FUTURE else "must"
        elif not (word in HAVE or word in ADVERBS or word.endswith("ly")):
            break
        found.left = j
    fits = p.word(i + 1) in ("to", "for") or p.low[i] in ("responsible", "guilty", "behind")
    return found if be and fits else None


@dataclass(slots=True)
class _Chain:
    """The auxiliaries to the left of a verb."""

    be: bool = False
    have: bool = False
    do: bool = False
    to: bool = False


def _auxiliaries(p: Parse, found: Verb, tags: dict[str, str]) -> _Chain:
    """Read the words to the left of found.at; sets found.left, modality and negated."""
    chain = _Chain()
    for j in range(found.at - 1, max(-1, found.at - 8), -1):
        word = p.low[j]
        if p.names[j] >= 0:
            break
        if word in NOT and (word != "no" or chain.be):
            found.negated = True
        elif word in BE and not chain.to:
            chain.be = True
        elif word in HAVE:
            chain.have = True
        elif word in DO:
            chain.do = True
        elif word in FUTURE or (word == "'d" and "base" in tags):
            found.modality = "future"
        elif (word in MAYBE and p.words[j] != "May") or word == "ca":
            found.modality = "maybe"
        elif word in MUST:
            found.modality = "must"
        elif word == "to" and not (chain.to or chain.have or chain.be) and "base" in tags:
            chain.to = True
        elif word == "'s" and "past" not in tags and "ing" in tags:
            chain.be = True
        elif not (word.endswith("ly") or word in ADVERBS):
            break
        found.left = j
        if chain.to:
            found.negated = found.negated or p.word(j - 1) in NOT
            break
    if found.modality and not found.negated:
        found.negated = "neither" in p.low[max(0, found.left - 12) : found.left]
    return chain


def _verb(p: Parse, i: int, readings: list[tuple[str, str]]) -> Verb | None:
    """The verb at token i with its auxiliaries, or None when the word is no verb here."""
    tags = {tag: lemma for lemma, tag in readings}
    found = Verb(i, readings[0][0], readings[0][1], i, level=p.levels[i])
    chain = _auxiliaries(p, found, tags)
    aux = chain.have or chain.be or chain.do or bool(found.modality)
    tag = ""
    if (chain.to or chain.do or found.modality) and "base" in tags and not chain.be and not chain.have:
        tag, found.infinitive = "base", chain.to and not aux
        if chain.to and p.word(found.left - 1) in BE:  # "is to give"
            found.modality, found.infinitive, found.left = "future", False, found.left - 1
    elif chain.to:
        return None
    elif "ing" in tags:
        tag, found.gerund = "ing", not chain.be
        if found.gerund and (p.word(found.left - 1) in DETERMINERS or p.word(found.left - 1) == "'s"):
            return None
    elif (chain.be or chain.have) and "participle" in tags:
        tag, found.passive = "participle", chain.be
    if tag:
        found.lemma, found.tag = tags[tag], tag
        return found
    if aux:
        return None
    return _past(p, found, tags) if "past" in tags and "base" not in tags else _present(p, found, tags)


def _past(p: Parse, found: Verb, tags: dict[str, str]) -> Verb | None:
    """A form in -ed (or "sent", "struck"): finite, a reduced relative ("sanctions imposed on"), or an adjective."""
    i = found.at
    before, following = p.word(found.left - 1), p.word(i + 1)
    found.lemma, found.tag = tags["past"], "past"
    alone = before in ("all", "both", "that") or _the_two(p, found)
    if (i == 0 and following != "by") or (before in DETERMINERS and not alone):
        return None
    if p.low[i] == "armed" and following in ARMED:
        return None
    if before == "'s" or before in PREPOSITIONS or (i and (v := p.verbs.get(i - 1)) and not v.gerund):
        return None
    bare = following in ("in", "at", "on", "from", "since", "during", "under", "after", "of", "as")
    if (following == "by" and found.left == i and p.word(i + 2) not in MEANS) or (bare and _has_finite(p, i)):
        found.passive, found.level = True, 2
    return found


def _the_two(p: Parse, found: Verb) -> bool:
    """Are they the subject ("The two condemned the attack"), and not "the two condemned men"?"""
    i, two = found.at, found.left - 1
    if p.word(two - 1) != "the" or p.low[two] not in COUNTED:
        return False
    _, senses = p.nouns.get(i + 1, (0, []))
    living = any(sense.object in LIVING for sense in senses)  # "the two injured soldiers"
    return not living and (_object_follows(p, i) or p.word(i + 1) in ("to", "that"))


def _has_finite(p: Parse, i: int) -> bool:
    """Is there already a finite verb in this clause, with no conjunction since?"""
    for j in range(i - 1, -1, -1):
        if p.low[j] in ("and", "but", ",", ";", "that", "or", '"', "said", "says"):
            return False
        verb = p.verbs.get(j)
        if verb and not verb.gerund and not verb.infinitive:
            return True
    return False


def _present(p: Parse, found: Verb, tags: dict[str, str]) -> Verb | None:
    """A bare or -s form: a verb only where a noun would not fit ("Israel attacks Iran", not "the attacks on")."""
    i = found.at
    before, following = p.word(found.left - 1), p.word(i + 1)
    if before in QUOTES:  # 'the kingdom "calls upon"'
        found.left, before = found.left - 1, p.word(found.left - 2)
    tag = "third" if "third" in tags else "base" if "base" in tags else ""
    if not tag or i == 0:
        return None
    past = "past" in tags  # "cut", "hit", "put"
    found.lemma, found.tag = tags[tag], "past" if past else tag
    if before in SUBJECTS:
        return None if before == "that" and p.low[i] in lexicon().heads else found
    if before in DETERMINERS or before in ("'s", "'") or before in PREPOSITIONS:
        return None
    if before in ("and", "or"):
        first = _verb_before(p, found.left - 1, found.tag)
        found.infinitive = bool(first and first.infinitive)  # "to defend and recapture"
        return found if first else None
    if _has_finite(p, i):
        return None
    if past and before.isalpha():
        return found
    subject = (
        p.names[found.left - 1] >= 0 or before in lexicon().heads or before.endswith("s") or before in lexicon().actors
    )
    subject = subject or (before == "," and _interrupted(p, found.left - 1))
    ambiguous = p.low[i] in lexicon().heads
    if not subject:  # "... yesterday attacks the"
        direct = _object_follows(p, i) and following not in PREPOSITIONS
        return found if tag == "third" and direct and not ambiguous and not before.endswith("ly") else None
    if not ambiguous:  # a bare form needs an object: "the Egyptian pound was"
        return found if tag == "third" or past or before in lexicon().actors or _object_follows(p, i) else None
    if following in PREPOSITIONS or following in ("and", ","):
        return None
    plural = before.endswith("s") or before in ("police", "people")
    return found if _object_follows(p, i) and (tag == "third" or plural) else None


def _object_follows(p: Parse, i: int) -> bool:
    following = p.word(i + 1)
    named = i + 1 < len(p.names) and p.names[i + 1] >= 0
    pronoun = following in ("him", "her", "them", "it", "us", "up", "down", "off", "out")
    return (
        named
        or pronoun
        or following in DETERMINERS
        or following in PREPOSITIONS
        or following in lexicon().nouns
        or following[:1].isdigit()
    )


def _verb_before(p: Parse, i: int, tag: str) -> Verb | None:
    """The verb of the same form to the left, to be coordinated with ("rejects and condemns")."""
    near = (p.verbs.get(j) for j in range(i, max(-1, i - NEAR), -1))
    return next((v for v in near if v and (v.tag == tag or (tag == "base" and v.infinitive))), None)


def _interrupted(p: Parse, comma: int) -> bool:
    """Does a name stand before the pair of commas that closes here ("Israel, however, rejects")?"""
    for j in range(comma - 1, max(-1, comma - NEAR), -1):
        if p.low[j] == ",":
            return j > 0 and (
                p.names[j - 1] >= 0 or p.low[j - 1] in lexicon().nouns or p.low[j - 1] in lexicon().actors
            )
    return False
