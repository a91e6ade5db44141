"""What a team named in the codebook is named so for programs too, and for nobody who does not see it."""

from contextvars import copy_context

from lib import codebook
from lib.api import seen
from lib.codebook.own import Own
from lib.store import Store
from lib.store.own import Change
from lib.wording import names

BODY = Own.of("organizations", {"code": "ORG:BOROG", "name": "Borogovian Front", "kind": "igo", "sector": "IGO"})


def test_names_are_those_of_the_one_who_asks(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/a.sqlite3", curated=False)
    assert store.recoding(Change((BODY,)), "a" * 32, at_once=True).wait(60).kept

    def named(session: str) -> str:
        seen.version(store, session)
        return names.side("ORG:BOROG")

    assert copy_context().run(named, "a" * 32) == "Borogovian Front"
    assert copy_context().run(named, "") == "BOROG"
    assert codebook.current() is codebook.BOOK
    store.close()
