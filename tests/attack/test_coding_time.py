"""A text of whatever make is coded in a time that grows as it does, and a compendium within the time of an article.

Times are of this process alone, so that others on the machine do not count; a ratio too large is measured again, at last
in longer texts.
"""

import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from lib.batch.work import coded
from lib.codebook import BOOK
from lib.loaders.limits import Limits
from lib.schema import Article
from tests.attack.patterns import ARTICLES, PARTS, native, text

pytestmark = pytest.mark.slow

SHORT, TIMES = 8_000, 4  # characters of the shorter text, and how many times as long the longer one is
GROWTH = 10  # times the time that it may take: in proportion is 4, as the square 16; a busy machine has shown 7
NOISE = 0.05  # seconds
SENTENCE = 600  # characters, of which four times as many are still one sentence
LATER, LESS = 32_000, 7  # of other languages, where what grows as the square has shown itself late: SHORT and GROWTH
TRIES = 1, 1, 1, 2, 2  # times SHORT: some kinds reach what bounds their cost in the longer text only
COMPENDIUM = 300_000  # characters


def seconds(words: str, language: str = "en") -> float:
    """Processor time of coding a text."""
    began = time.process_time()
    coded(Article("a", words, published="2024-03-12", language=language), language)
    return time.process_time() - began


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    seconds(text(PARTS["meetings"], SHORT))


def grows(of_length: Callable[[int], str], short: int, language: str = "en", growth: float = GROWTH) -> None:
    """Fail where a text of TIMES the length takes more than `growth` times the time, whenever it is tried."""
    measured: dict[int, tuple[float, ...]] = {}  # the least of all tries, since other work on the machine only adds
    for length in (short * more for more in TRIES):
        now = [seconds(of_length(length * times), language) for times in (1, TIMES)]
        least, most = measured[length] = tuple(map(min, now, measured.get(length, now)))
        if most <= growth * least + NOISE:
            return
    pytest.fail(f"{TIMES} times the text took more than {growth} times the time: {measured}")


@pytest.mark.parametrize("name", PARTS)
def test_time_grows_with_the_text(name: str) -> None:
    grows(lambda length: text(PARTS[name], length), SHORT)


def test_time_grows_with_a_sentence_of_numbers() -> None:
    grows(lambda length: text(PARTS["digit and space"], length, ""), SENTENCE, growth=LESS)


@pytest.mark.parametrize("language", sorted(BOOK.languages))
@pytest.mark.parametrize("name", native("fr"))
def test_time_grows_with_the_text_in_other_languages(language: str, name: str) -> None:
    part = native(language)[name]
    seconds(text(part, SHORT, ""), language)
    grows(lambda length: text(part, length, ""), LATER, language, LESS)


def test_compendium_is_coded_within_the_time_of_an_article() -> None:
    releases = [path.read_text("utf8") for path in sorted(Path(ARTICLES).glob("*.txt"))]
    pages = [f"{number}\n\n{release}" for number, release in product(range(1_000), releases)]
    compendium = "\n\n".join(pages)[:COMPENDIUM]
    assert seconds(compendium) < Limits().seconds / 2
    assert len(coded(Article("a", compendium, published="2024-03-12", language="en"))["meetings"]) > len(releases)
