"""A message is one line in its own order, whatever the name in it says to a terminal or a page."""

import pytest

from lib.errors import MajlisError, printable

NAMES = {  # as given -> as told
    "a\nMJ999: all is well.txt": r"a\nMJ999: all is well.txt",
    "\x1b]0;title\x07\x1b[2Ja.txt": r"\x1b]0;title\x07\x1b[2Ja.txt",
    "a\r\tb\x00\x7f\x85": r"a\r\tb\x00\x7f\x85",
    "talks\u202etxt.exe": r"talks\u202etxt.exe",
    "\u2066a\u2069\u2028b\u2029": r"\u2066a\u2069\u2028b\u2029",
    "caf\udce9": r"caf\udce9",
    "گفت‌وگو در ریاض.txt": "گفت‌وگو در ریاض.txt",
    "Ünï 🕊️ 3\u202fpm.txt": "Ünï 🕊️ 3\u202fpm.txt",
}


@pytest.mark.parametrize(("given", "told"), NAMES.items())
def test_a_name_is_told_on_one_line_and_in_its_order(given, told):
    assert printable(given) == told
    assert printable(told) == told, "a name told twice is another one"
    assert f"MJ103: {told} is empty." in str(MajlisError("MJ103", name=given))


def test_a_message_shows_the_beginning_of_a_name_that_is_longer_than_any_page():
    told = MajlisError("MJ124", name="https://example.org/" + "a" * 100_000)
    assert 1_000 < len(str(told)) < 1_200
    assert MajlisError(**told.packed()).fields == told.fields
