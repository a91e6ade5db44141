"""Claims of a wave: sentences in which someone says there is one, to be set beside what the evidence supports."""

import functools
import re
from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from lib.codebook import NEVER, rows
from lib.codebook.records import Claim, ClaimGuard

REACH = 60  # characters before the phrase in which a guard turns it into no claim
COLUMNS = (
    "article_id",
    "claim",
    "phrase",
    "sentence",
    "start",
    "end",
    "evidence",
    "speaker",
    "speaker_country",
    "published",
)
LOCATED = ("topics", "events", "meetings", "actors")  # tables whose rows know the bounds of their sentence
STOP = re.compile(r"[.!?][\"”’)]*\s|\n(?![a-z])")  # a line that goes on in small letters is wrapped


@functools.cache
def phrases() -> dict[str, str]:
    """Phrase in lower case -> reconciliation or rupture."""
    return {row.phrase.casefold(): row.claim for row in rows(Claim)}


@functools.cache
def _pattern() -> re.Pattern[str]:
    longest = sorted(phrases(), key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, p.split())) for p in longest) or NEVER
    return re.compile(rf"\b({words})\b", re.IGNORECASE)


@functools.cache
def _words() -> frozenset[str]:
    """Words, one of which is in every phrase: the longest of each."""
    return frozenset(max(phrase.split(), key=len) for phrase in phrases())


@functools.cache
def _guard() -> re.Pattern[str]:
    """Words after which a wave is feared, denied, wished for or asked for, and not claimed."""
    words = "|".join(re.escape(row.words) for row in rows(ClaimGuard)) or NEVER
    return re.compile(rf"\b({words})\b", re.IGNORECASE)


def _claimed(text: str, match: re.Match[str]) -> bool:
    start = max(_bounds(text, match)[0], match.start() - REACH)
    return not _guard().search(text, start, match.start())


def claims(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a claim: its sentence with offsets, who is speaking if the coder knows it, when it was published.

    `sentence` is -1 where no coded row tells which sentence of the article it is.
    """
    articles, found = tables["articles"], []
    for article_id, text, published in zip(*(articles[c] for c in ("article_id", "text", "published")), strict=True):
        low = text.casefold()
        if any(word in low for word in _words()):  # most texts have none, and are passed over at a glance
            found += [
                (article_id, text, match, published) for match in _pattern().finditer(text) if _claimed(text, match)
            ]
    located = [_located(tables, name, {article_id for article_id, *_ in found}) for name in LOCATED]
    rows = [
        (article_id, *_claim(text, match, [of.get(article_id, []) for of in located]), published)
        for article_id, text, match, published in found
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.drop_duplicates(["article_id", "claim", "start"], ignore_index=True)


def _located(tables: Mapping[str, pd.DataFrame], name: str, articles: set[str]) -> dict[str, list[dict]]:
    """The rows of a table that stand in these articles, by article."""
    of = defaultdict(list)
    if (table := tables.get(name)) is not None:
        columns = [c for c in ("article_id", "sentence", "start", "end", "speaker", "speaker_country") if c in table]
        for row in table.loc[table["article_id"].isin(articles), columns].to_dict("records"):
            of[row["article_id"]].append(row)
    return of


def _claim(text: str, match: re.Match[str], located: list[list[dict]]) -> tuple[str, str, int, int, int, str, str, str]:
    """The columns of a claim but those of its article; the sentence is that of the first row around it that names a speaker."""
    phrase = " ".join(match.group().split())
    claim = phrases()[phrase.casefold()]
    for near in located:
        if here := [row for row in near if row["start"] <= match.start() and row["end"] >= match.end()]:
            row = max(here, key=lambda row: row.get("speaker", ""))
            start, end, sentence = int(row["start"]), int(row["end"]), int(row["sentence"])
            speaker, side = row.get("speaker", ""), row.get("speaker_country", "")
            break
    else:
        (start, end), sentence, speaker, side = _bounds(text, match), -1, "", ""
    return claim, phrase, sentence, start, end, text[start:end], speaker, side


def _bounds(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The sentence around a match, between the nearest ends of sentences or lines."""
    before = [m.end() for m in STOP.finditer(text, 0, match.start() + 1)]
    after = STOP.search(text, match.end())
    end = len(text) if after is None else after.start() + len(after.group().rstrip())
    return (before[-1] if before else 0), end
