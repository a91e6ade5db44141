"""Which of the sides a sentence names took part."""

import itertools

from lib.coder.entities.mentions import Mention
from lib.coder.languages.scene import ACTORS, Scene

MEETS = ("meet", "receive", "call")
LISTED = 12  # characters between two names of a list
BETWEEN_AFTER, BETWEEN_REACH = 60, 60  # from the cue to "between", and from there to the sides
BETWEEN_BEFORE = 40  # from the sides to a "between" that follows them
WITH_BEFORE, WITH_AFTER = 40, 78  # characters about the cue in which "with" and a side stand
JOINED = 90  # characters between the cue and two countries joined by "and"
QUALIFIES = 30  # characters between the cue and countries that qualify it: "Saudi-Iranian talks"
SUBJECT = 16  # characters before the cue in which a pronoun is its subject
BESIDE = 2  # characters between a subject and its verb
GUEST = 30  # characters before a name in which an invitation makes it the host


def two(scene: Scene) -> list[Mention]:
    """The nearest two sides, those listed with them, and everybody named of these sides."""
    able = _before(scene) if scene.language.has("verb_last") else _led(scene)
    near = sorted(able, key=scene.distance)
    if not near:
        return []
    chosen = [near[0]]
    if scene.language.subject == "last":  # the subject opens the clause
        behind = [m for m in scene.actors if m.end <= scene.cue.start and not invites(scene, m)]
        if len({m.code for m in behind}) > 2 or near[0].start >= scene.cue.end:
            near[1:1] = behind[:1]
    countries = [m for m in scene.mentions if m.kind in ("country", "organization") and m.code]
    other = next((m for m in near if m.code != chosen[0].code), None)
    if not other and chosen[0].office_class:  # "the ministers of A, B and C"
        other = next((m for m in countries if m.code != chosen[0].code and listed(scene, chosen[0], m)), None)
    if not other:
        return chosen
    start = min(chosen[0].start, other.start)
    whom = scene.language.subject == "first" or any(
        m.start == start >= scene.cue.end and scene.about("with", m) for m in (chosen[0], other)
    )
    if whom and listed(scene, chosen[0], other):  # who meets them stands before
        chosen += [m for m in scene.actors if m.end <= start and m.code not in (chosen[0].code, other.code)][:1]
    chosen.append(other)
    while grown := [
        m
        for m in [*scene.actors, *countries]
        if m not in chosen and any(listed(scene, m, x) for x in chosen if m.kind in ACTORS or x.kind != "person")
    ]:
        chosen += grown
    codes = {m.code for m in chosen}
    chosen += [m for m in scene.actors if m.code in codes and m.kind == "person" and m not in chosen]
    return sorted(chosen, key=lambda m: m.start)


def _led(scene: Scene) -> list[Mention]:
    """Who can be a side; where a pronoun acts, only whom this cue is about ("He dined with A, then met B") and, where the
    pronoun is right before it ("where she met B"), who opens the sentence."""
    behind = [m for m in scene.actors if m.start >= scene.cue.end]
    ahead = [m for m in scene.actors if m.end <= scene.cue.start]
    spoken = scene.says("pronoun", SUBJECT, 0)
    if not behind or not (spoken or (scene.led and all(scene.about("with", m) for m in ahead))):
        return scene.actors
    others = [c.start for c in scene.cues if c.start > scene.cue.end and c.frame in MEETS]
    behind = [m for m in behind if m.start < min(others, default=m.end)] or behind
    return (ahead[:1] if spoken else []) + behind


def _before(scene: Scene) -> list[Mention]:
    """Where the verb comes last: whom the sentence opens with, and who stands between the verb before and this one."""
    before = [m for m in scene.actors if m.end <= scene.cue.start]
    verbs = [c.end for c in scene.cues if c.end <= scene.cue.start and c.frame in MEETS]
    since = [m for m in before[1:] if m.start >= max(verbs, default=0)]
    for able in (before[:1] + since, before):
        if len({m.code for m in able}) > 1:
            return able
    return scene.actors


def listed(scene: Scene, a: Mention, b: Mention) -> bool:
    first, second = (a, b) if a.start < b.start else (b, a)
    gap = scene.doc.low[first.end : second.start]
    for day in scene.doc.dates_of(scene.sentence.index):  # "A on Saturday, B on Sunday"
        gap = gap.replace(scene.doc.low[day.a : day.b], "") if first.end <= day.a < second.start else gap
    return len(gap) < LISTED and bool(scene.language.pattern("list").fullmatch(gap))


def countries(scene: Scene, known: list[str]) -> list[str]:
    """Sides named as countries: "between", "with", joined by "and", or qualifying the cue. `known`: sides already found."""
    named = scene.sides
    found = _between(scene, named) or _with(scene, named)
    if len(found) < 2 - len(known):
        found = _joined(scene, named) or found
    if not found and known and scene.language.subject == "before" and not scene.language.has("verb_last"):
        found = [m for m in named if 0 < scene.cue.start - m.end <= BESIDE]  # "Iran will receive"
    if not found and not known:
        found = _qualifying(scene, named)
    return list(dict.fromkeys(m.code for m in found))


def _between(scene: Scene, named: list[Mention]) -> list[Mention]:
    first = scene.language.has("country_first")  # and "between" behind them
    start = max(scene.sentence.start, scene.cue.start - BETWEEN_AFTER) if first else scene.cue.end
    end = min(scene.sentence.end, scene.cue.end + BETWEEN_AFTER)
    word = scene.language.pattern("between").search(scene.doc.low, start, end)
    if not word:
        return []
    found = [m for m in named if 0 <= m.start - word.end() < BETWEEN_REACH]
    if first:
        found += [m for m in named if 0 <= word.start() - m.end < BETWEEN_BEFORE]
    return found


def _with(scene: Scene, named: list[Mention]) -> list[Mention]:
    low, high = scene.cue.start - WITH_BEFORE, scene.cue.end + WITH_AFTER
    return [m for m in named if low <= m.start < high and scene.about("with", m)][:1]


def _joined(scene: Scene, named: list[Mention]) -> list[Mention]:
    unnamed = [m for m in scene.actors if m.kind == "office" or scene.language.has("country_first")]
    sides = sorted([*named, *unnamed], key=lambda m: m.start)
    for i, (a, b) in enumerate(itertools.pairwise(sides)):
        near = a.code != b.code and min(scene.distance(a), scene.distance(b)) < JOINED
        if near and _and(scene, a, b) and not scene.about("subject matter", a):
            before = itertools.takewhile(lambda pair: listed(scene, *pair), itertools.pairwise(sides[: i + 1][::-1]))
            further = itertools.takewhile(lambda pair: _and(scene, *pair), itertools.pairwise(sides[i + 1 :]))
            return [*(one for _, one in before), a, b, *(one for _, one in further)]
    return []


def _and(scene: Scene, a: Mention, b: Mention) -> bool:
    return bool(scene.language.pattern("joined").fullmatch(scene.doc.low, a.end, max(b.head, b.start)))


def _qualifying(scene: Scene, named: list[Mention]) -> list[Mention]:
    cue = scene.cue
    before = not scene.language.has("head_first")
    found = [m for m in named if 0 <= (cue.start - m.end if before else m.start - cue.end) < QUALIFIES]
    if not found:  # "the Omani-Iranian committee met"
        found = [m for m in named if 0 <= cue.start - m.end < QUALIFIES]
        found = found if all(b.start - a.end <= 2 for a, b in itertools.pairwise(found)) else []
    return found if len({m.code for m in found}) > 1 else []


AFTER_REACH, AFTER_NEAR, BEFORE_REACH = 60, 12, 150  # characters from a verb to who does it, where that follows


def invites(scene: Scene, m: Mention) -> bool:
    """Is it the one who asked the other to come?"""
    first = scene.language.subject == "first"  # "at X's invitation", where "invitation" comes last
    start, end = (m.end, m.end + LISTED) if first else (max(scene.sentence.start, m.start - GUEST), m.start)
    return bool(scene.language.pattern("invited").search(scene.doc.low, start, end))


def traveller(scene: Scene) -> Mention | None:
    """Who went: before or after the verb as the language has it; not the one who invites."""
    cue, subject = scene.cue, scene.language.subject
    able = [m for m in scene.actors if not invites(scene, m)]
    able = [m for m in able if m.start >= cue.end or not scene.about("with", m)] or able
    before, after = [m for m in able if m.end <= cue.start], [m for m in able if m.start >= cue.end]
    if subject == "last":
        return before[-1] if before else None
    if subject == "after":
        after = [m for m in after if m.start - cue.end < AFTER_REACH]
        before = [m for m in before if cue.start - m.end < BEFORE_REACH]
        if after and (not before or after[0].start - cue.end < AFTER_NEAR):
            return after[0]
    if before:
        return before[0] if subject == "first" else before[-1]
    return after[0] if after else None


TO_BEFORE, TO_AFTER, RIGHT_BEHIND = 60, 110, 4  # characters from the cue to where it leads; of what follows it at once
TO_LISTED = 300  # the same of what is listed behind the first


def destinations(scene: Scene, who: Mention) -> list[Mention]:
    """Where the journey led, in order."""
    low, high = scene.cue.start - TO_BEFORE, scene.cue.end + TO_AFTER
    high = min([c.start for c in scene.cues if c.frame == "visit" and c.start > scene.cue.end] + [high])
    places = [m for m in scene.places if low <= m.start < scene.cue.end + TO_LISTED and m.code != who.code]
    near = [m for m in places if m.start < high]
    behind = [m for m in near if m.start >= scene.cue.end]
    found = [m for m in near if scene.about("to", m)] + [m for m in behind if scene.about("to after", m)]
    later = [m for m in found if m.start >= scene.cue.end]
    found = later or found or [m for m in near if _beside(m, who, scene)]
    while grown := [m for m in places if m not in found and any(listed(scene, m, x) for x in found)]:
        found += grown
    return sorted(found, key=lambda m: m.start)


def _beside(m: Mention, who: Mention, scene: Scene) -> bool:
    """Right behind the cue, or right before it where a noun stands before what it qualifies ("Egypt visit")."""
    if m.end <= scene.cue.start:
        return scene.language.has("country_first") and scene.cue.start - m.end < RIGHT_BEHIND
    return max(m.head, m.start) - scene.cue.end <= RIGHT_BEHIND or _next_to(m, who, scene)


def _next_to(m: Mention, who: Mention, scene: Scene) -> bool:
    """ "visited the minister Baghdad", "visited the minister on Sunday, Baghdad": behind a subject that follows its verb."""
    apart = m.head == m.start and scene.doc.low[m.start - 2 : m.start] in ("، ", ", ")
    near = 0 <= m.start - who.end < (AFTER_REACH if apart else RIGHT_BEHIND)
    return scene.language.subject == "after" and who.start >= scene.cue.end and near
