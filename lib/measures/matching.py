"""Which row of one reader is which row of another: half the sides or more, the same manner or type, no other date.

Rows are as lib/schema.py lists them. Those of a gold may also have `alternatives` (field -> what else is right) and be
`optional`. Beside them, the interval of a share that few cases say little about.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from collections.abc import Set as AnySet

from lib.schema import Made

PARTICLES = {"al", "el", "bin", "ibn", "bint", "ben"}
REMOTE = {"phone_call", "video_meeting"}
MUTUAL = {"CONSULT", "AGREE", "COOPERATE"}  # who acts on whom is a matter of wording
DIGITS = {"day": 10, "month": 7, "week": 7, "year": 4}  # of an ISO day that a precision leaves standing
ENOUGH = 0.5  # of all sides, those that both name
Z = 1.96  # of a 95 % interval


def matched(wanted: Sequence[Made], rows: Sequence[Made], value: Callable[[Made, Made], float]) -> dict[int, int]:
    """Place among `wanted` -> place among `rows`, the best fit first, each row once; a value of 0 is no fit."""
    pairs = ((value(want, row), i, j) for i, want in enumerate(wanted) for j, row in enumerate(rows))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted((pair for pair in pairs if pair[0]), reverse=True):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def counted(wanted: Sequence[Made], rows: Sequence[Made], value: Callable[[Made, Made], float]) -> tuple[int, int, int]:
    """(right, wanted, made): optional rows of the gold are neither rewarded nor punished."""
    found = matched(wanted, rows, value)
    needed = {n for n, want in enumerate(wanted) if not want.get("optional")}
    right = len(needed & found.keys())
    return right, len(needed), right + len(rows) - len(found)


def interval(right: int, of: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927): few cases say little, also where all are right."""
    if not of:
        return 0.0, 1.0
    p, spread = right / of, Z * Z / of
    middle, reach = p + spread / 2, Z * (p * (1 - p) / of + spread / (4 * of)) ** 0.5
    low, high = (round((middle + sign * reach) / (1 + spread), 3) for sign in (-1, 1))
    return low, high


def accepted(want: Made, field: str) -> set[str]:
    """What a row has in a field, and what else it lets pass."""
    return {want[field], *want.get("alternatives", {}).get(field, [])}


def shared(a: AnySet[str], b: AnySet[str]) -> float:
    """Of all sides, the share that both name."""
    return len(a & b) / len(a | b) if a | b else 0.0


# ---------------------------------------------------------------- meetings


def same_meeting(want: Made, row: Made) -> float:
    """0 where it is another one; more, the better row fits."""
    sides = max(shared(set(some), set(row["parties"])) for some in groups(want))
    kinds, dates, said = accepted(want, "kind"), accepted(want, "date_start"), dated(row)
    manners = {manner(kind) for kind in kinds}
    when = any(day.startswith(said) or said.startswith(day) for day in dates)
    if sides < ENOUGH or manner(row["kind"]) not in manners or not when:
        return 0.0
    return sides + (row["kind"] in kinds) + (said in dates) + 0.1 * (not want.get("optional"))


def dated(row: Made) -> str:
    """The first day as precisely as the row knows it: 2023-02-06, 2023-02, 2023 or nothing."""
    return row["date_start"][: DIGITS.get(row["date_precision"], 0)]


def groups(want: Made) -> list[list[str]]:
    return [want["parties"], *want.get("alternatives", {}).get("parties", [])]


def manner(kind: str) -> str:
    return "remote" if kind in REMOTE else kind if kind == "summon" else "present"


# ---------------------------------------------------------------- people


def same_person(want: Made, person: Made) -> bool:
    """By surname, or by all words of the shorter name; whom the gold leaves unnamed, by the side."""
    a, b = words(want["name"]), words(person["name"])
    if not a:
        return want["country"] == person["country"]
    if not b:
        return False
    return a[-1].replace("h", "") == b[-1].replace("h", "") or set(a) <= set(b) or set(b) <= set(a)


def surname(name: str) -> str:
    return words(name)[-1] if words(name) else name


def words(name: str) -> list[str]:
    """Words of a name, however it is spelled: Mohamed Al-Sa'adi -> mohamed, saadi; Qalibaf, Galibaf -> ghalibaf."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("-", " ")
    *before, last = plain.split() or [""]
    kept = [re.sub("[^a-z]", "", word) for word in [*(w for w in before if w not in PARTICLES), last]]
    return [re.sub("^[qg]h?(?=a)", "gh", word) for word in kept if word]


# ---------------------------------------------------------------- events


def same_event(want: Made, row: Made) -> float:
    """0 where it is another one, else the share of the sides in their roles; of mutual acts, in either."""
    if row["event_type"] not in accepted(want, "event_type"):
        return 0.0
    (actors, recipients), (acting, receiving) = sides(want), sides(row)
    if want.get("reciprocal") or not recipients or want["event_type"] in MUTUAL:
        overlap = shared(actors | recipients, acting | receiving)
    else:
        overlap = min(shared(actors, acting), shared(recipients, receiving))
    return overlap if overlap >= ENOUGH else 0.0


def sides(event: Made) -> tuple[set[str], set[str]]:
    """Actors and recipients; all that are no countries count as one: a reader does not tell the UN from its agencies."""
    actors, recipients = (
        {code if len(code) == 3 else "ORG" for code in event[role]} for role in ("actor", "recipient")
    )
    return actors, recipients
