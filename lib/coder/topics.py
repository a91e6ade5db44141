"""What an article discusses: phrases of data/codebook/topic_phrases.csv, and who raised them."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lib.codebook import cached, rows
from lib.codebook.records import TopicPhrase
from lib.coder.deciding import Features, Weights
from lib.coder.document import Document
from lib.coder.reading.phrases import Phrases
from lib.coder.reading.text import fold, lower
from lib.schema import Row


@cached
def _told() -> Phrases[list[tuple[str, float]]]:
    """Phrase -> (topic, weight) of each topic it tells of."""
    found: dict[str, list[tuple[str, float]]] = {}
    for r in rows(TopicPhrase):
        found.setdefault(lower(fold(r.phrase)), []).append((r.topic, r.weight))
    return Phrases(found.items())


Phrase = tuple[int, int, str, float]  # start, end, topic, weight
Told = tuple[int, int, str, float, int]  # the same, and the number of its sentence


def phrases(low: str) -> list[Phrase]:
    """(start, end, topic, weight) of whole-word phrases; a phrase inside a longer one of the same topic is left out."""
    found: list[Phrase] = []
    for start, end, topics in _told().find(low):
        if end < len(low) and low[end].isalnum():
            continue
        found += [(start, end, topic, weight) for topic, weight in topics]
    found.sort(key=lambda f: (f[2], f[0], -f[1]))
    kept, reached, topic = [], -1, ""
    for hit in found:
        if hit[2] != topic:
            reached, topic = -1, hit[2]
        if hit[0] >= reached:
            kept.append(hit)
            reached = hit[1]
    return sorted(kept)


WORDS_FREE, WORDS_A_POINT, LEAD, LEAD_BONUS = 150, 400, 3, 0.5
MUCH = 4.0  # more of a topic tells no more


@dataclass(slots=True)
class Topic:
    """What an article says of a topic: the weights of its phrases together, how often they are there, and which."""

    weight: float = 0.0
    times: int = 0
    lead: int = 0  # times in the first sentences
    phrases: set[str] = field(default_factory=set)


def topics(doc: Document, told: list[Phrase] | None = None) -> list[Row]:
    """One row a mention of a topic that the article discusses, rather than names in passing, with the chance that it does
    as its confidence. `told`: its phrases, if they are not English.
    """
    found = [*in_sentences(doc, phrases(doc.low) if told is None else told)]
    weights = Weights.named("topics")
    sure = {topic: weights.probability(features) for topic, features in candidates(doc, found)}
    result: list[Row] = []
    for a, b, topic, _, index in found:
        if sure[topic] < weights.threshold:
            continue
        speaker = doc.speakers[index]
        words = doc.text[a:b]
        result.append({
            "topic_id": f"t{len(result) + 1}", "topic": topic, "phrase": words,
            "speaker": (speaker.name or speaker.text) if speaker else "", "speaker_country": speaker.code if speaker else "",
            "confidence": round(sure[topic], 2), **doc.evidence(index), "cue": words, "rule": f"phrase of {topic}",
        })  # fmt: skip
    return result


def in_sentences(doc: Document, found: Iterable[Phrase]) -> Iterator[Told]:
    """The phrases within one sentence of the article, with its number."""
    starts = [s.start for s in doc.sentences]
    for a, b, topic, weight in found:
        index = bisect_right(starts, a) - 1
        if index >= 0 and weight and not doc.skip[index] and b <= doc.sentences[index].end:
            yield a, b, topic, weight, index


def candidates(doc: Document, found: Iterable[Told]) -> Iterator[tuple[str, Features]]:
    """Each topic of these phrases, and what speaks for it: how much is said of it in so long a text, what else is, of whom."""
    named: defaultdict[str, Topic] = defaultdict(Topic)
    for a, b, name, weight, index in found:
        topic = named[name]
        topic.weight += weight * (1 + LEAD_BONUS * (index < LEAD))
        topic.times += 1
        topic.lead += index < LEAD
        topic.phrases.add(doc.low[a:b])
    words = len(doc.text.split())
    enough = 1 + max(0, words - WORDS_FREE) / WORDS_A_POINT
    whole = sum(topic.weight for topic in named.values())
    sides = {code: math.log1p(times) / 4 for code, times in Counter(m.code for m in doc.mentions if m.code).items()}
    scores = {name: min(topic.weight / enough, MUCH) for name, topic in named.items()}
    beside = {name: math.log1p(score) / 4 for name, score in scores.items()}
    for name, topic in named.items():
        score = scores[name]
        of_it = {other: value for other, value in (sides | beside).items() if other != name}
        yield (
            name,
            {
                name: 1.0,
                "score": score,
                "log score": math.log(score + 0.1),
                "enough": float(score >= 1),
                "words": math.log1p(words) / 5,
                "times": math.log1p(topic.times),
                "lead": math.log1p(topic.lead),
                "phrases": math.log1p(len(topic.phrases)),
                "share": topic.weight / whole,
                **{f"{name}: {other}": value for other, value in of_it.items()},
            },
        )
