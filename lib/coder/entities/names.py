"""Personal names: how they look in a text, how they are compared, who of the gazetteer they are."""

import re
from functools import cache, lru_cache, partial

from lib.codebook import cached, rows
from lib.codebook.records import Tenure
from lib.coder.entities import gazetteer
from lib.coder.reading.text import fold, lower

_TOKEN = (
    r"(?:(?:al|el|as|an|ash|az|at|ar|ad|Al|El|Ben|Bin|Abu|Abd|Abdul)-[A-Z][a-z']+(?:-[A-Z]?[a-z']+)*"
    r"|[A-Z]'?[A-Z]?[a-z']*[a-z](?:-[A-Z]?[a-z']+)*(?:[A-Z][a-z]+)?|(?:[A-Z]\.){1,3}(?![A-Za-z])|[A-Z](?=\s[A-Z][a-z])|[A-Z]-[A-Z][a-z]+|[A-Z][A-Z'-]{2,}(?![a-z]))"
)
_BEGINS = r"(?=[A-Zae])(?=[A-Z]|[ae][lsnztrd]h?-)"  # looked at first, as most characters begin no name
_PARTICLE = r"(?:bin|ibn|bint|ben|von|van|der|den|de|del|della|di|da|dos|du|la|le|al|el|ul|ur|al-din|zu|ud|ter|te)"
NAME = re.compile(
    rf"{_BEGINS}{_TOKEN}(?: (?:{_PARTICLE} ){{0,2}}{_TOKEN}){{0,7}}(?:,? (?:Jr\.?|Sr\.?|I{{1,3}}|IV|VI{{0,3}}|XI?V?I{{0,3}})(?![\w]))?"
)
POSSESSIVE = re.compile(r"'s?$")
ARTICLE = re.compile(r"\b(?:(?:al|el|bin|ibn|bint|ben)[-\s]+|(?:as|ash|an|az|at|ar|ad)-)")
THE = re.compile(r"(?<!\w)(?:[ae]l|a[snztrd]h?)-$", re.I)  # Arabic's alone, at the end of what stands before a name
LED = re.compile(r"(?<![\w-])(?:(?:bin|ibn|bint|al|el) )+$")  # before a surname alone
ENDING = re.compile(r"(?:e?s|e?d|ing|e)$")
DOUBLED = re.compile(r"(.)\1$")
SUFFIX = re.compile(r",?\s+(?:jr|sr)\.?$")


@cache
def key(name: str) -> str:
    """What two spellings of one name share: lower case, no diacritics, particles, hyphens, honorific suffixes."""
    plain = SUFFIX.sub("", lower(fold(name)).strip())
    plain = ARTICLE.sub("", plain).replace("-", " ").replace("'", "")
    return re.sub(r"[^\w ]", "", plain).strip()


@cache
def surname(name: str) -> str:
    """The last word of the name's key, or the regnal name of kings and popes ("abdullah", "francis")."""
    parts = [p for p in key(name).split() if not re.fullmatch(r"[ivx]+", p)]
    return parts[-1] if parts else ""


def stem(word: str) -> str:
    """What "cancels", "cancel" and "cancelling" share, roughly."""
    return DOUBLED.sub(r"\1", ENDING.sub("", word))


@lru_cache(8192)
def loose(word: str) -> str:
    """Sound of a transliterated surname: "khamenei" and "khamene'i", "hussein" and "hossein" fall together."""
    word = re.sub(r"(.)\1", r"\1", word.replace("ou", "u").replace("ee", "i").replace("oo", "u"))
    return word.replace("h", "").replace("q", "k").replace("o", "u").replace("e", "i").replace("y", "i")


@cached
def _by_surname() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for r in rows(Tenure):
        for spelled in (r.name, *r.aliases):
            for last in {surname(spelled), loose(surname(spelled))}:
                if last and r.name not in (known := found.setdefault(last, [])):
                    known.append(r.name)
    return {k: tuple(v) for k, v in found.items()}


@cached
def sounds(name: str) -> frozenset[str]:
    """Sounds of all words of a person's spellings, and their initials."""
    spelled = [name, *_aliases().get(name, ())]
    parts = {loose(w) for s in spelled for w in key(s).split()}
    return frozenset(parts | {w[0] for s in spelled for w in key(s).split()})


@cached
def _first_names(name: str) -> frozenset[str]:
    """Sounds and initials of the first word of each spelling."""
    first = {loose(key(s).split()[0]) for s in [name, *_aliases().get(name, ())] if key(s)}
    return frozenset(first | {w[:1] for w in first})


@cached
def _aliases() -> dict[str, tuple[str, ...]]:
    return {r.name: r.aliases for r in rows(Tenure)}


@partial(cached, most=8192)
def holder(text: str, code: str, office_class: str, day: str) -> str:
    """Canonical name of the office-holder that a bare surname stands for; "" if nobody or several fit.

    Country must agree where given; then the office's class, then the tenure at `day` (ISO) decide.
    """
    names = _by_surname().get(surname(text)) or _by_surname().get(loose(surname(text)), ())
    given = [loose(word) for word in key(text).split()]
    best: list[tuple[int, str]] = []
    for name in names:
        parts = sounds(name)
        if len(given) > 1 and not (given[0] in _first_names(name) and set(given[:-1]) <= parts):
            continue
        held = [t for t in gazetteer.tenures()[name] if not code or gazetteer.side(t.country) == code]
        if not held:
            continue
        score = max(2 * (t.office_class == office_class) + (bool(day) and t.held_on(day)) for t in held)
        best.append((score, name))
    best.sort(reverse=True)
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return ""
    return best[0][1] if office_class or code or best[0][0] or len(given) > 1 else ""


@partial(cached, most=8192)
def office_on(name: str, code: str, day: str) -> Tenure | None:
    """The office of a known person on a day (the last one listed if the day is unknown)."""
    held = [t for t in gazetteer.tenures().get(name, ()) if not code or gazetteer.side(t.country) == code]
    current = [t for t in held if day and t.held_on(day)]
    if current:
        return current[0]
    return held[-1] if held and not day else None


@cached
def _holders() -> dict[tuple[str, str], tuple[tuple[str, Tenure], ...]]:
    found: dict[tuple[str, str], list[tuple[str, Tenure]]] = {}
    for name, held in gazetteer.tenures().items():
        for t in held:
            found.setdefault((gazetteer.side(t.country), t.office_class), []).append((name, t))
    return {k: tuple(v) for k, v in found.items()}


@partial(cached, most=8192)
def in_office(code: str, office_class: str, day: str, word: str = "") -> str:
    """Who held that office then; "" if unknown, or if several did whose office is not called `word`."""
    held = [(name, t) for name, t in _holders().get((code, office_class), ()) if day and t.held_on(day)]
    named = {name for name, t in held if word and word in t.office.lower()} or {name for name, _ in held}
    return named.pop() if len(named) == 1 else ""
