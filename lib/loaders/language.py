"""Which language a text is in, by its letters and words and by what its file says."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Words too common in English to be missing from any paragraph of it, and rare in other languages ("in", "is" are not).
COMMON = {
    "the", "of", "and", "to", "that", "for", "with", "by", "from", "his", "her", "said", "says", "its", "were",
    "this", "which", "not", "after", "their", "they", "between", "who", "been", "would", "during",
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 4_000  # characters: the first page tells

# Shares and a number of words, chosen by eye:
LATIN = 0.7  # of words in plain letters, above which a text may be English
ENGLISH = 0.08  # of common words, from which on it is: running English has several times as many
FEW = 8  # words below which a Latin text tells nothing
DOUBT = 0.1  # probability of English above which a text in Latin letters is taken for it

# The languages a text is sought among: those whose texts are news of the region, or look like it.
NAMES = {
    "en": "English", "ar": "Arabic", "fa": "Persian", "he": "Hebrew", "tr": "Turkish", "ku": "Kurdish", "ur": "Urdu",
    "ps": "Pashto", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "pl": "Polish", "ru": "Russian", "uk": "Ukrainian", "el": "Greek", "zh": "Chinese",
    "ja": "Japanese", "ko": "Korean", "hi": "Hindi", "bn": "Bengali", "id": "Indonesian", "ms": "Malay",
    "sv": "Swedish", "az": "Azerbaijani", "hy": "Armenian", "ka": "Georgian",
    "da": "Danish", "no": "Norwegian", "fi": "Finnish", "cs": "Czech", "hu": "Hungarian", "ro": "Romanian",
    "bg": "Bulgarian", "sr": "Serbian", "hr": "Croatian", "th": "Thai", "vi": "Vietnamese", "sw": "Swahili",
    "am": "Amharic", "so": "Somali", "ta": "Tamil",
}  # fmt: skip
OTHER_LETTERS = {  # codes of languages that are not written in Latin ones
    "ar", "fa", "he", "ur", "ps", "ru", "uk", "el", "zh", "ja", "ko", "hi", "bn", "hy", "ka", "bg", "th", "am", "ta",
}  # fmt: skip
CODES = {name.lower(): code for code, name in NAMES.items()} | {"eng": "en", "ara": "ar", "fas": "fa", "heb": "he"}


def language(text: str) -> str:
    """ISO 639-1 code of the text's language, "en" for short Latin text that tells nothing.

    Counts common English words first, since that is a thousand times faster than loading the model.
    """
    words = WORD.findall(text[:SAMPLE])
    if not words:
        return "en"
    plain = sum(word.isascii() for word in words)
    common = sum(word.lower() in COMMON for word in words)
    if plain > LATIN * len(words) and (common >= ENGLISH * len(words) or len(words) < FEW):
        return "en"
    ranked = _model().rank(" ".join(words))
    if plain > LATIN * len(words) and dict(ranked)["en"] > DOUBT:
        return "en"
    return ranked[0][0]


def spoken(text: str, given: str) -> str:
    """The language that the file gives, where the text bears it out: many feeds and pages say "en-US" whatever they hold.

    >>> spoken("التقى وزير الخارجية السعودي نظيره الإيراني في الرياض", "en-US"), spoken("Fidan Kahire'de", "tr")
    ('ar', 'tr')
    """
    told = code_of(given)
    if not told or told == "en" or (told in OTHER_LETTERS) == _is_latin(text):
        return language(text)
    return told


def _is_latin(text: str) -> bool:
    """Are most letters of the text Latin ones, with or without accents?"""
    letters = [letter for letter in text[:SAMPLE] if letter.isalpha()]
    return 2 * sum(letter < "\u0250" or "\u1e00" <= letter < "\u1f00" for letter in letters) > len(letters)


def code_of(given: str) -> str:
    """ISO 639-1 code of a language as a file names it: "en-GB", "eng", "English" -> "en"; "" where it is not known."""
    word = given.strip().lower()
    short = re.split(r"[-_]", word)[0]
    return short if short in NAMES else CODES.get(word, short if len(short) == 2 else "")


def name(code: str) -> str:
    """English name of a language code; the code itself where we have none."""
    return NAMES.get(code.split("-")[0].lower(), code)


@functools.cache
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([code for code in NAMES if code in model.labels])
    return model
