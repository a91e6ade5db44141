"""Texts that no honest writer sends, of any length: one thing said again and again, or ever another of its kind."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path

from lib.codebook import rows
from lib.codebook.languages import CalendarWord, NativeName, NativePerson, NativeTitle
from lib.codebook.records import Country, MeetingCue, Organization, Place, Tenure, Title, TopicPhrase

Part = Callable[[int], str]  # the part of a text with this number, from 0

ARTICLES = Path(__file__).parents[1] / "coder" / "articles"
GIVEN = ("Karim", "Leila", "Omar", "Nadia", "Tariq", "Salma", "Hassan", "Rana", "Yusuf", "Mona", "Adel")
SYLLABLES = ("ba", "ri", "no", "ke", "su", "ta", "mi", "zo", "la", "de", "fu", "ga", "hi")
MONTHS = ("January", "March", "May", "July", "August", "October", "December")
TITLES = ("Foreign Minister", "President", "Defence Minister", "Crown Prince", "Special Envoy", "Ambassador")


def word(number: int) -> str:
    """A made-up word, another for each number."""
    made = ""
    while number or not made:
        number, digit = divmod(number, len(SYLLABLES))
        made += SYLLABLES[digit]
    return made


def person(number: int) -> str:
    """A made-up person, another for each number."""
    return f"{GIVEN[number % len(GIVEN)]} {word(number + 170).capitalize()}"


def day(number: int) -> str:
    """A day, 28 a month and twelve months a year."""
    return f"{1 + number % 28} {MONTHS[number // 28 % len(MONTHS)]} {1990 + number // 196 % 40}"


@cache
def known(record: type, field: str = "name") -> list[str]:
    """What the codebook calls the things of such a record."""
    return sorted({str(getattr(row, field)) for row in rows(record)})


def nth(values: Callable[[], list[str]]) -> Part:
    """One after the other, and from the beginning again."""
    kept = cache(values)
    return lambda number: kept()[number % len(kept())]


country = nth(lambda: known(Country))
demonym = nth(lambda: sorted({name for row in rows(Country) for name in row.demonyms}))
capital = nth(lambda: sorted({name for row in rows(Country) for name in row.capital}))
organization = nth(lambda: known(Organization))
place = nth(lambda: known(Place))
leader = nth(lambda: known(Tenure))
title = nth(lambda: known(Title, "phrase"))
topic = nth(lambda: known(TopicPhrase, "phrase"))
cue = nth(lambda: sorted({words for row in rows(MeetingCue) for words in row.cue}))
release = nth(lambda: [path.read_text("utf8") for path in sorted(ARTICLES.glob("*.txt"))])
nation = nth(lambda: [name for name in known(Country) if "(" not in name][:40])
paired = nth(lambda: [name for name in known(Country) if "(" not in name][:150])


def told(number: int) -> str:
    """A sentence of a meeting on a day of its own."""
    return f"{nation(number)} met {nation(number // 40 + number + 1)} in {capital(number)} on {day(number)}."


def one_changed(number: int) -> str:
    """The same paragraph, one word of it another each time."""
    return (
        f"Egypt's foreign minister met his Jordanian counterpart in Cairo on Sunday to discuss {word(number)} and "
        "the situation in Gaza, and said that talks between the two sides would go on next week in Amman.\n\n"
    )


# What is said again and again: a text, or the part of a number.
PARTS: dict[str, str | Part] = {
    **{f"{name} alone": mark for name, mark in {
        "letter": "a", "capital": "A", "digit": "7", "dot": ".", "comma": ",", "semicolon": ";", "colon": ":", "hyphen": "-",
        "long dash": "—", "question mark": "?", "exclamation mark": "!", "ellipsis": "…", "apostrophe": "'", "quotation mark": '"',
        "opening quote": "“", "closing quote": "”", "opening bracket": "(", "closing bracket": ")", "square bracket": "[",
        "closing square bracket": "]", "angle bracket": "<", "hash": "#", "star": "*", "underscore": "_", "backslash": "\\",
        "slash": "/", "pipe": "|", "at sign": "@", "space": " ", "no-break space": "\u00a0", "tab": "\t", "line break": "\n",
        "carriage return": "\r", "line separator": "\u2028", "form feed": "\f", "zero-width space": "\u200b",
        "direction mark": "\u202e", "combining mark": "\u0301", "accented letter": "é", "dotted capital": "İ", "Arabic letter": "م",
        "Chinese sign": "中", "emoji": "🙂", "flag": "🇮🇷", "replacement character": "\ufffd", "full-width stop": "。",
    }.items()},
    **{f"{name} and space": mark for name, mark in {
        "letter": "a ", "capital": "A ", "initial": "A. ", "digit": "7 ", "numeral": "1,000.50 ", "dot": ". ", "comma": ", ",
        "colon": ": ", "dash": "— ", "hyphen": "- ", "quotation mark": '" ', "apostrophe": "' ", "brackets": "() ",
        "spaced dots": ". . . ", "dots and letter": "...a ", "abbreviation": "U.S. ", "doctor": "Dr. ", "zero-width": "a\u200b ",
        "hyphenated": "al-", "particle": "Al bin ", "bullet": "• ", "numbered bullet": "1. ", "e-mail quote": "> ", "escaped": "\\# ",
        "possessive": "Iran's ", "capitals": "IRAN ", "name in dots": "A.B.C. ",
    }.items()},
    # words
    "the": "the ", "and": "and ", "said": "said ", "he said": "he said ", "said that": "said that he said that ",
    "met": "met ", "met with": "met with ", "to meet": "to meet ", "talks": "talks ", "of the": "of the ", "will": "will ",
    "on Sunday": "on Sunday ", "today": "today ", "May": "May ", "the day after": "the day after ",
    "two days later": "two days later ", "months": lambda n: f"{MONTHS[n % 7]} ", "days": lambda n: f"{day(n)}, ",
    "ranges": lambda n: f"{n % 28 + 1} to {n % 28 + 1} ", "years": lambda n: f"in {1950 + n % 140} ", "numbers": lambda n: f"{n} ",
    "if": "if ", "not": "not ", "who": ", who ", "which": ", which was ", "made-up words": lambda n: f"{word(n)} ",
    "made-up capitals": lambda n: f"{word(n).capitalize()} ", "joined words": lambda n: f"{word(n)}-",
    "addresses": lambda n: f"https://example.org/{word(n)} ", "mail addresses": lambda n: f"{word(n)}@example.org ",
    "tags": lambda n: f"<b>{word(n)}</b> ", "unclosed tags": lambda n: f"<a {word(n)} ", "links": lambda n: f"[{word(n)}](https://e.org) ",
    "unclosed links": "[a](https://e", "emphasis": "**a** ", "hashtags": lambda n: f"#{word(n)} @{word(n + 1)} ",
    # what the codebook knows
    "one name": "Antonio Guterres ", "one country": "Iran ", "one title": "Foreign Minister ", "ambiguous": "Jordan ", "Georgia": "Georgia, ",
    "Georgians": "Georgia met Georgia. ", "countries": lambda n: f"{country(n)}, ", "demonyms": lambda n: f"{demonym(n)} ",
    "capitals of the world": lambda n: f"{capital(n)} ", "organizations": lambda n: f"{organization(n)}, ",
    "places": lambda n: f"in {place(n)}, ", "leaders": lambda n: f"{leader(n)}, ", "titles": lambda n: f"{title(n)} ",
    "topics": lambda n: f"{topic(n)} ", "cues": lambda n: f"{cue(n)} ", "offices of offices": "Foreign Minister of ",
    "advisers": "adviser to the ", "offices of states": lambda n: f"{TITLES[n % 6]} of {country(n)} ",
    "states of offices": lambda n: f"{country(n)}'s {TITLES[n % 6]} ", "spelled out": lambda n: f"United Nations ({organization(n)}) ",
    "(UN)": "Big Body of the World (UN) ", "Secretary": "Secretary General of the Council of the ", "counterparts": "his counterpart, ",
    "his counterpart met": "The president met his counterpart. ", "the minister": "The minister said the minister said so. ",
    # lists of names
    "names by comma": lambda n: f"{person(n)}, ", "names by and": lambda n: f"{person(n)} and ",
    "names by semicolon": lambda n: f"{person(n)}; ", "names by line": lambda n: f"{person(n)}\n",
    "names by paragraph": lambda n: f"{person(n)}\n\n", "names in sentences": lambda n: f"{person(n)} said so. ",
    "one surname": lambda n: f"{GIVEN[n % 11]}{word(n)} Haddad said so. ", "titled names": lambda n: f"President {word(n + 9).capitalize()}, ",
    "titled names by line": lambda n: f"- {TITLES[n % 6]} {person(n)}\n", "names with office": lambda n: f"{person(n)}, {TITLES[n % 6]} of {country(n)}, ",
    "names with offices": lambda n: f"{person(n)}, the {demonym(n)} {TITLES[n % 6].lower()}; ", "bare names": lambda n: f"{word(n + 170).capitalize()} met {word(n + 99).capitalize()}. ",
    "who met whom": lambda n: f"{person(n)} met {person(n + 1)}. ", "presidents who met": lambda n: f"President {person(n)} of {nation(n)} met President {person(n + 1)} of {nation(n + 1)}. ",
    "ministers of one state": lambda n: f"Iran's foreign minister {person(n)} met Oman's foreign minister {person(n + 1)}. ",
    "princes": lambda n: f"Prince {word(n + 9).capitalize()} of Qatar said so. ", "officials": "Iranian officials, Omani officials and ",
    # sentences
    "tiny sentences": "He met. ", "small words": "A b. ", "one sentence": "Iran met Oman in Muscat. ", "meetings on days": lambda n: f"Iran met Oman on {day(n)}. ",
    "meetings": lambda n: f"{told(n)} ", "meetings by line": lambda n: f"{told(n)}\n\n", "planned": lambda n: f"Iran will meet {nation(n)} on {day(n)}. ",
    "visits": lambda n: f"The president of {nation(n)} visited {nation(n + 7)} and {nation(n + 9)}. ", "calls": lambda n: f"Iran held a phone call with {nation(n)} on {day(n)}. ",
    "meetings by comma": lambda n: f"Iran met {nation(n)} on {day(n)}, ", "meetings by and": lambda n: f"Iran met {nation(n)} and ",
    "talks of many": lambda n: f"Talks between Iran's foreign minister {person(n)} and Oman's foreign minister {person(n + 1)} began. ",
    "met in places": lambda n: f"met in {capital(n)}, ", "calendar": lambda n: f"on {day(n)} Iran and Oman met in {capital(n)}, ",
    "talks between": lambda n: f"talks between {nation(n)} and {nation(n + 3)}, ", "rounds": "Iran and Oman held talks. A second round followed in Muscat in May. ",
    "mediated": "talks mediated by Oman, ", "Did it?": "Did Iran meet Oman? ", "they met": "Iran and Oman spoke. They met on Sunday. ",
    "in the city": "The king of Jordan was in the city. ", "he spoke": "Then he spoke with the king. ", "its own summit": "The summit of Iran, Oman and Iraq is to be held. ",
    "attended": lambda n: f"Iran met Oman. The meeting was attended by {person(n)}. ", "attended by many": lambda n: f"The meeting was attended by Iran's {person(n)}. ",
    "condemned": lambda n: f"{nation(n)} condemned {nation(n + 3)} on {day(n)}. ", "accused by and": lambda n: f"{nation(n)} accused {nation(n + 3)} and ",
    "said that he": lambda n: f"{person(n)} said that {nation(n)} said that ", "and talks": "and the talks and the meeting and the visit ",
    "according to": lambda n: f"according to {nation(n)}, ", "nested relative": ", who met the minister who met the president ",
    # layout
    "questions": "Q: Did they meet?\n", "answers": "A: Yes.\n", "Q": "Q:\n", "Q in a line": "Q: ", "Q and A": "Q: Will Iran meet Oman?\nA: They met on Sunday.\n\n",
    "labels": lambda n: f"MR. {word(n + 170).upper()}: We met Iran.\n", "labels alone": lambda n: f"{word(n + 170).upper()}: Yes.\n",
    "quotes": '"We met Iran," he said. ', "nested quotes": "\"'", "opened quotes": '"We met Iran. ', "nested brackets": "(a (", "bracketed": "(Iran (Oman)) ",
    "datelines": lambda n: f"{capital(n).upper()}, {MONTHS[n % 7]} {n % 28 + 1} (Xinhua) -- Iran and Oman held talks on Sunday.\n\n",
    "headlines": lambda n: f"Iran Meets {nation(n)}\n\n", "bullets": lambda n: f"• Iran met {nation(n)}\n", "numbered": lambda n: f"{n}. Iran met {nation(n)}\n",
    "short lines": "a\n", "blank lines": "a\n\n", "table": lambda n: f"{nation(n)} | {day(n)} | {n} |\n", "tabbed": lambda n: f"{nation(n)}\t{day(n)}\t{n}\n",
    "mail": lambda n: f"> > On {day(n)}, {person(n)} wrote:\n", "live blog": lambda n: f"{n % 24:02}:{n % 60:02} GMT\n\nIran met {nation(n)}.\n\n",
    "bylines": lambda n: f"By {person(n)}\n", "dated lines": lambda n: f"{day(n)}\n", "page furniture": "Read more: Follow us on Twitter\n", "wrapped": "and Iran met\n",
    "mixed scripts": "Iran met عمان 阿曼 Оман İran. ", "combined": "I\u0301ra\u0301n met O\u0301man. ", "hidden": "Ir\u200ban met O\u200bman. ", "accents": "Érdoğan met Ñandú. ",
    "pairs": lambda n: f"{paired(n)} met {paired(n // 150 + n + 1)}. ",
    "one word changed": one_changed, "press releases": lambda n: f"{release(n)}\n\n",
}  # fmt: skip


def native(language: str) -> dict[str, Part]:
    """What is said in another language: its names, offices and months, in an order nobody writes."""
    blank, stop = ("", "。") if language == "zh" else (" ", ". ")
    country = nth(lambda: [form for row in rows(NativeName, language) if row.kind == "country" for form in row.forms])
    person = nth(lambda: [form for row in rows(NativePerson, language) for form in row.forms])
    office = nth(lambda: [form for row in rows(NativeTitle, language) for form in row.forms])
    month = nth(
        lambda: [w for row in rows(CalendarWord, language) if row.unit == "month" for w in row.forms] or ["5月"]
    )

    def on_day(number: int) -> str:
        day, year = number % 28 + 1, 1990 + number % 40
        return f"{year}年{month(number)}{day}日" if language == "zh" else f"{day} {month(number)} {year}"

    return {
        "people and days": lambda n: f"{person(n)}{blank}{on_day(n)}{stop}",
        "offices and days": lambda n: f"{office(n)}{blank}{country(n)}{blank}{on_day(n)}{stop}",
    }


OPENING = (
    "The foreign ministers of Iran and Oman met in Muscat on Sunday, and that was what they said to the press.\n\n"
)


def text(part: str | Part, length: int, opening: str = OPENING) -> str:
    """So many characters of it, after a sentence that makes the text English."""
    parts = (part(number) for number in count()) if callable(part) else repeated(part)
    return (opening + "".join(until(parts, length)))[:length]


def repeated(part: str) -> Iterator[str]:
    while True:
        yield part


def until(parts: Iterator[str], length: int) -> Iterator[str]:
    """Parts until they have so many characters together."""
    while length > 0:
        part = next(parts)
        length -= len(part)
        yield part
