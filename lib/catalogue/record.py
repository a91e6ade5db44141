"""What a chart is: one record, drawn by a page (lib/ui/explore/charts.py) and by a step of a story (lib/export/deck/views.py).

    KINDS = Chart(
        key="kinds",
        count=lambda tables, _: summaries.kinds(tables["occasions"]),
        finding=findings.kinds,
        figure=lambda counts: bars.ranked(counts, "meetings", "kind", unit="meetings"),
        how=HOW["bars"],
        empty="No meeting to count.",
    )

`count` makes a table, or several things in a tuple: what the finding and the figure are told, in this order. The
finding is the figure's title. The first table of it that has rows is the one beside the chart. Its columns `key` or `keys`
lead from each row to the sentences behind it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import pandas as pd

from lib.charts import theme
from lib.charts.theme import Figure
from lib.wording import findings, sources
from lib.wording.story import Words

Data = TypeVar("Data")  # what is counted: the tables by name, or what was measured of them (lib/catalogue/measured.py)
Settings = Mapping[str, str]
Tables = dict[str, pd.DataFrame]
HOW = {
    name: " ".join(text.split())
    for name, _, text in (
        part.partition("\n") for part in Path(__file__).with_name("how.md").read_text("utf-8").split("\n## ")[1:]
    )
}


@dataclass(frozen=True)
class Choice(Generic[Data]):
    """A control above a chart that sets `settings[key]`; there is none where it has one option or none. `options`: value ->
    what the reader sees. plays: a page shows them one after the other."""

    key: str
    label: str
    options: Callable[[Data], dict[str, str]]
    default: Callable[[Data], str]
    plays: bool = False


class Drawn(NamedTuple):
    """A chart of some data: what a page or a slide shows."""

    figure: Figure
    words: Words
    rows: pd.DataFrame
    how: str
    columns: list[str] | None
    whole: pd.DataFrame


def counts(*counted: object) -> pd.DataFrame:
    """The first table that has rows, else the first of all."""
    tables = [one for one in counted if isinstance(one, pd.DataFrame)]
    return next((table for table in tables if len(table)), tables[0])


@dataclass(frozen=True)
class Chart(Generic[Data]):
    """how: how to read it, as Markdown. columns: those its table shows, all if none are named. rows: what the table
    holds. whole: what the CSV holds, all that is drawn, where that is more. empty, why: what a page says instead where there are no rows; without `empty` nothing, and it draws
    nothing. bare: it is drawn also without rows. evidence: what of a story's data it counts (an attribute of
    lib.export.deck.story_data.Data). level: of its heading. others: where its finding is of sides, the same data without the
    state whose voice most of its texts are, and that state's code: it is the source, and no finding.
    """

    key: str
    count: Callable[[Data, Settings], tuple | pd.DataFrame]
    finding: Callable[..., str | Words]  # of what `count` makes, like all below
    figure: Callable[..., Figure]
    how: str | Callable[..., str]
    source: Callable[..., str] = lambda tables, *_: findings.source(tables)
    columns: list[str] | Callable[..., list[str]] | None = None
    rows: Callable[..., pd.DataFrame] = counts
    whole: Callable[..., pd.DataFrame] | None = None
    empty: str = ""
    why: str = ""
    bare: bool = False
    choice: Choice[Data] | None = None
    evidence: str = "rows"
    level: int = 2
    others: Callable[[Data], tuple[str, Data] | None] | None = None

    def draw(self, data: Data, settings: Settings) -> Drawn | None:
        """The chart of the data, None where there is nothing to draw. What `settings` do not say is chosen for them.
        MajlisError MJ607 where they ask for what is not there.

        >>> from lib.catalogue.meetings import KINDS
        >>> met = pd.DataFrame({"kind": ["visit", "visit", "phone_call"], "key": ["a", "b", "c"]})
        >>> articles = pd.DataFrame({"source": ["UrduPoint"]})
        >>> KINDS.draw({"occasions": met, "articles": articles}, {}).words.headline
        'Visit is the most frequent kind: 2 of 3 meetings'
        """
        if self.choice is not None:
            settings = {self.choice.key: self.choice.default(data), **settings}
        made = self.count(data, settings)
        counted = made if isinstance(made, tuple) else (made,)
        rows = self.rows(*counted)
        if rows.empty and not self.bare:
            return None
        words = self._found(data, settings) or self._words(*counted)
        figure = theme.headed(self.figure(*counted), words.headline, self.source(data, *counted))
        how = self.how(*counted) if callable(self.how) else self.how
        columns = self.columns(*counted) if callable(self.columns) else self.columns
        return Drawn(figure, words, rows, how, columns, self.whole(*counted) if self.whole else rows)

    def _words(self, *counted: object) -> Words:
        finding = self.finding(*counted)
        return finding if isinstance(finding, Words) else Words(finding)

    def _found(self, data: Data, settings: Settings) -> Words | None:
        """What is found beside the state that tells most of it; None where there is no such state, or it is asked for."""
        apart = self.others(data) if self.others else None
        if apart is None or apart[0] in settings.values():
            return None
        code, rest = apart
        made = self.count(rest, settings)
        counted = made if isinstance(made, tuple) else (made,)
        words = Words("") if self.rows(*counted).empty else self._words(*counted)
        return words._replace(headline=sources.besides(words.headline, code))
