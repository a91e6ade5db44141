"""Where two codings differ, as a CSV that spreadsheets open rightly: a row for each meeting, what both say of it, and
whether it was settled."""

import csv
import io
from collections.abc import Mapping

from lib.columns import guarded
from lib.measures.edits.agreement import COLUMNS, Comparison, said
from lib.schema import Made
from lib.wording.agreement import difference

NAMES = (*COLUMNS, "evidence")


def differences(found: Comparison, settled: Mapping[str, tuple[int, bool]]) -> bytes:
    """The CSV of what differs in a comparison, in UTF-8. settled: key of a difference -> (step, was theirs taken?), as
    `agreement.settled` gives it."""
    made = io.StringIO()
    file = csv.writer(made, lineterminator="\r\n")
    about = ("article_id", "title", "published", "url")
    file.writerow([*about, "difference", "settled", *(f"{who}_{name}" for name in NAMES for who in ("my", "their"))])
    for pair in found.differences:
        told = [_cell(row, name) for name in NAMES for row in (pair.mine, pair.theirs)]
        how = {None: "", False: "mine", True: "theirs"}[settled.get(pair.key, (0, None))[1]]
        known = [str(pair.article.get(name) or "") for name in about]
        file.writerow(map(guarded, [*known, difference(pair), how, *told]))
    return made.getvalue().encode("utf-8-sig")


def _cell(row: Made | None, name: str) -> str:
    if row is None:
        return ""
    value = row[name] if name == "evidence" else said(row, name)
    return ";".join(sorted(value)) if isinstance(value, frozenset) else str(value)
