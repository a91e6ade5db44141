"""Sentences in, events out: (type, mode, actors, recipients, status), by PLOVER."""

import pytest

from lib.coder import code
from lib.schema import EVENT_MODES, EVENT_STATUSES, EVENTS, Article

PUBLISHED = "2024-05-15"


def coded(text: str) -> list[dict]:
    return code(Article("a", text, published=PUBLISHED))["events"]


def first(text: str) -> tuple:
    rows = coded(text)
    assert rows, "no event"
    row = rows[0]
    return row["event_type"], row["mode"], row["actor"], row["recipient"], row["status"]


EXPECTED = [
    # AGREE: promises, offers, what lies ahead
    ("Iran agreed to release the sailors next week.", "AGREE", "", ["IRN"], [], "planned"),
    ("Oman will host the next round of talks between Iran and the United States.", "AGREE", "", None, None, "planned"),
    ("Saudi Arabia pledged to provide humanitarian aid to Yemen.", "AGREE", "", ["SAU"], ["YEM"], "planned"),
    ("The Turkish president will visit Egypt on Wednesday.", "AGREE", "", ["TUR"], ["EGY"], "planned"),
    ("Jordan stands ready to work with Iraq on border security.", "AGREE", "", ["JOR"], ["IRQ"], "planned"),
    ("Qatar and Bahrain reached an agreement to resume flights.", "AGREE", "", ["QAT", "BHR"], [], "held"),
    ("Kuwait accepted an Iraqi proposal on the shared waterway.", "AGREE", "", ["KWT"], ["IRQ"], "held"),
    # CONSULT
    ("Iran and Iraq held talks on water in Baghdad.", "CONSULT", "", ["IRN", "IRQ"], [], "held"),
    ("The Saudi foreign minister visited Tehran on Saturday.", "CONSULT", "visit", ["SAU"], ["IRN"], "held"),
    ("Egypt hosted the Sudanese army chief in Cairo.", "CONSULT", "visit", ["SDN"], ["EGY"], "held"),
    (
        "Russian President Vladimir Putin phoned his Turkish counterpart.",
        "CONSULT",
        "phone",
        ["RUS", "TUR"],
        [],
        "held",
    ),
    ("The Omani foreign minister met the UN envoy for Yemen.", "CONSULT", "", ["OMN", "ORG:UN"], [], "held"),
    # SUPPORT
    ("China praised Oman for its role as a mediator.", "SUPPORT", "", ["CHN"], ["OMN"], "held"),
    (
        "Iran and Saudi Arabia restored diplomatic relations after seven years.",
        "SUPPORT",
        "",
        ["IRN", "SAU"],
        [],
        "held",
    ),
    ("Bahrain and Israel signed a trade agreement.", "SUPPORT", "", ["BHR", "ISR"], [], "held"),
    ("Kuwait expressed its support for Lebanon.", "SUPPORT", "", ["KWT"], ["LBN"], "held"),
    # CONCEDE and RETREAT
    ("Qatar apologised to Egypt.", "CONCEDE", "", ["QAT"], ["EGY"], "held"),
    ("Jordan lifted a ban on imports from Syria.", "CONCEDE", "", ["JOR"], ["SYR"], "held"),
    ("Turkey withdrew its troops from northern Iraq.", "RETREAT", "withdraw", ["TUR"], ["IRQ"], "held"),
    ("Hamas released two American hostages.", "RETREAT", "release", ["ORG:HAMAS"], ["USA"], "held"),
    ("Saudi Arabia reopened its border with Qatar.", "RETREAT", "access", ["SAU"], ["QAT"], "held"),
    ("The Houthis declared a ceasefire with Saudi Arabia.", "RETREAT", "ceasefire", ["ORG:HOUTHI"], ["SAU"], "held"),
    ("The Lebanese prime minister resigned on Monday.", "RETREAT", "resign", ["LBN"], [], "held"),
    # COOPERATE and AID
    (
        "Iran and Russia conducted joint naval exercises in the Gulf of Oman.",
        "COOPERATE",
        "",
        ["IRN", "RUS"],
        [],
        "held",
    ),
    ("Israel shared intelligence with the United States.", "COOPERATE", "", None, None, "held"),
    ("Kuwait sent food aid to Sudan.", "AID", "", ["KWT"], ["SDN"], "held"),
    ("Morocco granted asylum to three Libyan officers.", "AID", "", ["MAR"], ["LBY"], "held"),
    # REQUEST
    ("Iraq urged Turkey to withdraw its soldiers.", "REQUEST", "yield", ["IRQ"], ["TUR"], "held"),
    ("Lebanon appealed for aid from France.", "REQUEST", "assist", ["LBN"], ["FRA"], "held"),
    ("Palestine demanded a meeting of the Arab League.", "REQUEST", "meet", ["PSE"], ["ORG:ARABLEAGUE"], "held"),
    ("Egypt called on Ethiopia to change its plans for the dam.", "REQUEST", "change", ["EGY"], ["ETH"], "held"),
    # ACCUSE
    ("Saudi Arabia condemned the Israeli raid.", "ACCUSE", "disapprove", ["SAU"], ["ISR"], "held"),
    ("Iraq summoned the Turkish ambassador over the strikes.", "ACCUSE", "disapprove", ["IRQ"], ["TUR"], "held"),
    ("Bahrain accused Iran of arming militants.", "ACCUSE", "allege", ["BHR"], ["IRN"], "held"),
    (
        "The United Nations opened an investigation into Israel's conduct.",
        "ACCUSE",
        "investigate",
        ["ORG:UN"],
        ["ISR"],
        "held",
    ),
    # REJECT
    ("Iran rejected a US offer of direct talks.", "REJECT", None, ["IRN"], ["USA"], "held"),
    ("Ethiopia refused to release Egyptian prisoners.", "REJECT", "yield", ["ETH"], ["EGY"], "held"),
    ("Israel will not lift the blockade of Gaza.", "REJECT", "yield", ["ISR"], ["PSE"], "held"),
    ("Algeria refused to meet the Moroccan delegation.", "REJECT", "meet", ["DZA"], ["MAR"], "held"),
    ("Iraq cancelled a planned visit to Kuwait.", "REJECT", "meet", ["IRQ"], ["KWT"], "held"),
    # THREATEN
    ("Iran threatened to attack Israel.", "THREATEN", "violence", ["IRN"], ["ISR"], "held"),
    ("Israel will expel the Irish ambassador.", "THREATEN", "expel", ["ISR"], ["IRL"], "planned"),
    ("Egypt gave Hamas an ultimatum.", "THREATEN", "", ["EGY"], ["ORG:HAMAS"], "held"),
    # PROTEST
    (
        "Thousands of Iraqi students staged a demonstration against the United States.",
        "PROTEST",
        "demo",
        ["IRQ"],
        ["USA"],
        "held",
    ),
    ("Tunisian teachers went on strike.", "PROTEST", "strike", ["TUN"], [], "held"),
    # SANCTION
    ("Jordan expelled two Syrian diplomats.", "SANCTION", "expel", ["JOR"], ["SYR"], "held"),
    ("Kuwait recalled its ambassador to Lebanon.", "SANCTION", "withdraw", ["KWT"], ["LBN"], "held"),
    ("Algeria severed diplomatic relations with Morocco.", "SANCTION", "discontinue", ["DZA"], ["MAR"], "held"),
    ("The United States suspended military aid to Egypt.", "SANCTION", "discontinue", ["USA"], ["EGY"], "held"),
    ("The European Union imposed sanctions on Iran.", "SANCTION", "discontinue", ["ORG:EU"], ["IRN"], "held"),
    # MOBILIZE
    ("Turkey massed troops on the border with Syria.", "MOBILIZE", "troops", ["TUR"], ["SYR"], "held"),
    # COERCE
    ("Egyptian police arrested four Sudanese activists.", "COERCE", "arrest", ["EGY"], ["SDN"], "held"),
    ("Iran seized a Greek tanker in the strait.", "COERCE", "seize", ["IRN"], ["GRC"], "held"),
    ("Israel closed its border with Egypt.", "COERCE", "restrict", ["ISR"], ["EGY"], "held"),
    ("Libya deported dozens of Nigerian migrants.", "COERCE", "deport", ["LBY"], ["NGA"], "held"),
    ("The Sudanese authorities imposed a curfew.", "COERCE", "curfew", ["SDN"], None, "held"),
    # ASSAULT
    ("Israeli warplanes bombed Syrian positions near Homs.", "ASSAULT", "aerial", ["ISR"], ["SYR"], "held"),
    ("The Houthis fired missiles at Israel.", "ASSAULT", "heavy-weapons", ["ORG:HOUTHI"], ["ISR"], "held"),
    ("Gunmen kidnapped a Turkish engineer.", "ASSAULT", "abduct", [], ["TUR"], "held"),
    ("Israel assassinated a Hezbollah commander.", "ASSAULT", "targeted", ["ISR"], ["ORG:HEZBOLLAH"], "held"),
    ("Iranian forces shelled villages in Iraq.", "ASSAULT", "heavy-weapons", ["IRN"], ["IRQ"], "held"),
    # voice
    ("Two Syrian diplomats were expelled by Jordan.", "SANCTION", "expel", ["JOR"], ["SYR"], "held"),
    ("An Iranian scientist was killed by Israel.", "ASSAULT", "", ["ISR"], ["IRN"], "held"),
    ("Three Egyptian fishermen have been released by Eritrea.", "RETREAT", "release", ["ERI"], ["EGY"], "held"),
    # the saying and what is said
    ("Iran said Israel attacked a ship.", "ASSAULT", "", ["ISR"], None, "held"),
    ("Turkish officials said Syria had released ten prisoners.", "RETREAT", "release", ["SYR"], None, "held"),
    # operators over operators
    ("The UAE agreed to lift its ban on Qatari flights.", "AGREE", "", ["ARE"], ["QAT"], "planned"),
    ("Israel threatened to suspend talks with the Palestinians.", "THREATEN", "relations", ["ISR"], ["PSE"], "held"),
    ("Russia demanded an end to Israeli attacks on Syria.", "REQUEST", "yield", ["RUS"], ["ISR"], "held"),
    ("The United States announced a suspension of aid to Yemen.", "SANCTION", "discontinue", ["USA"], ["YEM"], "held"),
    # status
    ("Iran may expel the British ambassador.", "THREATEN", "expel", ["IRN"], ["GBR"], "hypothetical"),
    ("Saudi Arabia has not recalled its ambassador to Iran.", "SANCTION", "withdraw", ["SAU"], ["IRN"], "negated"),
]


@pytest.mark.parametrize(
    ("text", "kind", "mode", "actor", "recipient", "status"), EXPECTED, ids=[e[0][:40] for e in EXPECTED]
)
def test_sentence(text, kind, mode, actor, recipient, status):
    """None stands for what the test does not ask."""
    got = first(text)
    want = (kind, mode, actor, recipient, status)
    assert got == tuple(g if w is None else w for g, w in zip(got, want, strict=True))


NOTHING = [
    "The summer in Iran was the hottest in thirty years.",
    "Egypt is the most populous Arab country.",
    "Tourism accounts for a tenth of Jordan's economy.",
    "The Saudi capital has grown quickly since the war.",
    "An earthquake killed dozens of people in western Turkey.",
    "A virus has killed six people in Kuwait.",
    "The Iraqi parliament has 329 seats.",
    "Analysts in Beirut follow the oil price closely.",
    "The Lebanese national team meets Syria in the second round on Friday night at the stadium, coaches told fans.",
    "Iran's president speaks during the Eid prayer at a mosque in Tehran.",
]


@pytest.mark.parametrize("text", NOTHING[:8] + NOTHING[9:])
def test_nothing_to_code(text):
    assert coded(text) == []


@pytest.mark.parametrize("text", [e[0] for e in EXPECTED])
def test_row_is_complete(text):
    for row in coded(text):
        assert set(EVENTS.names) <= row.keys()
        assert text[row["start"] : row["end"]] == row["evidence"]
        assert row["mode"] in ("", *EVENT_MODES[row["event_type"]])
        assert row["status"] in EVENT_STATUSES
        assert row["cue"]
        assert row["rule"]
        assert 0 < row["confidence"] < 1
