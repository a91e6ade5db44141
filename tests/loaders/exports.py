"""Files of several articles, as databases of newspapers write them; the articles are ours."""

import io

ARTICLES = [  # headline, source, day, byline, text
    (
        "Oman hosts Yemen talks",
        "Muscat Daily",
        "2024-05-06",
        "Salim Al-Harthy",
        "MUSCAT -- Omani Foreign Minister Badr Albusaidi received the Yemeni foreign minister in Muscat on Sunday, and the two "
        "spoke of prisoners.\n\nA second round will follow, the ministry said.",
    ),
    (
        "Kuwait's emir flies to Cairo",
        "Gulf Times",
        "2024-05-08",
        "Nour Khalil",
        "Kuwait's emir met Egyptian President Abdel Fattah al-Sisi in Cairo on Tuesday. The two leaders discussed trade, the "
        "palace said in a statement.",
    ),
    (
        "Iraq and Jordan sign power deal",
        "Jordan Times",
        "2024-05-13",
        "Rana Haddad",
        "Iraq's prime minister and Jordan's king signed an agreement on electricity in Amman on Sunday, officials from both "
        "countries said after the ceremony.",
    ),
]
MONTHS = {"05": "May"}


def english(day: str, weekday: bool = False) -> str:
    import datetime as dt

    on = dt.date.fromisoformat(day)
    return f"{on:%B} {on.day}, {on.year}" + (f" {on:%A}" if weekday else "")


def nexis() -> str:
    front = (
        "User Name: A Reader\nDate and Time: Thursday, June 20, 2024 10:10:00 AM\nJob Number: 123\n\nDocuments (3)\n\n"
    )
    front += "\n".join(f"{n}. {title}" for n, (title, *_) in enumerate(ARTICLES, 1)) + "\n\n"
    said = [
        f"{title}\n{source}\n{english(day, True)}\n\nCopyright 2024 {source} All Rights Reserved\n\nSection: WORLD; Pg. 3\n"
        f"Length: 54 words\nByline: {by}\nBody\n\n{text}\n\nLoad-Date: June 1, 2024\n\n\nEnd of Document\n\n"
        for title, source, day, by, text in ARTICLES
    ]
    return front + "".join(said)


def lexisnexis() -> str:
    said = [
        f"{' ' * 30}{n} of 3 DOCUMENTS\n\n\n{' ' * 20}{source}\n\n{' ' * 20}{english(day, True)}\n\n{title}\n\nBYLINE: {by}\n\n"
        f"SECTION: WORLD; Pg. 3\n\nLENGTH: 54 words\n\n\n{text}\n\nLOAD-DATE: June 1, 2024\n\nLANGUAGE: ENGLISH\n\n"
        f"Copyright 2024 {source}\n\n\n"
        for n, (title, source, day, by, text) in enumerate(ARTICLES, 1)
    ]
    return "".join(said)


def factiva() -> str:
    said = [
        f"{title}\nBy {by}\n54 words\n{int(day[-2:])} May 2024\n10:24\n{source}\nGTIM\nEnglish\n(c) 2024 {source}\n\n{text}\n\n"
        f"Document GTIM00002024{day[5:7]}{day[-2:]}ek56000{n}\n\n"
        for n, (title, source, day, by, text) in enumerate(ARTICLES, 1)
    ]
    return "".join(said) + "Search Summary\nText: emir or minister\n"


def factiva_coded() -> str:
    """The same by its two-letter fields."""
    fields = [
        {
            "HD": title, "BY": f"By {by}", "WC": "54 words", "PD": f"{int(day[-2:])} May 2024", "SN": source, "SC": "GTIM", "LA": "English",
            "CY": f"(c) 2024 {source}", "LP": text.partition("\n\n")[0], "TD": text.partition("\n\n")[2], "CO": "abc : Abc Ltd",
            "AN": f"Document GTIM00002024{day[5:7]}{day[-2:]}ek56000{n}",
        }
        for n, (title, source, day, by, text) in enumerate(ARTICLES, 1)
    ]  # fmt: skip
    return "".join(f"{code}\n{value}\n\n" for each in fields for code, value in each.items() if value)


def clippings() -> str:
    """Nothing but a headline, outlet and date over each."""
    said = [
        f"## {title}\n*{source}, {english(day)}*\nBy {by}\n\n{text}\n\n---\n"
        for title, source, day, by, text in ARTICLES
    ]
    return "\n".join(said)


def proquest() -> str:
    said = [
        f"____________________________________________________________\n\nDocument {n} of 3\n\n{title}\n\nAuthor: {by}\n\n"
        f"Publication info: {source}; Dubai [Dubai]. {int(day[-2:])} May 2024.\n\nProQuest document link\n\nFull text: {text}\n\n"
        f"Subject: Diplomacy\n\nPublication title: {source}\n\nPublication date: {english(day)}\n\nCopyright: 2024\n\n"
        for n, (title, source, day, by, text) in enumerate(ARTICLES, 1)
    ]
    return "".join(said)


def europresse() -> str:
    said = [
        f"{source}\nInternational, {int(day[-2:])} mai 2024 54 mots, p. 3\n\n{title}\nPar {by}\n\n{text}\n\n"
        f"© 2024 {source}. Tous droits réservés.\n\n"
        for title, source, day, by, text in ARTICLES
    ]
    return "".join(said)


def press_review() -> str:
    front = "PRESS REVIEW\nContents\n" + "\n".join(
        f"{n}. {title} ..... {n + 1}" for n, (title, *_) in enumerate(ARTICLES, 1)
    )
    said = [f"{title}\n{source}, {english(day)}\nBy {by}\n\n{text}\n" for title, source, day, by, text in ARTICLES]
    return front + "\n\n" + "\n".join(said)


def rtf(text: str) -> bytes:
    escaped = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)
    return ("{\\rtf1\\ansi\\ansicpg1252 " + escaped.replace("\n", "\\par\n") + "}").encode()


def docx(text: str) -> bytes:
    from docx import Document

    document, out = Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{part}</p>" for part in text.split("\n\n"))


def proquest_page() -> str:
    """As a page, with its details in a table under each text."""
    listed = "".join(f"<li>{title}</li>" for title, *_ in ARTICLES)
    said = [
        f"<div>Document {n} of 3</div><h2>{title}</h2><p><a href='x'>ProQuest document link</a></p><h3>FULL TEXT</h3>"
        f"{_paragraphs(text)}<h3>DETAILS</h3><table><tr><td>Subject:</td><td>Diplomacy</td></tr><tr><td>Author:</td><td>{by}"
        f"</td></tr><tr><td>Publication title:</td><td>{source}</td></tr><tr><td>Publication date:</td><td>{english(day)}</td>"
        "</tr><tr><td>Database:</td><td>ProQuest Central</td></tr></table>"
        for n, (title, source, day, by, text) in enumerate(ARTICLES, 1)
    ]
    return f"<html><head><title>ProQuest</title></head><body><h1>Contents</h1><ol>{listed}</ol>{''.join(said)}</body></html>"


def europresse_page() -> str:
    said = [
        f"<article><header><div><span>{source}</span></div><span>International, mercredi {int(day[-2:])} mai 2024 54 mots, p. 3"
        f"</span><div><p class='titreArticleVisu'>{title}</p></div><div>Par {by}</div></header><section><div>{_paragraphs(text)}"
        f"</div></section><div><small>© 2024 {source}. Tous droits réservés. Document protégé.</small></div><aside><div>Certificat "
        f"émis le <b>1 juin 2024</b> à Paris</div><div>news·{day.replace('-', '')}·GT·1</div></aside></article>"
        for title, source, day, by, text in ARTICLES
    ]
    return f"<html><body>{''.join(said)}</body></html>"
