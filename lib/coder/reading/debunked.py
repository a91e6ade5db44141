"""What a fact check says is not so: the claims that it rates as false, which are no news."""

import re

from lib.coder.reading import furniture
from lib.coder.reading.text import Sentence

NEXT = re.compile(r"\s+[^\W\d_a-z]")  # how the line under a label begins
AROUND = " \t.!:;–—-\"'“”*_[]()"


def claims(sentences: list[Sentence], lows: list[str]) -> list[int]:
    """Places of the sentences that are labelled as false, or are claims of a text that rates them so."""
    labels = [_label(s, low) for s, low in zip(sentences, lows, strict=True)]
    checks = any(label == "factcheck" for label in labels)
    rated = any(
        _is_false(low) for low, label in zip(lows, labels, strict=True) if label == "verdict" or (checks and not label)
    ) or any(low.strip(AROUND) in furniture.phrases("rating") for low in lows)
    found = [n for n, label in enumerate(labels) if label == "rating" and lows[n].strip(AROUND)]
    found += [n + 1 for n in found if lows[n].strip(AROUND) in furniture.phrases("rating") and n + 1 < len(lows)]
    if rated:
        found += [n for n, low in enumerate(lows) if labels[n] in ("claim", "factcheck") or _tells_a_claim(low)]
        found += [n + 1 for n, low in enumerate(lows[:-1]) if low.strip(AROUND) in furniture.phrases("claim")]
    return found


def _label(sentence: Sentence, low: str) -> str:
    """What the label before a sentence says it is: a rating, a claim, a verdict, a fact check; "" without one."""
    for where in ("rating", "factcheck", "verdict", "claim"):
        if sentence.label.casefold() in furniture.phrases(where) or furniture.opens(low, where):
            return where
    over = any(
        low.startswith(phrase) and NEXT.match(sentence.text, len(phrase)) for phrase in furniture.phrases("claim")
    )
    return "claim" if over else ""


def _is_false(low: str) -> bool:
    """Does a sentence, in lower case, say that something is false?"""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", low) for word in furniture.phrases("rating"))


def _tells_a_claim(low: str) -> bool:
    return any(phrase in low for phrase in furniture.phrases("claimed"))
