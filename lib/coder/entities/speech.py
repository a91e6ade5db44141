"""Who speaks in each sentence."""

import re
from functools import cache

from lib.codebook import NEVER, rows
from lib.codebook.records import SpeechVerb
from lib.coder.entities import names
from lib.coder.entities.mentions import Mention
from lib.coder.reading.phrases import pattern
from lib.coder.reading.text import Clean, Sentence

SUBJECT = frozenset(["person", "office", "group", "country", "organization"])
INVERTED = 5  # characters between "said" and who said it: blanks and "the"
BETWEEN = pattern("speaker to verb")
PRONOUN = pattern("speaking pronoun")
ACCORDING = re.compile(r"according to (?:a |the )?(?:statement (?:by|from|of) |[a-z]+ )?$")


@cache
def _verbs() -> re.Pattern[str]:
    verbs = sorted((re.escape(r.verb) for r in rows(SpeechVerb)), key=len, reverse=True)
    first = "".join(
        sorted({re.escape(r.verb[0]) for r in rows(SpeechVerb)})
    )  # looked at before the verbs are tried one by one
    return re.compile(rf"\b(?=[{first}])(?:{'|'.join(verbs)})\b" if verbs else NEVER)


@cache
def _after() -> frozenset[str]:
    return frozenset(r.verb for r in rows(SpeechVerb) if r.after)


def speakers(text: Clean, sentences: list[Sentence], by_sentence: list[list[Mention]]) -> list[Mention | None]:
    """The mention that speaks in each sentence, None where nobody is reported.

    "X said", "..., said X", "according to X"; "he added" goes on with the last speaker, as does a sentence that
    goes on within quotation marks; a transcript's label speaks until the next one.
    """
    found: list[Mention | None] = []
    named = _by_word(by_sentence) if any(s.label for s in sentences) else {}
    last: Mention | None = None
    quoting = False
    for s in sentences:
        if s.label:
            speaker = named.get(names.surname(s.label.split("(")[0]))
        else:
            speaker = _reported(text, s, by_sentence[s.index], last)
        if (
            not speaker
            and last
            and (quoting or text.folded[s.start] in "\"'")
            and s.index
            and sentences[s.index - 1].paragraph >= s.paragraph - 1
        ):
            speaker = last
        quotes = text.folded.count('"', s.start, s.end)
        quoting = quoting != bool(quotes % 2)
        found.append(speaker)
        last = speaker or (last if s.index and sentences[s.index - 1].paragraph >= s.paragraph - 1 else None)
    return found


def _by_word(by_sentence: list[list[Mention]]) -> dict[str, Mention]:
    """Surname, or another word of a name -> the first person of the text who has it: whom a transcript's label means."""
    found: dict[str, Mention] = {}
    for m in (m for row in by_sentence for m in row if m.kind == "person"):
        for word in (names.surname(m.name), *names.key(m.name).split()):
            found.setdefault(word, m)
    return found


def _reported(text: Clean, s: Sentence, mentions: list[Mention], last: Mention | None) -> Mention | None:
    subjects = [m for m in mentions if m.kind in SUBJECT and m.role != "demonym"]
    for verb in _verbs().finditer(text.low, s.start, s.end):
        before = next((m for m in reversed(subjects) if m.end <= verb.start()), None)
        gap = text.folded[before.end : verb.start()] if before else ""
        if before and BETWEEN.fullmatch(gap.removeprefix(",") if "," in before.text else gap):
            return before
        if last and PRONOUN.search(text.low, s.start, verb.start()):
            return last
        if verb.group() in _after() and (verb.start() == s.start or text.folded[verb.start() - 2] in ",\"'-—:"):
            following = (m for m in subjects if 0 <= m.start - verb.end() <= INVERTED)
            if found := next(
                (m for m in following if text.low[verb.end() : m.start].strip() in ("", "the", "by")), None
            ):
                return found
    for m in subjects:
        if ACCORDING.search(text.low, s.start, m.start):
            return m
    return None
