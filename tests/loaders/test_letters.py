"""Letters arrive as they were meant, in whatever encoding or form they come."""

import json
import unicodedata

import pytest

from lib.coder import code
from lib.loaders import load
from lib.loaders.mending import mended

SAID = {
    "cp1250": [
        "Předseda vlády dnes v Praze přijal jordánského krále a jednal s ním o příměří v Gaze, řekl mluvčí úřadu.",
        "Wicepremier rozmawiał w Kairze z egipskim ministrem o pomocy humanitarnej i współpracy między państwami.",
        "A török elnök szerdán Budapesten tárgyalt a magyar miniszterelnökkel az energiáról és a két ország viszonyáról.",
        "Slovak envoy Ľubomír Šťastný met Oman's foreign minister in Muscat on Monday.",
    ],
    "cp1251": ["Глава МИД Египта провёл в Каире переговоры со своим турецким коллегой, сообщило министерство."],
    "cp1252": [
        "Le roi a reçu à Rabat l’émir du Qatar; ils ont évoqué la coopération économique, a déclaré le porte-parole.",
        "Der König empfing in Amman den österreichischen Außenminister, hieß es; später äußerte er sich zurückhaltend.",
        "Envoys François Müller and José Ibáñez met “in good faith” – the emir’s words – in Doha.",
    ],
    "cp1253": ["Ο πρωθυπουργός συνάντησε στο Κάιρο τον πρόεδρο της Αιγύπτου και συζήτησαν για την ενέργεια."],
    "cp1254": [
        "Cumhurbaşkanı, Mısır Dışişleri Bakanı ile İstanbul'da görüştü; iki ülke arasındaki ticaret ele alındı.",
        "Turkish foreign ministers Mevlüt Çavuşoğlu and Yaşar Yakış were in Doha on Sunday.",
    ],
    "cp1255": ["ראש הממשלה שוחח אתמול עם נשיא מצרים על המצב ברצועת עזה ועל שחרור החטופים."],
    "cp1256": ["استقبل أمير قطر في الدوحة وزير الخارجية التركي وبحثا تطورات الأوضاع في غزة."],
    "koi8_r": ["Президент Ирана принял в Тегеране министра иностранных дел России и обсудил с ним положение в Сирии."],
    "gb18030": ["伊朗外交部长周二在北京会见了沙特外交大臣，双方就地区局势交换了意见。"],
    "cp1257": ["Lietuvos užsienio reikalų ministras Kaire susitiko su Egipto kolega ir aptarė padėtį Gazos Ruože."],
}


@pytest.mark.parametrize(("page", "said"), [(page, said) for page, texts in SAID.items() for said in texts])
def test_every_code_page_is_told_by_its_letters(page, said):
    [article] = load(said.encode(page), "a.txt")
    assert article.text == said


def test_vietnamese_letters_are_joined_with_their_tones():
    said = "Thủ tướng Việt Nam đã gặp Quốc vương Jordan tại Hà Nội hôm thứ Tư."
    apart = "".join(
        c if c in "ăâđêôơưĐ" else unicodedata.normalize("NFD", c)
        for c in unicodedata.normalize("NFC", said)
        .replace("ệ", "ê\u0323").replace("ặ", "ă\u0323").replace("ố", "ô\u0301").replace("ộ", "ô\u0323")
        .replace("ứ", "ư\u0301").replace("ướ", "ươ\u0301").replace("ớ", "ơ\u0301").replace("ủ", "u\u0309")
    )  # fmt: skip
    [article] = load(apart.encode("cp1258"), "a.txt")
    assert article.text == said


def misread(text: str, page: str) -> str:
    """UTF-8 as a program shows it that takes it for a code page."""
    return "".join(bytes([code]).decode(page, "ignore") or chr(code) for code in text.encode())


@pytest.mark.parametrize(
    ("came", "meant"),
    [
        (unicodedata.normalize("NFD", "Çavuşoğlu’s Łódź visit"), "Çavuşoğlu’s Łódź visit"),
        ("Is\u00adra\u00adel\u200b met\ufeff Jor\u2060dan", "Israel met Jordan"),
        ("oﬃcial ﬂights", "official flights"),
        ("ﻟﻘﺎﺀ ﺍﻟﻮﺯﻳﺮ", "لقاء الوزير"),
        ("می\u200cرود", "می\u200cرود"),
        *((misread(text, page), text) for text, page in [
            ("the emir’s “visit” – François Erdoğan", "cp1252"),
            ("السعودية وإيران", "cp1256"),
            ("Встреча министров", "cp1251"),
        ]),
        (misread(misread("Café", "cp1252"), "cp1252"), "Café"),
        ("Erdoğan said it wasnâ€™t so", "Erdoğan said it wasn’t so"),
    ],
)  # fmt: skip
def test_letters_are_mended(came, meant):
    assert mended(came) == meant


@pytest.mark.parametrize("right", ["«CAFÉ», À”, Ñ", "عليه، ع، قال؟", "São Tomé — Ångström", "El Niño’s"])
def test_what_is_right_stays(right):
    assert mended(right) == right


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.html", "a.eml"])
def test_rows_point_into_the_text_as_kept(name):
    said = unicodedata.normalize(
        "NFD", "Turkish President Recep Tayyip Erdoğan met Egypt’s pre\u00adsident in Ankara on 4 May 2024."
    )
    made = {
        "a.txt": said,
        "a.jsonl": json.dumps({"text": said}),
        "a.html": f"<html><head><meta charset='utf-8'></head><body><article><p>{said}</p></article></body></html>",
        "a.eml": f"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n{said}",
    }[name]
    [article] = load(made.encode(), name)
    records = code(article)
    [met], [kept] = records["meetings"], records["articles"]
    assert (met["parties"], met["evidence"]) == (["TUR", "EGY"], kept["text"][met["start"] : met["end"]])
    assert "Erdoğan met Egypt’s president" in met["evidence"]
