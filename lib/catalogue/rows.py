"""The tables as charts count them: each row with a key that leads to its sentence, and with its article.

Beside the columns of lib/schema.py every row carries `key`, a short name of the row for clicks ("m12"); rows of coded
tables carry `source`, `published`, `title` and `language` of their article, meetings also `people` (the names of those who took
part), `occasion` and `outcome`. What charts count is a table of its own, `occasions`: one row a meeting that was held,
however many articles report it (lib/measures/occasions.py). So is the chronology, `milestones`, with the date columns of
a meeting.
"""

import pandas as pd

from lib.codebook import cached, located
from lib.measures.occasions import identified, occasions
from lib.measures.waves import chronology, curated
from lib.schema import CODED

LETTER = {"meetings": "m", "topics": "t", "actors": "a", "events": "e", "milestones": "c"}


def dressed(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Add to each of the five tables what charts and pages ask of every row, and the tables of occasions and milestones."""
    articles = tables["articles"].set_index("article_id", drop=False)
    articles = articles[~articles.index.duplicated(keep="last")]
    dressed = {"articles": articles}
    for name in CODED:
        table = tables[name]
        own = articles[["source", "published", "title", "language"]].take(
            articles.index.get_indexer(pd.Index(table["article_id"]))
        )
        keys = pd.Series([f"{LETTER[name]}{n}" for n in range(len(table))], name="key", dtype="str")
        dressed[name] = pd.concat([table.reset_index(drop=True), keys, own.reset_index(drop=True)], axis=1)
    dressed["meetings"]["people"] = [[p["name"] for p in row] for row in dressed["meetings"]["participants"]]
    dressed["meetings"] = identified(dressed["meetings"])
    dressed["occasions"] = occasions(dressed["meetings"])
    dressed["milestones"] = milestones()
    return dressed


@cached
def milestones() -> pd.DataFrame:
    """The curated chronology and the first days of wars, dated and placed like meetings (`date_end` inclusive), parties as a list,
    mediators as codes with a ; between. Nobody changes it in place."""
    table = curated.milestones().copy()
    table["date_start"] = table["first"]
    table["date_end"] = table["until"] - pd.Timedelta(days=1)
    table["date_precision"] = table["precision"].str.split("_").str[0]
    table["place_country"] = table["place"].str.lower().map(located()).fillna("")
    table["mediator"] = [";".join(map(chronology.code, told.split(";"))) for told in table["mediator"]]
    table["parties"] = [[a, b] for a, b in zip(table["actor_a"], table["actor_b"], strict=True)]
    table["key"] = [f"{LETTER['milestones']}{n}" for n in range(len(table))]
    table["source"] = "Chronology"
    return table.reset_index(drop=True)
