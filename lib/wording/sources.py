"""Whose voice it is that tells, in words."""

from pandas import DataFrame, Series

from lib.measures.counts.sources import Voice, loudest
from lib.wording.names import in_text
from lib.wording.phrases import listing, plural


def told_by(most: Voice) -> str:
    """How many of the texts one side tells.

    >>> told_by(Voice("USA", 712, 759)), told_by(Voice("Al Jazeera", 20, 20))
    ('712 of 759 texts are the voice of one government, that of the United States', 'All 20 texts are from one publisher, Al Jazeera')
    """
    total = plural(most.total, "text")
    count = f"All {total}" if most.articles == most.total else f"{most.articles:,} of {total}"
    whose = (
        f"the voice of one government, that of {in_text(most.of)}"
        if most.official
        else f"from one publisher, {most.of}"
    )
    return f"{count} are {whose}"


def voice(sources: Series) -> str:
    """Whose voice most of the articles of these sources are, without a full stop; "" where most are nobody's."""
    most = loudest(sources)
    return told_by(most) if most else ""


def official(sources: Series) -> str:
    """The same of a government's voice alone, as the end of a note."""
    most = loudest(sources)
    return f"; {told_by(most)}" if most and most.official else ""


def besides(finding: str, code: str) -> str:
    """What is found without the state that tells most of it; `finding` is "" where nothing is left.

    >>> besides("Israel and Egypt met most often: 5 meetings", "USA")
    'Israel and Egypt met most often: 5 meetings, leaving out the United States, the source of most texts'
    """
    source = f"{in_text(code)}, the source of most texts"
    return f"{finding}, leaving out {source}" if finding else f"Nothing is counted here without {source}"


def offered(contents: DataFrame) -> str:
    """What there is to load: `contents` with the columns source and published (ISO day)."""
    first, last = (str(year)[:4] for year in (contents["published"].min(), contents["published"].max()))
    said = f"{plural(len(contents), 'text')} of {listing(contents['source'].value_counts().index)}, {first} to {last}"
    return ". ".join(filter(None, (said, voice(contents["source"]))))
