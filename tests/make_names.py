"""Write what other languages call countries and capitals: data/codebook/LANGUAGE/cldr.csv, from Unicode's CLDR.

    python -m tests.make_names     # needs babel (tests/requirements.txt)

Only names that CLDR holds, for the countries of countries.csv; what it lacks or has wrong stands in names.csv, which counts first.
"""

import csv
from collections.abc import Iterator

from babel import Locale
from babel.core import get_global

from lib.codebook import BOOK, rows
from lib.codebook.records import Country
from lib.paths import CODEBOOK

WRITTEN = {"zh": ("zh_Hans", "zh_Hant")}  # languages of two scripts
LEFT_OUT = {"ar": {"MLI"}, "fa": {"MLI"}, "tr": {"MLI"}}  # whose name is a common word: "financial"
STEM = "аеёиоуыэюяьй"  # of a language whose words are inflected, only what stays the same is written


def _countries() -> Iterator[tuple[str, Country]]:
    """alpha-2 code and country, of those the codebook has."""
    known = {country.code: country for country in rows(Country)}
    for long, short in get_global("territory_aliases").items():
        if len(short) == 1 and len(short[0]) == 2 and long in known:
            yield short[0], known[long]


def names(language: str) -> Iterator[tuple[str, str, str, str]]:
    """Rows of cldr.csv: kind, code, name of a city, forms."""
    locales = [Locale.parse(name) for name in WRITTEN.get(language, (language,))]
    inflected = language == "ru"
    cities = {zone.rpartition("/")[2].replace("_", " "): zone for zone in get_global("zone_territories")}
    for short, country in sorted(_countries(), key=lambda one: one[1].code):
        if country.code in LEFT_OUT.get(language, ()):
            continue
        forms = [locale.territories.get(short, "") for locale in locales]
        if inflected:
            forms = [form.lower().rstrip(STEM) for form in forms if " " not in form]
        if any(forms):
            yield "country", country.code, "", ";".join(dict.fromkeys(forms))
        zone = cities.get(country.capital[0], "") if country.capital else ""
        towns = [locale.time_zones.get(zone, {}).get("city", "") for locale in locales] if not inflected else []
        if any(towns):
            yield "city", country.code, country.capital[0], ";".join(dict.fromkeys(town for town in towns if town))


if __name__ == "__main__":
    for language in BOOK.languages:
        with (CODEBOOK / language / "cldr.csv").open("w", encoding="utf-8", newline="") as file:
            written = csv.writer(file, lineterminator="\n")
            written.writerows([("kind", "code", "name", "forms"), *names(language)])
