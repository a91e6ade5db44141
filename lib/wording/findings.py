"""What the charts find, in a sentence computed from the rows they draw.

Each takes the table that the chart of its name counts (lib/measures/counts/), with one row at least where nothing else is
said, and gives a sentence without a full stop.
"""

import pandas as pd

from lib.measures.counts import summaries
from lib.measures.counts.mediators import by_dyad
from lib.measures.counts.shares import change
from lib.measures.parameters import TABLE
from lib.schema import CODED, models
from lib.wording import names, sources, story
from lib.wording.phrases import capital, day, listing, month, more, number, period, plural, verb

Tables = dict[str, pd.DataFrame]
PEAK = 4  # meetings that make a month worth a title at least; our choice


def source(tables: Tables, milestones: pd.DataFrame | tuple[()] = ()) -> str:
    """Who the data are from; the chronology too, where `milestones` are drawn."""
    told = tables["articles"]["source"]
    outlets = [s for s in told.value_counts(sort=True).index if s]
    unnamed = int((told == "").sum())
    shown = listing(outlets, most=2)
    if unnamed and outlets:
        shown += f"; {unnamed:,} of no named source"
    coded = f"{plural(len(tables['articles']), 'article')}" + (f" ({shown})" if shown else "") + coded_by(tables)
    coded += sources.official(told)
    return f"{coded}; {chronology()}" if len(milestones) else coded


def chronology(*_: object) -> str:
    """Who the milestones are from."""
    return "chronology of milestones, compiled by Majlis"


def coded_by(tables: Tables) -> str:
    """Who read the rows, as the end of a note: ", coded by Majlis and llama3.1"."""
    read = (tables[name]["reader"] for name in CODED if "reader" in tables.get(name, ()))
    readers = {reader for column in read for reader in column.unique()}
    return f", coded by {listing(('Majlis', *models(readers)))}"


def timeline(meetings: pd.DataFrame, milestones: pd.DataFrame) -> str:
    """The month with most of the meetings that took place, else the newest of them, else that none is dated."""
    if meetings.empty and milestones.empty:
        return "No meeting held, and no milestone of the chronology"
    if meetings.empty:
        return f"{capital(plural(len(milestones), 'milestone'))} of the chronology, and no meeting that an article tells of as held"
    dated = meetings[meetings["date_start"].notna() & (meetings["status"] == "held")]
    if dated.empty:
        unknown = verb(len(meetings), "on an unknown day", "none of them known to have been held on a day")
        return f"{capital(plural(len(meetings), 'meeting'))}, {unknown}"
    by_month = dated["date_start"][dated["date_precision"] != "year"].dt.to_period("M").value_counts()
    if len(by_month) > 1 and by_month.iloc[0] > max(by_month.iloc[1], PEAK - 1):
        most, on = int(by_month.iloc[0]), by_month.index[0].start_time
        return f"{month(on)} has {number(most)} of {plural(len(dated), 'dated meeting')}, more than any other month"
    newest = story.meeting(dated.sort_values("date_start", kind="stable").iloc[-1], names.side)
    rest = more(len(meetings) - 1)
    return f"{newest}, and {rest}" if rest else newest


def kinds(counts: pd.DataFrame) -> str:
    first, total = counts.iloc[0], int(counts["meetings"].sum())
    if total == len(counts):
        return (
            f"{capital(plural(total, 'meeting'))}, each of its own kind"
            if total > 1
            else f"One meeting, a {names.label(first['kind'])}"
        )
    if len(counts) == 1:
        return f"{capital(plural(total, 'meeting'))}, all of one kind: {names.label(first['kind'])}"
    return f"{names.title(first['kind'])} is the most frequent kind: {int(first['meetings']):,} of {plural(total, 'meeting')}"


def roles(counts: pd.DataFrame) -> str:
    sums = counts.groupby("name")["meetings"].sum().sort_values(ascending=False, kind="stable")
    top = names.in_text(sums.index[0])
    if len(sums) == 1 or sums.iloc[0] == sums.iloc[1]:
        return capital(
            f"{plural(len(sums), 'actor')} set meetings up, {top} among them"
            if len(sums) > 1
            else f"{top} set up {plural(int(sums.iloc[0]), 'meeting')}"
        )
    return capital(f"{top} sets up the most meetings: {number(int(sums.iloc[0]))}")


def calendar(days: pd.DataFrame, year: int) -> str:
    busiest = days.sort_values(["meetings", "day"], ascending=[False, True]).iloc[0]
    if len(days) == 1 or busiest["meetings"] == 1:
        return f"In {year}, {plural(len(days), 'day')} {verb(len(days), 'has a meeting', 'have a meeting each')}" + (
            f": {day(busiest['day'])}" if len(days) == 1 else ""
        )
    return f"The busiest day of {year} was {day(busiest['day'])}, with {plural(int(busiest['meetings']), 'meeting')}"


def other_days(others: int) -> str:
    """How many meetings a calendar leaves out; "" where it holds all."""
    which, are = verb(others, "another year", "other years"), verb(others, "is", "are")
    return (
        f"{plural(others, 'meeting')} of {which}, or dated less precisely, {are} not on this sheet." if others else ""
    )


def left_out(meetings: pd.DataFrame) -> str:
    """Summits of many sides are in no network and no table of pairs."""
    crowded = summaries.crowded(meetings)
    are = verb(crowded, "is", "are")
    return f"{plural(crowded, 'meeting')} of more than {plural(TABLE, 'side')} {are} left out." if crowded else ""


def dyads(counts: pd.DataFrame) -> str:
    first, total = counts.iloc[0], len(counts)
    dyad = f"{names.in_text(first['a'])} and {names.in_text(first['b'])}"
    if total == 1:
        return f"One pair met: {dyad}"
    if first["meetings"] == counts.iloc[1]["meetings"]:
        return f"{capital(plural(total, 'pair'))} met, {dyad} among the most frequent"
    return capital(f"{dyad} met most often: {plural(int(first['meetings']), 'meeting')}")


def stepped(counts: pd.DataFrame) -> str:
    """The pair with the most milestones, and which way they led."""
    first = counts.iloc[0]
    dyad = f"{names.in_text(first['a'])} and {names.in_text(first['b'])}"
    total, closer = int(first["milestones"]), int(first["closer"])
    return capital(
        f"no pair has more milestones than {dyad}: {number(closer)} closer, {number(total - closer)} apart"
        if len(counts) > 1
        else f"{dyad} alone: {plural(total, 'milestone')}, {number(closer)} closer"
    )


def staged(counts: pd.DataFrame) -> str:
    """The most frequent step of the chronology, and the year that has most of it."""
    sums = counts.groupby("stage")["milestones"].sum()
    most = str(sums.idxmax())
    year = counts[counts["stage"] == most].iloc[0]
    total = f"{sums.max():,} of {plural(int(sums.sum()), 'milestone')}"
    return f"{names.title(most)} is the most frequent step: {total}, {year['milestones']:,} of them in {year['year']}"


def network(nodes: pd.DataFrame) -> str:
    top = nodes.sort_values(["degree", "meetings"], ascending=False).iloc[0]
    share = f"{number(int(top['degree']))} of the {plural(len(nodes) - 1, 'other')}"
    return capital(
        f"{names.in_text(top['id'])} stands in the middle: it met {share}"
        if len(nodes) > 2
        else f"{names.in_text(nodes['id'].iloc[0])} and {names.in_text(nodes['id'].iloc[-1])} met"
    )


def chronicled(nodes: pd.DataFrame) -> str:
    top = nodes.iloc[0]
    return capital(
        f"{names.in_text(top['id'])} is in the most milestones: {number(int(top['meetings']))}, with {plural(int(top['degree']), 'other')}"
    )


def people(nodes: pd.DataFrame) -> str:
    top = nodes.sort_values(["degree", "meetings"], ascending=False).iloc[0]
    return f"{top['id']} took part with {plural(int(top['degree']), 'other person', 'other people')}"


def places(parties: pd.DataFrame, places: pd.DataFrame, unit: str = "meetings") -> str:
    if places.empty:
        return f"{capital(plural(len(parties), 'side'))} took part; no text names a place"
    first = places.iloc[0]
    where, total = names.in_text(first["country"]), int(places["meetings"].sum())
    if len(places) == 1:
        return f"{capital(unit)} with a known place took place in {where}"
    if first["meetings"] == places.iloc[1]["meetings"]:
        return f"{plural(total, unit[:-1])} took place in {plural(len(places), 'country', 'countries')} the texts name, {where} among them"
    return f"More {unit} took place in {where} than anywhere else: {int(first['meetings'])} of {total} with a place"


def topics(counts: pd.DataFrame) -> str:
    first = counts.iloc[0]
    tied = counts.loc[counts["mentions"] == first["mentions"], "topic"]
    if len(tied) > 1:
        return f"{capital(listing(names.label(t) for t in tied[:3]))} come up most, {plural(int(first['mentions']), 'mention')} each"
    return f"{names.title(first['topic'])} comes up most: {int(first['mentions']):,} of {plural(int(counts['mentions'].sum()), 'mention')}"


def speakers(counts: pd.DataFrame) -> str:
    sums = counts.groupby("speaker")["topic"].nunique().sort_values(ascending=False, kind="stable")
    named = sums[[not names.nameless(str(name)) for name in sums.index]]  # "leaders" are nobody in particular
    first = named if len(named) else sums
    among = " of those with a name" if first.iloc[0] < sums.iloc[0] else ""
    return f"{capital(str(first.index[0]))} raises the most topics{among}: {number(int(first.iloc[0]))}"


def over_time(shares: pd.DataFrame, by: str) -> str:
    """The topic whose share of articles changes most from one month, quarter or year (`by`) to the next with enough
    articles. shares: as lib.measures.counts.shares.over_time gives them."""
    if shares["start"].nunique() == 1:
        return f"All topics come from one {by}: change over time needs more articles"
    if (found := change(shares)) is None:
        return f"No topic clearly gains or loses from one {by} to the next"
    topic, then, now = found
    before, after = (
        f"{100 * at['articles'] / at['of']:.0f}% of articles in {period(at['start'], by)}" for at in (then, now)
    )
    moved = "rose" if now["articles"] / now["of"] > then["articles"] / then["of"] else "fell"
    return f"{names.title(topic)} {moved} most: from {before} to {after}"


def together(counts: pd.DataFrame) -> str:
    first = counts.iloc[0]
    times = plural(int(first["occasions"]), "occasion")
    one, other = names.label(first["topic_a"]), names.label(first["topic_b"])
    if len(counts) == 1:
        return f"Only {one} comes up with {other}: on {times}"
    return f"No two topics come up together more than {one} with {other}: on {times}"


def contexts(rows: pd.DataFrame) -> str:
    """The phrase that is said most, where one is; each stands in the words around it."""
    often = rows["phrase"].str.casefold().value_counts()
    words = "in the words around it" if len(rows) == 1 else "each in the words around it"
    if often.iloc[0] == 1:
        return f"{capital(plural(len(rows), 'phrase'))}, {words}"
    most = rows["phrase"][rows["phrase"].str.casefold() == often.index[0]].iloc[0]
    return f"“{most}” is said most: {often.iloc[0]:,} of {plural(len(rows), 'phrase')}, {words}"


def actors(counts: pd.DataFrame) -> str:
    first = counts.iloc[0]
    known = first["actor_id"] in names.codes()
    called = names.in_text(first["actor_id"]) if known else first["name"]
    return capital(f"{called} is named most often: {plural(int(first['mentions']), 'time')}")


def counterparts(counts: pd.DataFrame, actor: str) -> str:
    other = names.in_text(counts.iloc[0]["name"])
    if len(counts) == 1:
        return capital(f"{actor} met {other}")
    if counts.iloc[0]["meetings"] == counts.iloc[1]["meetings"]:
        return capital(f"{actor} met {plural(len(counts), 'other')}, {other} among them")
    return capital(f"{actor} met {other} most")


def took_part(counts: pd.DataFrame) -> str:
    """Who took part most often, or how many did."""
    first = counts.iloc[0]
    if len(counts) == 1:
        return f"{first['name']} is the only one named: in {plural(int(first['meetings']), 'meeting')}"
    if first["meetings"] > counts.iloc[1]["meetings"]:
        return f"{first['name']} took part most often: in {plural(int(first['meetings']), 'meeting')}"
    return f"{capital(plural(len(counts), 'person', 'people'))} took part, {first['name']} among them"


def offices(terms: pd.DataFrame, actor: str) -> str:
    return f"{actor} has held {plural(len(terms), 'office')} known to the codebook"


def raised(counts: pd.DataFrame, actor: str) -> str:
    first = names.label(counts.iloc[0]["topic"])
    if len(counts) == 1:
        return capital(f"{actor} raises one topic: {first}")
    tied = counts.iloc[0]["mentions"] == counts.iloc[1]["mentions"]
    return capital(f"{actor} raises {plural(len(counts), 'topic')}, {first} {'among them' if tied else 'most'}")


def mediators(occasions: pd.DataFrame) -> str:
    """`occasions` as lib.measures.counts.mediators.occasions gives them."""
    counts = occasions["mediator"].value_counts()
    most = sorted(str(code) for code in counts.index[counts == counts.max()])
    times = plural(int(counts.max()), "occasion")
    if len(most) > 1:
        return capital(f"{listing(map(names.in_text, most), most=3)} mediated most often: {times} each")
    pairs = by_dyad(occasions[occasions["mediator"] == most[0]])
    pairs = pairs[pairs["actor_a"] != ""]
    above = pairs[pairs["occasions"] == pairs["occasions"].max()]
    between = ""
    if len(above) == 1:
        dyad = listing(map(names.in_text, above.iloc[0][["actor_a", "actor_b"]]))
        between = f", {'between' if len(pairs) == 1 else 'above all between'} {dyad}"
    what = "is the only mediator named" if len(counts) == 1 else "mediated most often"
    return capital(f"{names.in_text(most[0])} {what}: {times}{between}")
