"""A sentence as tokens in clauses: which words stand in a main clause, which in a subordinate or relative one."""

from bisect import bisect_right
from dataclasses import dataclass, field

from lib.codebook import word_class
from lib.coder.events.lexicon import WORD, Sense, lexicon

HEADLINE = 0.75  # share of words with a capital in a headline in which all have one
BESIDE = 4  # tokens from a side to the noun it stands beside ("Israel's deadly air strikes")
NEAR = 12  # tokens: as far as an aside, a condition or a coordinated verb reaches, by eye

BE, HAVE, DO = word_class("be"), word_class("have"), word_class("do")
FUTURE, MAYBE, MUST = word_class("future"), word_class("maybe"), word_class("must")
NOT = word_class("not")
AUX = BE | HAVE | DO | FUTURE | MAYBE | MUST
SUBORDINATE, DETERMINERS = word_class("subordinator"), word_class("determiner")
PREPOSITIONS, SUBJECTS = word_class("preposition"), word_class("subject")
RELATIVE = word_class("relative")
IN_NAME = word_class("in name")  # "the Strait of Hormuz"
OPENERS = SUBORDINATE | {"that"}  # without any of them a sentence is one main clause
STOPS = frozenset(";:")
QUOTES = frozenset('"“”')
SHORT = 8  # tokens of a quotation that is part of the clause around it
CLITICS = ("n't", "'s", "'ll", "'ve", "'re", "'d", "'m")


@dataclass(slots=True)
class Verb:
    """A verb of the sentence: `at` its token, `left` where its auxiliaries begin, `level` 0 in a main clause."""

    at: int
    lemma: str
    tag: str  # base, third, past, participle, ing, adjective, phrase
    left: int
    modality: str = ""  # future, maybe, must
    negated: bool = False
    passive: bool = False
    infinitive: bool = False
    gerund: bool = False
    level: int = 0  # as in Parse.levels


@dataclass(slots=True)
class Parse:
    """Tokens (`low` in lower case, with character `spans`), `names` = which mention covers a token (-1 none), verbs.

    `nouns` of the codebook that begin at a token: (token after it, its senses). `opened` and `joined` are what
    roles.clause_of and roles.group have found.
    """

    words: list[str]
    low: list[str]
    spans: list[tuple[int, int]]
    names: list[int]
    verbs: dict[int, Verb] = field(default_factory=dict)
    levels: list[int] = field(default_factory=list)
    nouns: dict[int, tuple[int, list[Sense]]] = field(default_factory=dict)
    opened: dict[tuple[int, int], int] = field(default_factory=dict)
    joined: dict[tuple[int, int], bool] = field(default_factory=dict)

    def word(self, i: int) -> str:
        """The lower-case token at i, "" outside the sentence."""
        return self.low[i] if 0 <= i < len(self.low) else ""


def clauses(text: str, mentions: list[tuple[int, int]]) -> Parse:
    """Tokens and clause levels of one sentence; `mentions` are character spans that hold names, in order."""
    words, spans = _unquoted(*_tokens(text))
    found = Parse(words, [w.lower() for w in words], spans, _covered(spans, mentions))
    found.levels = _levels(found)
    found.nouns = _nouns(found)
    return found


def _nouns(p: Parse) -> dict[int, tuple[int, list[Sense]]]:
    """The longest noun of the codebook that begins at each token; none inside a proper name, and no war at the end of one ("the Iraq War")."""
    found, known = {}, lexicon().nouns
    headline = sum(word[0].isupper() for word in p.words) > HEADLINE * sum(map(str.isalpha, p.words))
    reached = 0
    for i in [i for i, word in enumerate(p.low) if word in known]:
        if i < reached:
            continue
        name = i and not headline and p.words[i].istitle() and p.words[i - 1][0].isupper()
        if p.names[i] < 0 or p.words[i].islower() or p.low[i] in IN_NAME:
            for words, senses in known[p.low[i]]:
                end = i + len(words)
                if end == i + 1 or tuple(p.low[i:end]) == words:
                    if not (name and any(sense.type == "ASSAULT" for sense in senses)):
                        found[i] = end, senses
                    reached = end
                    break
    return found


def _tokens(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Words, numbers and marks; "'s" and "n't" stand alone."""
    words: list[str] = WORD.findall(text)
    if "'" in text:
        words = [part for word in words for part in (_parts(word) if "'" in word else (word,))]
    spans, end = [], 0
    for word in words:
        start = text.index(word, end)
        end = start + len(word)
        spans.append((start, end))
    return words, spans


def _parts(word: str) -> tuple[str, ...]:
    """A word and its clitic ("Iran's", "isn't"); the word alone if it has none."""
    low = word.lower()
    at = len(low) - 3 if low.endswith("n't") else low.find("'")
    clitic = at > 0 and low[at:] in CLITICS
    return (word[:at], word[at:]) if clitic else (word,)


def _unquoted(words: list[str], spans: list[tuple[int, int]]) -> tuple[list[str], list[tuple[int, int]]]:
    """Without the marks of short quotations inside a sentence: 'the kingdom "strongly condemns" the raid'."""
    if QUOTES.isdisjoint(words):
        return words, spans
    marks = [i for i, word in enumerate(words) if word in QUOTES]
    short = {k for i, j in zip(marks[::2], marks[1::2], strict=False) if i and j - i <= SHORT for k in (i, j)}
    kept = [i for i in range(len(words)) if i not in short]
    return [words[i] for i in kept], [spans[i] for i in kept]


def _covered(spans: list[tuple[int, int]], mentions: list[tuple[int, int]]) -> list[int]:
    names = [-1] * len(spans)
    ends = [end for _, end in spans] if mentions else []
    for number, (start, end) in enumerate(mentions):
        j = bisect_right(ends, start)
        while j < len(spans) and spans[j][0] < end:
            names[j] = number
            j += 1
    return names


def _levels(p: Parse) -> list[int]:
    """0 in main clauses, 1 inside a clause opened by a subordinator, 2 in a relative one, up to the comma that ends it."""
    if OPENERS.isdisjoint(p.low):
        return [0] * len(p.low)
    levels, level = [], 0
    for i, word in enumerate(p.low):
        if word in SUBORDINATE and p.names[i] < 0:
            if p.word(i + 1) != "well" and (word != "once" or p.word(i - 1) in (",", "")):
                level = 2 if word in RELATIVE else 1
        elif word == "that" and _relative(p, i):
            level = 2
        elif (word in (",", "-", "--", "(", ")") and level) or word in STOPS or word in QUOTES:
            level = 0
        levels.append(level)
    return levels


def _relative(p: Parse, i: int) -> bool:
    """Does this "that" follow a noun and open a relative clause ("a law that bans", "the attacks that Iran launched")?"""
    before, following, known = p.word(i - 1), p.word(i + 1), lexicon()
    if before in ("said", "so", "now", "") or not before.isalpha() or p.names[i - 1] >= 0:
        return False
    if before in known.heads:
        return before not in known.forms or p.word(i - 2) in DETERMINERS or p.word(i - 2) in PREPOSITIONS
    if before in known.forms:
        return False
    return following in AUX or any(tag in ("third", "past") for _, tag in known.forms.get(following, ()))
