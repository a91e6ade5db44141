"""How the sides stand around a cue, a function a frame: (Scene) -> list[Meeting]."""

from collections.abc import Callable
from itertools import groupby

from lib.coder.entities.mentions import Mention
from lib.coder.languages.scene import Scene, person
from lib.coder.languages.sides import countries, destinations, listed, traveller, two
from lib.coder.meetings.meeting import REMOTE, Meeting
from lib.coder.meetings.sides import members
from lib.coder.reading.dates import DateSpan

CALL_NEAR = 90  # characters to a cue of a call, which tells how they met
HOST_NEAR, GUEST_NEAR = 45, 160  # characters from the cue to the other side where no place is named; to who receives
ATTEND_NEAR = 90  # characters about a journey in which it leads to a conference, not to those who live there
THOSE = 30  # characters about a journey in which "these countries" stands
FORUM_AFTER, FORUM_BEFORE = 40, 25  # characters from a forum to the countries that make it one
BOTH, OF_BOTH = 60, 30  # characters before the cue and behind it in which "the two ministers" stands
HOME = 24  # characters behind the cue in which "to the country" is the one that writes the language
PRONOUN, BEHIND = 40, 12  # characters before the cue, or behind a verb that comes first, for a pronoun as its subject
ENVOYS = ("ambassador", "envoy")


def meet(scene: Scene) -> list[Meeting]:
    """A met B; each of a list where the text says "separately"."""
    if scene.cue.kind in ("meeting", "talks") and any(
        c.kind in REMOTE and abs(c.start - scene.cue.start) < CALL_NEAR * (1 + scene.language.has("verb_last"))
        for c in scene.cues
    ):
        return []
    people = two(scene)
    codes = list(dict.fromkeys(m.code for m in people))
    if len(codes) < 2 and (people or scene.cue.frame != "receive"):
        codes += [code for code in countries(scene, codes) if code not in codes]
    if (len(codes) == 1 or _met(scene, people)) and (before := carried(scene, people)):
        people, codes = [before, *people], [before.code, *codes]
    codes = list(dict.fromkeys(side for code in codes for side in members(code)))
    if len(codes) == 1 and scene.cue.frame == "receive" and scene.place and scene.place.kind == "place":
        codes += [scene.place.code] if scene.place.code != codes[0] else []  # "was received in Cairo"
    if len(codes) < 2:
        return once_more(scene, people)
    sentence = scene.doc.low[scene.sentence.start : scene.sentence.end]
    each = sum(scene.about("with", m) for m in people) > 2  # "with A, with B and with C"
    if len(codes) > 2 and (each or scene.language.pattern("separate").search(sentence)):
        return [
            scene.meeting([codes[0], code], [m for m in people if m.code in (codes[0], code)]) for code in codes[1:]
        ]
    return [scene.meeting(codes, people)]


def carried(scene: Scene, people: list[Mention]) -> Mention | None:
    """The one the sentence before is about, where that is the other side: "In talks with B", "He met B"."""
    if not scene.before or not people or scene.before.code in [m.code for m in people]:
        return None
    met = any(scene.about("with", m) or scene.about("whom", m) for m in people)
    return scene.before if met or _spoken(scene) else None


def _met(scene: Scene, people: list[Mention]) -> bool:
    """Are all of them whom a pronoun met: "He met with the king and the emir"?"""
    return bool(people) and scene.led and people[0].start >= scene.cue.end and scene.about("with", people[0])


def _spoken(scene: Scene) -> bool:
    """Is a pronoun the subject?"""
    behind = BEHIND if scene.language.subject == "after" else 0
    return scene.led or scene.says("pronoun", PRONOUN, behind)


def once_more(scene: Scene, others: list[Mention]) -> list[Meeting]:
    """ "The two ministers will meet again on Friday": the sides of the meeting told last, on another day, and `others`; or
    "The meeting was held on Friday", which tells the day of the one before."""
    last, day = scene.last, scene.date.start
    same = last and (last.kind in REMOTE) == (scene.cue.kind in REMOTE)
    other = last and last.kind != scene.cue.kind and scene.cue.kind == "signing"
    called = other or (not same and scene.cue.kind in REMOTE)  # they also signed, or spoke by telephone
    if not last or not (called or (day and day != last.date.start)):
        return []
    dated = same and not last.date.start and not scene.sides and not scene.actors
    if not dated and not scene.says("both sides", BOTH, OF_BOTH):
        return []
    told = scene.meeting([*last.parties, *(m.code for m in others)], others)
    told.people = [*last.people, *(p for p in told.people if p.country not in last.parties)]
    return [told]


def sign(scene: Scene) -> list[Meeting]:
    """A and B signed, where the sentence names what."""
    named = scene.language.pattern("document").search(scene.doc.low, scene.sentence.start, scene.sentence.end)
    return meet(scene) if named else []


def visit(scene: Scene) -> list[Meeting]:
    """A went to B, and to C: a row each."""
    who = _goes_on(scene) or traveller(scene)
    if not who:
        return []
    found = destinations(scene, who)
    if not found and scene.says("those", THOSE, THOSE):
        found = [m for m in scene.mentions if m.code not in ("", who.code)]
    if found and scene.says("attend", ATTEND_NEAR, ATTEND_NEAR):
        return []
    if not found:
        home = scene.says("comes home", 0, HOME)
        return _home(scene, who) if home and who.code != scene.language.home else _received(scene, who)
    led = [next(iter(places)) for _, places in groupby(found, key=lambda m: m.code)]
    return [_journey(scene, who, where, scene.date_of(where) if len(led) > 1 else scene.date) for where in led]


def _goes_on(scene: Scene) -> Mention | None:
    """Whom the sentence before is about, where a pronoun is who went, or nobody is named."""
    ahead = any(m.end <= scene.cue.start for m in scene.actors)
    return scene.before if not ahead and (not scene.actors or _spoken(scene)) else None


def _journey(scene: Scene, who: Mention, where: Mention, day: DateSpan) -> Meeting:
    hosts = [m for m in scene.actors if m.code == where.code and abs(m.start - scene.cue.start) < GUEST_NEAR]
    told = scene.meeting([who.code, where.code], [who], where)
    told.date = day
    told.people += [person(m, "recipient") for m in hosts]
    return told


def _home(scene: Scene, who: Mention) -> list[Meeting]:
    """The cue itself says where: to the country that writes the language."""
    told = scene.meeting([who.code, scene.language.home], [who])
    told.place, told.place_country = "", scene.language.home
    return [told]


def _received(scene: Scene, who: Mention) -> list[Meeting]:
    """Without a place: the one named right beside the cue is who was visited."""
    cue, last = scene.cue, scene.language.has("verb_last")
    beside = [
        m
        for m in scene.actors
        if m.code != who.code and 0 <= (cue.start - m.end if last else m.start - cue.end) < HOST_NEAR
    ]
    return [scene.meeting([who.code, beside[-1].code], [who, beside[-1]])] if beside else []


def summon(scene: Scene) -> list[Meeting]:
    """A ministry called in an envoy; a ministry without a country is that of the language's home."""
    envoys = [m for m in scene.mentions if m.office_class in ENVOYS and m.code]
    if not envoys:
        return []
    envoy = min(envoys, key=lambda m: abs(m.start - scene.cue.start))
    others = [m for m in scene.mentions if m is not envoy and m.code and m.code != envoy.code]
    first = [m for m in others if m.office_class in ("ministry", "foreign_minister")] or others
    nearest = min(first, key=lambda m: abs(m.start - scene.cue.start), default=None)
    called = [envoy]
    while more := [m for m in others if m is not nearest and m not in called and listed(scene, m, called[-1])]:
        called += more[:1]
    home = nearest.code if nearest else scene.doc.home or scene.language.home
    return [_called_in(scene, home, m) for m in called if home and m.code != home]


def _called_in(scene: Scene, home: str, envoy: Mention) -> Meeting:
    told = scene.meeting([home, envoy.code], [])
    told.people, told.place, told.place_country = [person(envoy, "recipient")], "", home
    return told


def forum(scene: Scene) -> list[Meeting]:
    """A summit of the countries that qualify it."""
    cue, before = scene.cue, scene.language.has("country_first")
    nations = [m for m in scene.mentions if m.kind in ("country", "organization") and m.code]
    near = [
        m for m in nations if 0 <= m.start - cue.end < FORUM_AFTER or (before and 0 <= cue.start - m.end < FORUM_BEFORE)
    ]
    while grown := [m for m in nations if near and m not in near and listed(scene, near[-1], m)]:
        near += grown
    codes = [m.code for m in near]
    people = [] if len(set(codes)) > 1 or not scene.says("between", 0, FORUM_AFTER) else two(scene)
    codes = codes if len(set(codes)) > 1 else [m.code for m in people]
    return [scene.meeting(codes, people)] if len(set(codes)) > 1 else []


def invite(scene: Scene) -> list[Meeting]:
    """A asked B to come."""
    people = two(scene)
    if len({m.code for m in people}) == 1 and (before := carried(scene, people)):
        people = [before, *people]
    codes = list(dict.fromkeys(m.code for m in people))
    led = [m for m in scene.places if any(scene.about(kind, m) for kind in ("to", "to after", "in"))]
    city = next((m for m in led if m.kind == "place" and m.code in codes), None)
    return [scene.meeting(codes, people, city)] if len(codes) > 1 else []


FRAMES: dict[str, Callable[[Scene], list[Meeting]]] = {
    "meet": meet, "receive": meet, "call": meet, "visit": visit, "summon": summon, "forum": forum, "sign": sign, "invite": invite,
}  # fmt: skip
