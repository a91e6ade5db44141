"""Meetings between sides: sentence in, (kind, status, sides, first day, country of the place) out."""

import pytest

from lib.coder import code
from lib.coder.meetings.sides import View
from lib.schema import Article

ROW = tuple[str, str, set[str], str, str]
IRN_SAU, IRN_OMN, USA_ISR = {"IRN", "SAU"}, {"IRN", "OMN"}, {"USA", "ISR"}


def rows(records) -> list[ROW]:
    return [
        (r["kind"], r["status"], set(r["parties"]), r["date_start"], r["place_country"]) for r in records["meetings"]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # verbs
        ("Iranian President Masoud Pezeshkian met Omani Sultan Haitham bin Tariq in Muscat on Sunday.", ("meeting", "held", IRN_OMN, "2024-05-19", "OMN")),
        ("The Iranian and Saudi foreign ministers met in Jeddah yesterday.", ("meeting", "held", IRN_SAU, "2024-05-19", "SAU")),
        ("Iran's Abbas Araghchi spoke by phone with Saudi Foreign Minister Faisal bin Farhan on Friday.", ("phone_call", "held", IRN_SAU, "2024-05-17", "")),
        ("Saudi Arabia's crown prince phoned the Iranian president on Friday to offer condolences.", ("phone_call", "held", IRN_SAU, "2024-05-17", "")),
        ("Iranian President Masoud Pezeshkian called Omani Sultan Haitham bin Tariq by telephone and thanked him.", ("phone_call", "held", IRN_OMN, "", "")),
        ("Iran's foreign minister called his Saudi counterpart on 17 May 2024 about the truce.", ("phone_call", "held", IRN_SAU, "2024-05-17", "")),
        ("The Iranian foreign minister visited Oman last week.", ("visit", "held", IRN_OMN, "2024-05-13", "OMN")),
        ("U.S. envoy Amos Hochstein arrived in Tel Aviv on Sunday.", ("visit", "held", USA_ISR, "2024-05-19", "ISR")),
        ("Iran summoned the Saudi ambassador on Sunday.", ("summon", "held", IRN_SAU, "2024-05-19", "IRN")),
        ("Iran's charge d'affaires was summoned by the Saudi foreign ministry.", ("summon", "held", IRN_SAU, "", "SAU")),
        ("Iran and Saudi Arabia signed a security agreement in Beijing in March 2023.", ("signing", "held", IRN_SAU, "2023-03-01", "CHN")),
        ("Iran and Oman signed a memorandum of understanding with no date.", ("signing", "held", IRN_OMN, "", "")),
        # nouns
        ("The Iranian president held talks with the Omani sultan.", ("talks", "held", IRN_OMN, "", "")),
        ("Talks between Iran and Saudi Arabia were held in Baghdad in April 2021.", ("talks", "held", IRN_SAU, "2021-04-01", "IRQ")),
        ("He recalled the Iran-Saudi dialogue in Beijing.", ("talks", "held", IRN_SAU, "", "CHN")),
        ("The Omani foreign minister paid an official visit to Tehran on May 12.", ("visit", "held", IRN_OMN, "2024-05-12", "IRN")),
        ("The Saudi crown prince paid a state visit to Iran in February this year.", ("state_visit", "held", IRN_SAU, "2024-02-01", "IRN")),
        ("A visit by the Saudi foreign minister to Tehran took place on May 12.", ("visit", "held", IRN_SAU, "2024-05-12", "IRN")),
        ("The Saudi crown prince received a phone call from the Iranian president today.", ("phone_call", "held", IRN_SAU, "2024-05-20", "")),
        ("The two officials, Iran's Ali Bagheri Kani and Oman's Badr al-Busaidi, held a video conference on Sunday.", ("video_meeting", "held", IRN_OMN, "2024-05-19", "")),
        ("Iranian and Omani officials took part in a summit in Doha on May 3.", ("summit", "held", IRN_OMN, "2024-05-03", "QAT")),
        ("Iran's foreign minister and his Omani counterpart discussed trade in a phone call on Friday.", ("phone_call", "held", IRN_OMN, "2024-05-17", "")),
        ("In a meeting held in Tehran on Wednesday, the Iranian president engaged in discussions with the Omani foreign minister.", ("meeting", "held", IRN_OMN, "2024-05-15", "IRN")),
        ("Speaking at a joint press conference with his Saudi counterpart in Riyadh, the Iranian foreign minister said so.", ("meeting", "held", IRN_SAU, "", "SAU")),
        # looking ahead, and called off
        ("The Iranian president will visit Oman on May 28.", ("visit", "planned", IRN_OMN, "2024-05-28", "OMN")),
        ("The Iranian president is due to travel to Muscat on Tuesday.", ("visit", "planned", IRN_OMN, "2024-05-21", "OMN")),
        ("Saudi King Salman invited the Iranian president to visit Riyadh.", ("visit", "proposed", IRN_SAU, "", "SAU")),
        ("The Iranian president accepted an invitation to visit Saudi Arabia.", ("visit", "planned", IRN_SAU, "", "SAU")),
        ("A planned trip by the Saudi foreign minister to Tehran was postponed.", ("visit", "cancelled", IRN_SAU, "", "IRN")),
        ("The Saudi foreign minister cancelled his visit to Tehran.", ("visit", "cancelled", IRN_SAU, "", "IRN")),
        ("Iranian, Omani Foreign Ministers Meet in Muscat", ("meeting", "held", IRN_OMN, "", "OMN")),
        ("Erdogan-Sisi meeting cancelled, a Turkish official says", ("meeting", "cancelled", {"TUR", "EGY"}, "", "")),
        ("The Iranian foreign minister may meet his Omani counterpart in Doha.", ("meeting", "proposed", IRN_OMN, "", "QAT")),
        ("The Iranian foreign minister should meet his Omani counterpart in Doha.", ("meeting", "proposed", IRN_OMN, "", "QAT")),
        ("The Iranian foreign minister must meet his Omani counterpart in Doha.", ("meeting", "proposed", IRN_OMN, "", "QAT")),
        # in other words
        ("Iranian Foreign Minister Abbas Araghchi was in Muscat on Sunday.", ("visit", "held", IRN_OMN, "2024-05-19", "OMN")),
        ("The Iranian president arrived in the Omani capital on Sunday.", ("visit", "held", IRN_OMN, "2024-05-19", "OMN")),
        ("The Iranian ambassador called on Omani Foreign Minister Badr al-Busaidi on Sunday.", ("meeting", "held", IRN_OMN, "2024-05-19", "")),
        ("The Omani sultan was received by the Iranian president on Sunday.", ("meeting", "held", IRN_OMN, "2024-05-19", "")),
        ("Saudi King Salman has invited Iranian President Ebrahim Raisi.", ("visit", "proposed", IRN_SAU, "", "SAU")),
        ("The Saudi envoy told the Iranian foreign minister at a meeting on Friday that talks would help.", ("meeting", "held", IRN_SAU, "2024-05-17", "")),
        ("In a telephone conversation on Friday, the foreign ministers of Iran and Oman exchanged views.", ("phone_call", "held", IRN_OMN, "2024-05-17", "")),
        ("An Omani delegation led by Badr al-Busaidi visited Tehran on May 12.", ("visit", "held", IRN_OMN, "2024-05-12", "IRN")),
        ("The Iranian president is to be received by the Omani sultan on Wednesday.", ("meeting", "planned", IRN_OMN, "2024-05-22", "")),
        ("Talks between Iran and Oman due on Saturday were postponed to 28 May.", ("talks", "planned", IRN_OMN, "2024-05-28", "")),
        ("A meeting between the Iranian and Omani foreign ministers, scheduled for today, has been moved to tomorrow.", ("meeting", "planned", IRN_OMN, "2024-05-21", "")),
        ("Iranian President Ebrahim Raisi's three-day stay in Muscat last week ended well.", ("visit", "held", IRN_OMN, "2024-05-13", "OMN")),
        ("U.S. Secretary of State Antony Blinken made a stop in Tel Aviv on Sunday.", ("visit", "held", USA_ISR, "2024-05-19", "ISR")),
        ("Oman's sultan will welcome Iranian President Ebrahim Raisi to Muscat on Thursday.", ("meeting", "planned", IRN_OMN, "2024-05-23", "OMN")),
        ("U.S. envoy Amos Hochstein stopped in Tel Aviv on Sunday.", ("visit", "held", USA_ISR, "2024-05-19", "ISR")),
        ("The Iranian president leaves for Muscat on Sunday.", ("visit", "planned", IRN_OMN, "2024-05-26", "OMN")),
        # reported, and in passing
        ("The White House said that U.S. President Joe Biden spoke with Israeli Prime Minister Benjamin Netanyahu on Thursday.", ("phone_call", "held", USA_ISR, "2024-05-16", "")),
        ("The statement came two days after Iranian Foreign Minister Abbas Araghchi met the Omani foreign minister in Geneva.", ("meeting", "held", IRN_OMN, "", "CHE")),
    ],
)  # fmt: skip
def test_one_contact(coding, text, expected):
    assert rows(coding(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Iran sent a letter to Saudi Arabia on Sunday.",
        "Iran and Saudi Arabia condemned the attack.",
        "The Security Council held an emergency meeting on Yemen.",
        "The Iranian cabinet met on Sunday.",
        "Iran called on Saudi Arabia to act.",
        "Iran's call for restraint was heard in Oman.",
        "The Iranian foreign minister met with reporters in New York.",
        "Qatar beat Iran 3-1 in Doha on Sunday.",
        "China's Sinopec signed a deal with Oman's OQ.",
        "Iran has not held any talks with Israel.",
        "The Iranian foreign minister refused to meet his Israeli counterpart.",
        "Will the Iranian president meet the Saudi crown prince?",
        "The programme does not meet Iran's needs.",
        "Netanyahu visited an Israeli base near Haifa.",
        "Iranian forces met fierce resistance in Iraq.",
        "Iran called for a stop to attacks in Iraq.",
        "Turkey and Iraq ignored a call from human rights groups to reverse their steps.",
    ],
)
def test_no_contact(coding, text):
    assert rows(coding(text)) == []


def test_one_meeting_told_three_times_is_one_row(coding):
    text = (
        "Iranian, Omani ministers meet in Muscat\n\nIranian Foreign Minister Abbas Araghchi met his Omani counterpart Badr al-Busaidi in Muscat on "
        "Sunday.\n\nDuring the meeting, the two sides reviewed ties. Araghchi thanked Badr al-Busaidi after the talks in Muscat."
    )
    (row,) = coding(text)["meetings"]
    assert row["sentence"] == 1
    assert [p["name"] for p in row["participants"]] == ["Abbas Araghchi", "Badr al-Busaidi"]
    assert row["main"]


def test_several_countries_of_one_trip_are_several_rows(coding):
    text = "U.S. Deputy Secretary of Commerce Jan Testmann traveled to the United Arab Emirates, Saudi Arabia, and Qatar this week."
    assert [r["place_country"] for r in coding(text)["meetings"]] == ["ARE", "SAU", "QAT"]


def test_separate_calls_are_separate_rows(coding):
    text = "President Biden had calls with Prime Minister Netanyahu, as well as the leaders of Egypt and Qatar."
    assert [set(r["parties"]) for r in coding(text, "2024-02-12", "The White House")["meetings"]] == [
        {"USA", "ISR"},
        {"USA", "EGY"},
        {"USA", "QAT"},
    ]


@pytest.mark.parametrize(
    ("text", "initiator"),
    [
        ("Chinese Foreign Minister Wang Yi spoke by phone with Iranian Foreign Minister Abbas Araghchi at the latter's request.", "Abbas Araghchi"),
        ("Chinese Foreign Minister Wang Yi spoke by phone with Iranian Foreign Minister Abbas Araghchi at the request of the Iranian side.", "Iran"),
        ("Israel and Hamas held indirect talks in Doha mediated by Qatar.", "Qatar"),
        ("The emir received a phone call from Iranian President Masoud Pezeshkian.", "Masoud Pezeshkian"),
        ("Turkish Foreign Minister Hakan Fidan will visit China at the invitation of Chinese Foreign Minister Wang Yi.", "Wang Yi"),
    ],
)  # fmt: skip
def test_who_asked(coding, text, initiator):
    assert [r["initiator"] for r in coding(text, "2025-05-20", "QNA")["meetings"]] == [initiator]


def test_a_visitor_acts_and_a_host_receives(coding):
    (row,) = coding(
        "Omani Sultan Haitham bin Tariq received Iranian President Masoud Pezeshkian in Muscat.", "2025-05-28"
    )["meetings"]
    assert {p["name"]: p["part"] for p in row["participants"]} == {
        "Haitham bin Tarik": "recipient",
        "Masoud Pezeshkian": "actor",
    }


def test_offices_are_known_as_headlines_shorten_them(coding):
    coded = coding("Turkish FM Fidan met Iraqi PM Sudani in Baghdad at 5 PM.", "2024-03-14")
    (row,) = coded["meetings"]
    assert [(p["name"], p["country"]) for p in row["participants"]] == [
        ("Hakan Fidan", "TUR"),
        ("Mohammed Shia al-Sudani", "IRQ"),
    ]
    people = [actor["name"] for actor in coded["actors"] if actor["kind"] == "person"]
    assert people == ["Hakan Fidan", "Mohammed Shia al-Sudani"]


def test_a_mediator_takes_part(coding):
    (row,) = coding(
        "Israel and Hamas held talks in Doha mediated by Egyptian intelligence chief Hassan Rashad.", "2025-05-28"
    )["meetings"]
    assert {"name": "Hassan Rashad", "part": "mediator"} in [
        {k: p[k] for k in ("name", "part")} for p in row["participants"]
    ]


def test_they_and_their(coding):
    text = "Iranian President Masoud Pezeshkian met Omani Sultan Haitham bin Tariq in Muscat on May 12. The two leaders last spoke by phone on April 2."
    assert [(r["kind"], r["date_start"]) for r in coding(text, "2025-05-20")["meetings"]] == [
        ("meeting", "2025-05-12"),
        ("phone_call", "2025-04-02"),
    ]


def test_a_transcript_is_of_its_day(coding):
    text = "Remarks by President Biden and Prime Minister Benjamin Netanyahu of Israel Before Bilateral Meeting\n\nOval Office\n\n2:20 P.M. EDT\n\nPRESIDENT BIDEN:  Welcome back."
    (row,) = coding(text, "2024-07-25", "The White House")["meetings"]
    assert (row["status"], row["date_start"], row["date_text"], row["place_country"]) == (
        "held",
        "2024-07-25",
        "2:20 P.M. EDT",
        "USA",
    )


def test_a_headline_beside_the_text_tells_what_the_text_does_not(coding):
    records = coding(
        "Well, Mr. President, welcome back.",
        "2024-07-25",
        "The White House",
        "Remarks by President Biden and President Herzog of Israel Before Bilateral Meeting",
    )
    assert [set(r["parties"]) for r in records["meetings"]] == [USA_ISR]


def test_no_publication_day_no_date(coding):
    (row,) = coding("The Iranian president met the Omani sultan on Sunday.", "")["meetings"]
    assert (row["date_start"], row["date_precision"], row["date_text"]) == ("", "unknown", "Sunday")


def test_a_date_of_something_else_is_not_the_visits(coding):
    (row,) = coding("Saudi Arabia has invited the Syrian president to visit Riyadh, an official said last month.")[
        "meetings"
    ]
    assert row["date_start"] == ""


def test_every_row_says_why(coding):
    (row,) = coding("The Iranian president met the Omani sultan on Sunday.")["meetings"]
    assert row["cue"] == "met"
    assert row["rule"] == "A met B"
    assert 0 < row["confidence"] <= 1


def test_another_round_has_the_same_sides(coding):
    text = "Iran and Saudi Arabia held talks in Baghdad in April 2021. A second round was held in Amman in July 2021."
    rows_ = coding(text, "2021-09-01")["meetings"]
    assert [(r["date_start"], r["place_country"], set(r["parties"])) for r in rows_] == [
        ("2021-04-01", "IRQ", IRN_SAU),
        ("2021-07-01", "JOR", IRN_SAU),
    ]


def test_what_is_said_of_the_talks_later_belongs_to_them(coding):
    text = "Saudi and Iranian officials have held direct talks. The talks, which took place in Baghdad on April 9, were brief."
    (row,) = coding(text, "2021-04-18")["meetings"]
    assert (row["date_start"], row["place"], row["place_country"]) == ("2021-04-09", "Baghdad", "IRQ")


def test_he_in_a_second_clause_is_the_subject_of_the_first(coding):
    text = "U.S. envoy Amos Hochstein flew in. On November 19 he met Lebanese Speaker Nabih Berri, and later he sat down with Israeli Prime Minister Benjamin Netanyahu."
    assert [set(r["parties"]) for r in coding(text, "2024-11-27")["meetings"]] == [{"USA", "LBN"}, USA_ISR]


def test_two_objects_with_places_of_their_own(coding):
    text = "Russian President Vladimir Putin met UAE President Mohamed bin Zayed Al Nahyan in Abu Dhabi and Saudi Crown Prince Mohammed bin Salman in Riyadh on Wednesday."
    assert [(set(r["parties"]), r["place_country"]) for r in coding(text, "2023-12-07")["meetings"]] == [
        ({"RUS", "ARE"}, "ARE"),
        ({"RUS", "SAU"}, "SAU"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Iran's Abbas Araghchi met Omani Foreign Minister Badr al-Busaidi in Muscat on Thursday and Iraqi Foreign Minister Fuad Hussein in Baghdad on Saturday.",
        "Iran's Abbas Araghchi held talks with Omani Foreign Minister Badr al-Busaidi in Muscat on Thursday and, on Saturday, with Iraqi Foreign Minister Fuad Hussein in Baghdad.",
    ],
)
def test_two_objects_with_days_of_their_own(coding, text):
    assert [(set(r["parties"]), r["date_start"], r["place"]) for r in coding(text)["meetings"]] == [
        (IRN_OMN, "2024-05-16", "Muscat"),
        ({"IRN", "IRQ"}, "2024-05-18", "Baghdad"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Iran's Abbas Araghchi was in Muscat on Thursday and in Baghdad on Saturday.",
        "Iran's Abbas Araghchi travelled to Muscat on Thursday and to Baghdad on Saturday.",
    ],
)
def test_each_place_of_a_trip_has_its_day(coding, text):
    assert [(r["date_start"], r["place"]) for r in coding(text)["meetings"]] == [
        ("2024-05-16", "Muscat"),
        ("2024-05-18", "Baghdad"),
    ]


def test_they_who_travel_meet_one_side_after_the_other(coding):
    text = (
        "U.S. envoys Brett McGurk and Amos Hochstein were on a tour. In Baghdad, they met with Iraqi Foreign Minister Fuad Hussein, who last month was in "
        "Doha. In Riyadh, they met with Saudi Crown Prince Mohammed bin Salman."
    )
    met = [(set(r["parties"]), r["place"], r["date_start"]) for r in coding(text)["meetings"] if r["kind"] == "meeting"]
    assert met == [({"USA", "IRQ"}, "Baghdad", ""), ({"USA", "SAU"}, "Riyadh", "")]


def test_talks_a_day_earlier_are_the_subjects(coding):
    text = "Turkish Foreign Minister Hakan Fidan met the Saudi crown prince in Riyadh on Sunday, a day after talks with Iran's Abbas Araghchi in Tehran."
    assert [(set(r["parties"]), r["place"], r["date_start"]) for r in coding(text)["meetings"]] == [
        ({"TUR", "SAU"}, "Riyadh", "2024-05-19"),
        ({"TUR", "IRN"}, "Tehran", ""),
    ]


def test_a_day_before_following_a_visit_is_not_its_day(coding):
    text = "Iranian President Masoud Pezeshkian arrived in Muscat on Tuesday for his second trip abroad, following a visit to Iraq."
    assert [(r["place_country"], r["date_start"]) for r in coding(text)["meetings"]] == [
        ("OMN", "2024-05-14"),
        ("IRQ", ""),
    ]


def test_a_counterpart_holds_an_office_or_none(coding):
    text = "The Iranian delegation held talks with their Omani counterpart on Sunday. Britain's foreign secretary met his Omani counterpart in Muscat."
    offices = [p["office"] for r in coding(text)["meetings"] for p in r["participants"]]
    assert offices
    assert not any("ounterpart" in o for o in offices)


def test_who_attended_took_part(coding):
    text = "King Hamad bin Isa Al Khalifa of Bahrain held talks with Egyptian President Abdel Fattah El Sisi. The session was attended by Egyptian Foreign Minister Sameh Shoukry."
    (row,) = coding(text, "2023-10-12")["meetings"]
    assert "Sameh Shoukry" in [p["name"] for p in row["participants"]]


def test_of_a_long_list_only_the_places_near_a_meeting_are_looked_at(monkeypatch):
    """Twice the meetings in one sentence are about twice the looks, not four times."""
    looks: list[int] = []
    between = View._without_mentions
    monkeypatch.setattr(View, "_without_mentions", lambda *where: looks.append(1) or between(*where))

    def looked(count: int) -> int:
        looks.clear()
        code(Article("a", "; ".join(["Qatar met Kuwait in Doha", "Iraq met Syria in Baghdad"] * count) + "."))
        return len(looks)

    assert looked(32) < 2.5 * looked(16)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Kuwait's emir received the Iraqi president in Kuwait City on Sunday and flew to Muscat on Tuesday.",
         ("visit", "held", {"KWT", "OMN"}, "2024-05-14", "OMN")),
        ("Tunisia's prime minister met Algeria's president and then phoned the king of Morocco.",
         ("phone_call", "held", {"TUN", "MAR"}, "", "")),
        ("Libya's envoy visited Cairo on Sunday and will travel to Rabat next Monday.",
         ("visit", "planned", {"LBY", "MAR"}, "2024-05-27", "MAR")),
    ],
)  # fmt: skip
def test_a_second_verb_has_the_subject_of_the_first_and_its_own_day(coding, text, second):
    assert second in rows(coding(text, "2024-05-20"))


def test_who_leaves_a_city_has_not_travelled_to_it(coding):
    (row,) = coding("The presidents of Syria and Libya met in Cairo on Monday.\n\nThey left the city at night.")[
        "meetings"
    ]
    assert set(row["parties"]) == {"SYR", "LBY"}


def test_the_day_talks_were_broken_off_is_not_theirs(coding):
    (row,) = coding("The Sudan-Ethiopia talks suspended in 2021 resumed in Djibouti.", "2024-05-20")["meetings"]
    assert row["date_start"] == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tunisia's president told Libya's prime minister he was invited to Tunis next week.",
         [("visit", "proposed", {"TUN", "LBY"}, "2024-05-27", "")]),
        ("Algeria's president invited Tunisian President Kais Saied to a summit in Oran in July.",
         [("summit", "proposed", {"DZA", "TUN"}, "2024-07-01", "DZA")]),
        ("Sudan's prime minister turned down an invitation to the African summit in Nairobi.", []),
        ("Morocco's foreign minister will visit Dakar on Friday before heading to Bamako.",
         [("visit", "planned", {"MAR", "SEN"}, "2024-05-24", "SEN"), ("visit", "planned", {"MAR", "MLI"}, "", "MLI")]),
        ("Greece's prime minister is due to land in Nicosia on Thursday.",
         [("visit", "planned", {"GRC", "CYP"}, "2024-05-23", "CYP")]),
        ("Algeria's foreign minister will then proceed to Nouakchott.", [("visit", "planned", {"DZA", "MRT"}, "", "MRT")]),
        ("Macron is to welcome Tunisian President Kais Saied to the Elysee on Wednesday.",
         [("meeting", "planned", {"FRA", "TUN"}, "2024-05-22", "FRA")]),
        ("Turkish President Erdogan rolled out the red carpet for Algeria's president in Ankara on Sunday.",
         [("meeting", "held", {"TUR", "DZA"}, "2024-05-19", "TUR")]),
        ("Spain's prime minister will go on to Dakar and Bamako after meeting Moroccan King Mohammed VI in Rabat on Sunday.",
         [("visit", "planned", {"ESP", "SEN"}, "", "SEN"), ("visit", "planned", {"ESP", "MLI"}, "", "MLI"),
          ("meeting", "held", {"ESP", "MAR"}, "2024-05-19", "MAR")]),
        ("Talks between Egypt and Ethiopia that were to take place in Khartoum on 26 May have been called off.",
         [("talks", "cancelled", {"EGY", "ETH"}, "2024-05-26", "SDN")]),
        ("Algeria's president has visited Rome and Tunis, but has not been home since 2022.",
         [("visit", "held", {"DZA", "ITA"}, "", "ITA"), ("visit", "held", {"DZA", "TUN"}, "", "TUN")]),
        ("Shelling has stopped in Homs. Italian Foreign Minister Antonio Tajani visited the city on Sunday.",
         [("visit", "held", {"ITA", "SYR"}, "2024-05-19", "SYR")]),
        ("The Moroccan ambassador handed Spain's foreign minister a letter on Sunday.", []),
    ],
)  # fmt: skip
def test_invited_on_the_way_and_called_off(coding, text, expected):
    assert rows(coding(text, "2024-05-20")) == expected


def test_calls_with_several_are_several_calls(coding):
    """Each with those who took part in it alone."""
    told = coding("Morocco's foreign minister held telephone calls with the foreign ministers of Mali and Niger.")[
        "meetings"
    ]
    assert [set(row["parties"]) for row in told] == [{"MAR", "MLI"}, {"MAR", "NER"}]
    assert [sorted({p["country"] for p in row["participants"]}) for row in told] == [["MAR", "MLI"], ["MAR", "NER"]]


def test_whom_a_traveller_saw_there_took_part(coding):
    (row,) = coding("Italy's prime minister went to Tirana, where she saw Albanian Prime Minister Edi Rama.")[
        "meetings"
    ]
    assert "Edi Rama" in [p["name"] for p in row["participants"]]


def test_of_the_stops_of_a_list_all_are_rows_or_none(coding):
    """The second stop of a list alone would be less probable than a row has to be."""
    text = (
        "Iraqi Foreign Minister Fuad Hussein arrived in Ankara on Saturday, where he met Turkish Foreign Minister Hakan "
        "Fidan, and will go on to Rome and Vienna."
    )
    assert [row["place_country"] for row in coding(text, "2024-05-20")["meetings"]] == ["TUR", "ITA", "AUT"]
