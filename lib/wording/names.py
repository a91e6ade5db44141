"""Readers' names for the codes in the tables."""

from __future__ import annotations

import csv
from functools import cache

from lib.paths import CODEBOOK

SPECIAL = {
    "phone_call": "phone call",
    "video_meeting": "video meeting",
    "state_visit": "state visit",
    "summon": "summons",
    "other": "other contact",
    "bilateral_ties": "bilateral ties",
    "trade_energy": "trade and energy",
    "belt_road": "Belt and Road",
    "security_defence": "security and defence",
    "gaza_palestine": "Gaza and Palestine",
    "syria": "Syria",
    "yemen": "Yemen",
    "lebanon": "Lebanon",
    "iraq": "Iraq",
    "brics_sco": "BRICS and SCO",
    "sovereignty_noninterference": "sovereignty, non-interference",
    "consular_ambassadors": "consular, ambassadors",
    "culture_religion": "culture and religion",
}


@cache
def codes() -> dict[str, str]:
    """Code -> name of every country and organization of the codebook."""
    names: dict[str, str] = {}
    for file in ("countries.csv", "organizations.csv"):
        with (CODEBOOK / file).open(encoding="utf-8", newline="") as lines:
            names.update({row["code"]: row["name"] for row in csv.DictReader(lines)})
    return names


def side(code: str) -> str:
    """Iran for IRN; a code the codebook does not hold stays as it is, without its prefix."""
    return codes().get(code) or code.removeprefix("ORG:")


@cache
def _definite() -> frozenset[str]:
    with (CODEBOOK / "definite.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines))


def in_text(code: str) -> str:
    """The name as it stands in a sentence: the United States, Iran."""
    name = side(code)
    return f"the {name}" if _definite().intersection(name.split()) and not name.startswith("The ") else name


def sides(several: list[str]) -> str:
    """China, Iran."""
    return ", ".join(side(code) for code in several)


def label(code: str) -> str:
    """The words for a kind, topic, stage or status: phone call for phone_call."""
    return SPECIAL.get(code, code.replace("_", " "))


def title(code: str) -> str:
    """The same with a capital: Phone call."""
    words = label(code)
    return words[:1].upper() + words[1:]
