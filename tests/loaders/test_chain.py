"""Messages inside a message: the forwarded or answered article, with its own day, and the words around it set apart."""

from email.message import EmailMessage

import pytest

from lib.coder import code
from lib.loaders import load

SAID = "The sultan of Oman received the emir of Qatar in Muscat on Monday, the court said."
LONG = " ".join(["The desk has looked into this story and found that it holds in every detail but one."] * 4)


def mail(subject: str, plain: str = "", page: str = "") -> list:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = (
        subject,
        "A Desk <desk@paper.example>",
        "Fri, 06 Sep 2024 08:00:00 +0300",
    )
    if plain:
        message.set_content(plain)
    if page:
        (message.add_alternative if plain else message.set_content)(page, subtype="html")
    return list(load(bytes(message), "a.eml"))


FORWARDED = {
    "gmail": "For the file\n\n---------- Forwarded message ---------\nFrom: Wire <w@wire.example>\nDate: Wed, Apr 17, 2024 at 7:02 PM\n"
    f"Subject: Oman and Qatar\nTo: <desk@paper.example>\n\n\n{SAID}\n",
    "apple": "For the file\n\nBegin forwarded message:\n\n> From: Wire <w@wire.example>\n> Subject: Oman and Qatar\n"
    f"> Date: April 17, 2024 at 7:02:11 PM GMT+3\n> To: desk@paper.example\n> \n> {SAID}\n",
    "thunderbird": "For the file\n\n-------- Forwarded Message --------\nSubject: \tOman and Qatar\nDate: \tWed, 17 Apr 2024 19:02:11 +0300\n"
    f"From: \tWire <w@wire.example>\nTo: \tdesk@paper.example\n\n\n\n{SAID}\n",
    "outlook": f"For the file\n________________________________\nFrom: Wire\nSent: Wednesday, April 17, 2024 7:02 PM\nTo: Desk;\n Editor\nSubject: Oman and Qatar\n\n{SAID}",
    "in bold": f"For the file\n\n*From:* Wire [mailto:w@wire.example]\n*Sent:* Wednesday, April 17, 2024 7:02 PM\n*To:* Desk\n*Subject:* FW: Oman and Qatar\n\n{SAID}",
    "Spanish": f"For the file\n\nDe: Wire <w@wire.example>\nEnviado el: 17/04/2024 19:02\nPara: Desk\nAsunto: RV: Oman and Qatar\n\n{SAID}",
    "Russian": f"For the file\n\nОт: Wire <w@wire.example>\nОтправлено: 17.04.2024 19:02\nКому: Desk\nТема: Oman and Qatar\n\n{SAID}",
    "Arabic": f"For the file\n\nمن: Wire <w@wire.example>\nتاريخ الإرسال: 17/04/2024 19:02\nإلى: Desk\nالموضوع: Oman and Qatar\n\n{SAID}",
    "twice": "For the file\n\nFrom: A Desk\nSent: Thursday, April 18, 2024 9:00 AM\nTo: B\nSubject: FW: Oman and Qatar\n\nSee below\n\n"
    f"From: Wire\nSent: Wednesday, April 17, 2024 7:02 PM\nTo: A Desk\nSubject: Oman and Qatar\n\n{SAID}",
}  # fmt: skip


@pytest.mark.parametrize("by", FORWARDED)
@pytest.mark.parametrize("form", ["plain", "page"])
def test_a_forwarded_article_has_its_own_day_and_the_note_stands_beside_it(by, form):
    said = FORWARDED[by]
    lines = said.replace("> ", "").replace("&", "&amp;").replace("<", "&lt;").splitlines()
    [article] = mail("Fwd: Oman and Qatar", **({"plain": said} if form == "plain" else {"page": "<br>".join(lines)}))
    assert (article.title, article.published, article.source) == ("Oman and Qatar", "2024-04-17", "Wire")
    assert article.text == SAID
    assert article.left_out.startswith("For the file")
    [met] = code(article)["meetings"]
    assert (met["date_start"], met["evidence"]) == ("2024-04-15", SAID)


ANSWERED = {
    "Gmail": "On Wed, Apr 17, 2024 at 7:02 PM Wire <w@wire.example> wrote:",
    "Gmail, wrapped": "On Wed, Apr 17, 2024 at 7:02 PM Wire News from Muscat\n<w@wire.example> wrote:",
    "Apple, French": "Le 17 avr. 2024 à 19:02, Wire <w@wire.example> a écrit :",
    "Thunderbird, German": "Am 17.04.2024 um 19:02 schrieb Wire <w@wire.example>:",
}


@pytest.mark.parametrize("by", ANSWERED)
def test_an_answered_article_is_the_article_and_the_answer_stands_beside_it(by):
    [article] = mail(
        "Re: Oman and Qatar",
        f"That is wrong, they did not meet.\n\n{ANSWERED[by]}\n\n> {SAID}\n>> So they say.\n\n--\nA. Desk",
    )
    assert (article.text, article.title) == (SAID, "Oman and Qatar")
    assert article.source.startswith("Wire")
    assert article.published in ("2024-04-17", "")
    assert "wrong" in article.left_out
    assert "So they say." in article.left_out


def test_quotes_of_a_page_are_told_as_those_of_a_plain_message():
    page = f"<div>No.</div><div>On Wed, 17 Apr 2024 at 19:02, Wire &lt;w@wire.example&gt; wrote:<br></div><blockquote><p>{SAID}</p></blockquote>"
    [article] = mail("Re: Oman and Qatar", page=page)
    assert (article.text, article.published, article.left_out) == (SAID, "2024-04-17", "No.")


def test_a_letter_that_says_much_itself_is_an_article_too():
    first, second = mail("Fwd: Oman and Qatar", FORWARDED["gmail"].replace("For the file", LONG))
    assert (first.text, first.published, first.article_id) == (LONG, "2024-09-06", "a")
    assert (second.text, second.published, second.article_id) == (SAID, "2024-04-17", "a-2")


def test_a_quote_nobody_is_named_for_has_no_day():
    [article] = mail("Re: Oman and Qatar", f"Really?\n\n> {SAID}\n")
    assert (article.text, article.published, article.left_out) == (SAID, "", "Really?")


@pytest.mark.parametrize(
    "text",
    [
        f"{SAID}\n\n> as it was told\n\nNothing else is known of the visit.",
        "Date: 17 April 2024\n\nTo: all editors\n\nThe minister leaves tomorrow.",
        f"From: the palace in Muscat comes word of a visit.\n{SAID}",
        "He wrote at 19:02:\n\nThe talks go on.",
    ],
)
def test_a_letter_without_others_in_it_stays_whole(text):
    [article] = mail("Oman and Qatar", text)
    assert (article.text.strip(), article.published, article.left_out) == (text, "2024-09-06", "")


def test_a_plain_part_that_only_says_where_to_read_gives_way_to_the_page():
    page = f"<html><body><style>p {{color: red}}</style><h1>Oman and Qatar</h1><p>{SAID}</p><p>{LONG}</p></body></html>"
    [article] = mail("Oman and Qatar", "Is this unreadable? See https://wire.example/1", page)
    assert SAID in article.text
    [article] = mail("Oman and Qatar", f"{SAID}\n\n{LONG}\n", page)
    assert article.text.strip() == f"{SAID}\n\n{LONG}"


def test_a_day_that_reads_two_ways_is_asked_for_in_an_answer_too():
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = (
        "Re: Oman",
        "A <a@b.example>",
        "Fri, 06 Sep 2024 09:00:00 +0000",
    )
    message.set_content(f"No.\n\nAm 06.03.2024 um 19:02 schrieb Wire <w@wire.example>:\n\n> {SAID}\n")
    article, told = load(message.as_bytes(), "a.eml")
    assert (article.published, told.code) == ("", "MJ138")
