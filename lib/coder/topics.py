"""What an article discusses: phrases of data/codebook/topic_phrases.csv, and who raised them."""

from bisect import bisect_right
from collections import Counter, defaultdict

from lib.codebook import cached, rows
from lib.codebook.records import TopicPhrase
from lib.coder import confidence
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


def _phrases(low: str) -> list[Phrase]:
    """(start, end, topic, weight) of whole-word phrases; a phrase inside a longer one of the same topic is left out."""
    found: list[tuple[int, int, str, float]] = []
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


def topics(doc: Document, told: list[Phrase] | None = None) -> list[Row]:
    """One row a mention of a topic that the article discusses, rather than names in passing.

    A topic is discussed when the weights of its phrases add up to 1, plus 1 for each 400 words of the article beyond
    150; phrases of the first three sentences count half as much again. `told`: its phrases, if they are not English.
    """
    starts = [s.start for s in doc.sentences]
    found = []
    for a, b, topic, weight in _phrases(doc.low) if told is None else told:
        index = bisect_right(starts, a) - 1
        if index >= 0 and weight and not doc.skip[index] and b <= doc.sentences[index].end:
            found.append((a, b, topic, weight, index))
    total: defaultdict[str, float] = defaultdict(float)
    times: Counter[str] = Counter()
    for _, _, topic, weight, index in found:
        total[topic] += weight * (1 + LEAD_BONUS * (index < LEAD))
        times[topic] += 1
    enough = 1 + max(0, len(doc.text.split()) - WORDS_FREE) / WORDS_A_POINT
    result: list[Row] = []
    for a, b, topic, weight, index in found:
        if total[topic] < enough:
            continue
        speaker = doc.speakers[index]
        words = doc.text[a:b]
        result.append({
            "topic_id": f"t{len(result) + 1}", "topic": topic, "phrase": words,
            "speaker": (speaker.name or speaker.text) if speaker else "", "speaker_country": speaker.code if speaker else "",
            "confidence": confidence.topic(weight, times[topic]), **doc.evidence(index),
            "cue": words, "rule": f"phrase of {topic}",
        })  # fmt: skip
    return result
