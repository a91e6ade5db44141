"""Who meets whom as a network: nodes, edges, and places on the plane that stay put.

The layout is a force model (Fruchterman and Reingold 1991) from starting points computed from each name, with
no randomness: the same data give the same picture, and a new meeting moves the others little.
"""

import math
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from itertools import combinations

import numpy as np
import pandas as pd
from pandas import DataFrame

from lib.measures.parameters import TABLE

MOST = 60  # nodes that can still be read
ROUNDS = 220
EVEN = 0.9  # how far the places are evened out, 0 to 1
CLEARED = 12  # nodes whose names should have room on a phone
# Of the force model, all chosen by eye; lengths in radii of the plane:
IDEAL = 1.4  # length of an edge, over the square root of the number of nodes
INWARD = 1.2  # pull towards the middle, so that separate groups stay in sight
STRIDE = 0.12  # longest move of a node in the first round; it shrinks to nothing
APART, CLEAR_APART = 1.3, 2.6  # least distance of two nodes, and of one that is cleared, over the same root
WIDE = 0.7  # how much of a distance to the side counts: names are wide
PUSHES = 60  # rounds of pushing apart, at most

Network = tuple[DataFrame, DataFrame]  # nodes, edges


def sides(meetings: DataFrame) -> Network:
    """Network of countries and organizations: nodes (id, kind, degree, meetings, keys, x, y), edges (a, b, meetings, keys)."""
    kinds = {c: "organization" if c.startswith("ORG:") else "country" for row in meetings["parties"] for c in row}
    return _network(meetings["parties"], meetings["key"], kinds)


def people(meetings: DataFrame) -> Network:
    """The same of the people who took part together."""
    named = [[n for n in row if n] for row in meetings["people"]]  # of some only the office is known
    return _network(named, meetings["key"], dict.fromkeys((n for row in named for n in row), "person"))


def milestones(rows: DataFrame) -> Network:
    """The same of the chronology: dyads with their milestones; edges also `closer`, how many of them led closer."""
    nodes, edges = sides(rows)
    sign = dict(zip(rows["key"], rows["direction"], strict=True))
    edges["closer"] = [sum(sign[k] == "+" for k in keys.split()) for keys in edges["keys"]]
    return nodes, edges


def in_year(rows: DataFrame, year: int, count: Callable[[DataFrame], Network]) -> Network:
    """What `count` (one of the three above) finds among the rows that are dated to this year, on the places that the network
    of all rows has: its nodes are all there, those that met nobody with 0 meetings."""
    nodes = count(rows)[0]
    own, edges = count(rows[(rows["date_start"].dt.year == year) & (rows["date_end"].dt.year == year)])
    counts = own.set_index("id")[["degree", "meetings", "keys"]].reindex(nodes["id"])
    counts = counts.fillna({"degree": 0, "meetings": 0, "keys": ""}).astype({"degree": int, "meetings": int})
    known = edges["a"].isin(nodes["id"]) & edges["b"].isin(nodes["id"])
    return nodes.assign(
        degree=counts["degree"].to_numpy(), meetings=counts["meetings"].to_numpy(), keys=counts["keys"].to_numpy()
    ), edges[known].reset_index(drop=True)


def _network(groups: Iterable[Iterable[str]], keys: Iterable[str], kinds: dict[str, str]) -> Network:
    met: dict[str, list[str]] = {}
    joint: dict[tuple[str, str], list[str]] = {}
    for members, key in zip(groups, keys, strict=True):
        several = sorted(set(members))
        if not 2 <= len(several) <= TABLE:
            continue
        for one in several:
            met.setdefault(one, []).append(key)
        for dyad in combinations(several, 2):
            joint.setdefault(dyad, []).append(key)
    first = sorted(met, key=lambda n: (-len(met[n]), n))[:MOST]
    inside = set(first)
    joint = {dyad: keys for dyad, keys in joint.items() if inside.issuperset(dyad)}
    joined = {n for dyad in joint for n in dyad}
    shown = [n for n in first if n in joined]  # who met only such as are not shown would stand there alone
    degree = dict.fromkeys(shown, 0)
    for a, b in joint:
        degree[a] += 1
        degree[b] += 1
    nodes = pd.DataFrame(
        [(n, kinds[n], degree[n], len(met[n]), " ".join(met[n])) for n in shown],
        columns=["id", "kind", "degree", "meetings", "keys"],
    )
    edges = pd.DataFrame(
        [(a, b, len(k), " ".join(k)) for (a, b), k in joint.items()], columns=["a", "b", "meetings", "keys"]
    )
    nodes[["x", "y"]] = layout(shown, edges)
    return nodes, edges


def layout(names: list[str], edges: DataFrame) -> np.ndarray:
    """Places of the nodes, the most frequent first: an array (nodes, 2), most of it within -1 and 1; the same for the
    same nodes and edges."""
    if not names:
        return np.zeros((0, 2))
    index = {name: n for n, name in enumerate(names)}
    a, b = (tuple(edges[end].map(index)) for end in "ab")
    return _placed(tuple(names), a, b, tuple(edges["meetings"])).copy()


@lru_cache(maxsize=64)
def _placed(
    names: tuple[str, ...], ends: tuple[int, ...], others: tuple[int, ...], meetings: tuple[int, ...]
) -> np.ndarray:
    """The layout, kept: a page is drawn many times of the same data. Edge n joins ends[n] and others[n]."""
    place = np.array([_start(name) for name in names])
    a, b = np.array(ends, int), np.array(others, int)
    degree = np.bincount(np.concatenate([a, b]), minlength=len(names)).astype(float)
    pull = np.log1p(np.array(meetings, float)) / np.sqrt(degree[a] * degree[b]) if len(a) else np.zeros(0)
    ideal = IDEAL / np.sqrt(len(names))
    for step in range(ROUNDS):
        gap = place[:, None] - place[None, :]
        far = np.maximum(np.hypot(gap[..., 0], gap[..., 1]), 1e-3)
        move = (gap * (ideal**2 / far**2)[..., None]).sum(axis=1)
        along = place[a] - place[b]
        force = along * (np.hypot(along[:, 0], along[:, 1]) * pull / ideal)[:, None]
        np.subtract.at(move, a, force)
        np.add.at(move, b, force)
        move -= place * ideal * INWARD
        size = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)[:, None]
        place += move / size * np.minimum(size, STRIDE * (1 - step / ROUNDS))
    return _spread(_even(place))


def _even(place: np.ndarray) -> np.ndarray:
    """The same order from left to right and from bottom to top, more evenly: the crowd in the middle gets the room of
    the empty rim. Each coordinate is part place, part rank, within -1 and 1."""
    middle, reach = (place.max(axis=0) + place.min(axis=0)) / 2, np.maximum(np.ptp(place, axis=0) / 2, 1e-9)
    rank = place.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    return (1 - EVEN) * (place - middle) / reach + EVEN * (2 * rank / max(len(place) - 1, 1) - 1)


def _spread(place: np.ndarray) -> np.ndarray:
    """Push apart nodes that would cover each other, and clear the first ones, of most meetings, for their names."""
    first = np.arange(len(place)) < CLEARED
    least = np.where(first[:, None] | first[None, :], CLEAR_APART, APART) / np.sqrt(len(place))
    for _ in range(PUSHES):
        gap = place[:, None] - place[None, :]
        far = np.hypot(WIDE * gap[..., 0], gap[..., 1])
        np.fill_diagonal(far, np.inf)
        near = np.maximum(least - far, 0) / np.maximum(far, 1e-6)
        if not near.any():
            break
        place = place + (gap * near[..., None]).sum(axis=1) / 2
    return place


def _start(name: str) -> tuple[float, float]:
    """A point in the unit disc that belongs to the name."""
    digest = sha256(name.encode()).digest()
    turn = int.from_bytes(digest[:4], "big") / 2**32 * 2 * math.pi
    reach = math.sqrt(int.from_bytes(digest[4:8], "big") / 2**32)
    return reach * math.cos(turn), reach * math.sin(turn)
