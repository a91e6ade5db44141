"""Bytes of an old code page -> which one it is."""

from lib.errors import MajlisError

# Shares of all bytes and of accented letters, chosen by eye:
ACCENTS = 0.1  # of bytes above 127, below which they are accents and curly quotes among Latin letters
NAMES_ONLY = 0.07  # of them, below which they are those of foreign names, of several languages
SURE = 0.97  # of accented letters that one language has, from which on denser text is in Latin letters, or Hebrew

WEST = "áàâäãåæçéèêëíìîïñóòôöõøœúùûüß"
LETTERS = {  # page -> beyond a to z, what each language of it is written with; where several pages fit, the first counts
    "cp1252": ("àâæçèéêëîïôœùûüÿ", "äöüßé", "áéíñóúüç", "àáâãçéêíóôõú", "àèéìíòóù", "åäöæøé", "çëâî"),
    "cp1254": ("ğışçöüâîûi", "ğışçöüiéáíóúñäß"),  # the small letter of İ is an i with a dot above
    "cp1250": ("ąćęłńóśźż", "áäčďéěíĺľňóôöŕřšťúůüýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž"),
    "cp1258": ("ăâđêôơưáàãạảéèíìóòõúùýỳ\u0300\u0301\u0303\u0309\u0323",),
}
OTHERS = [
    "cp1251",
    "cp1253",
    "cp1255",
    "cp1256",
    "koi8_r",
    "iso8859_5",
    "iso8859_6",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
]
HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת׳״₪"  # small Cyrillic letters stand in its place, but for some
MARKS = "«»§°·©®¡¿£€™…‘’‚“”„–—‹›•\u00a0"


def code_page(sample: bytes, name: str) -> str:
    """The code page of bytes that are no UTF-8. Raises MJ105 where they fit none."""
    dense = sum(byte > 127 for byte in sample) / len(sample)
    known = LETTERS | {"cp1252": (WEST,)} if dense < NAMES_ONLY else LETTERS
    fits = {page: _fit(sample.decode(page, "replace"), languages) for page, languages in known.items()}
    best = max(fits, key=fits.__getitem__)
    if dense < ACCENTS or fits[best] >= SURE:
        return best
    if _fit(sample.decode("cp1255", "replace"), (HEBREW,)) >= SURE:
        return "cp1255"
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=OTHERS).best()
    if found is None:
        raise MajlisError("MJ105", name=name)
    return found.encoding


def _fit(text: str, languages: tuple[str, ...]) -> float:
    """Share of all accented letters, and of signs that would stand for some, that the best of the languages has."""
    found = [sign.lower()[0] for sign in text if not sign.isascii() and sign not in MARKS]
    return max(sum(sign in language for sign in found) for language in languages) / max(len(found), 1)
