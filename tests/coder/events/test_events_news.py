"""Sentences as agencies write them: what happened, who did it, and to whom."""

import pytest

from lib.coder import code
from lib.schema import Article

# type, actors > recipients, sentence
NEWS = [
    ("COERCE", "KEN>OMN", "Kenya answered the tariffs by closing its border with Oman."),
    ("ASSAULT", "IRN>USA", "Markets fell after Iran's missile attack on the United States."),
    ("CONSULT", "OMN,KEN>", "Oman's king telephoned Kenya's president, hours after a storm had closed the port."),
    ("ACCUSE", "ISR>ORG:HEZBOLLAH", "Israel's army said Hezbollah was responsible for the rocket fire."),
    (
        "AGREE",
        "ORG:HAMAS>ISR",
        "Hamas, which has ruled Gaza since 2007, said late on Tuesday that it was prepared to release all remaining Israeli hostages.",
    ),
    (
        "REJECT",
        "IRN>USA",
        "Speaking to reporters in New York, Iran's foreign minister flatly rejected an American proposal to limit missile ranges.",
    ),
    (
        "SANCTION",
        "USA>IRN",
        "The United States on Thursday slapped fresh sanctions on an Iranian shipping network that it says moves oil to China.",
    ),
    (
        "CONSULT",
        "SAU,IRN>",
        "For the first time since 2016, the Saudi and Iranian foreign ministers sat down together in Beijing to discuss the reopening of embassies.",
    ),
    (
        "REQUEST",
        "FRA>IRN",
        "In a call with his Iranian counterpart, French President Emmanuel Macron urged Tehran to free two detained citizens.",
    ),
    ("ACCUSE", "UKR>RUS", "Ukraine's president accused Moscow of using food as a weapon."),
    ("SUPPORT", "CHN>SAU", "Beijing voiced firm support for Riyadh's bid to host the talks."),
    (
        "THREATEN",
        "IRN>ISR",
        "Iranian commanders have repeatedly threatened to hit Israeli cities if the reactor is attacked.",
    ),
    (
        "RETREAT",
        "RUS>SYR",
        "Russian forces completed their withdrawal from two bases in north-eastern Syria, a monitor said.",
    ),
    # what somebody announces of others is done by these
    ("CONCEDE", "USA>SYR", "The Lebanese president announced that the United States was lifting sanctions on Syria."),
    ("RETREAT", "KWT>IRQ", "The Iraqi interior minister announced that Kuwait had released four Iraqi fishermen."),
    # soldiers who keep the peace
    ("AID", "GHA>LBN", "Ghana deployed 300 soldiers to Lebanon as part of the UN peacekeeping mission."),
    ("AGREE", "PRT>LBN", "Portugal will send soldiers to Lebanon to serve with UN peacekeepers."),
    # help is given by whom it is received from, prisoners are freed by who held them, complaints are of others than who hears them
    ("AID", "KWT>YEM", "Yemen received twenty tonnes of aid from Kuwait on Sunday."),
    ("RETREAT", "IRN>FRA", "Oman mediated the release of two Frenchmen held by Iran."),
    ("ACCUSE", "LBN>ISR", "Lebanon complained to the United Nations about Israeli air strikes."),
    # who is deterred is threatened, not who is guarded
    ("THREATEN", "USA>IRN", "The United States will deploy another battery to Kuwait to deter Iran."),
    ("SUPPORT", "KWT,IRN>", "Kuwait and Iran exchanged ambassadors on Monday."),
    ("RETREAT", "IRQ,JOR>", "Iraq and Jordan reopened their border."),
    # who was hit is not who is accused of it
    ("ACCUSE", "OMN>", "Oman condemned the drone attack on Kuwait."),
    ("ACCUSE", "MAR>", "Morocco denounced the storming of the Jordanian embassy in Baghdad."),
    (
        "ACCUSE",
        "OMN>ORG:HAMAS",
        "Oman condemned the attack by Hamas against Israeli civilians and stressed its ties with Jordan.",
    ),
    ("ACCUSE", "OMN>ORG:HAMAS", "Oman condemned the rocket attacks by Hamas, including against Tel Aviv."),
    ("ACCUSE", "OMN>", "Oman condemned these attacks and underscored its support for Jordan."),
    ("ACCUSE", "OMN,KWT>ISR", "Oman's sultan met Kuwait's emir in Muscat. The two condemned Israel's attack on Qatar."),
    ("ACCUSE", "OMN>ISR", "Oman condemned Israeli strikes against the Houthis in Yemen."),
    ("ACCUSE", "TUN>ISR", "Tunisia condemned the bombing of Gaza by Israel."),
    ("AID", "TUR>SOM", "A Turkish ship carrying five thousand tonnes of aid arrived in Somalia."),
    ("AID", "KWT>LBN", "Kuwait pledged and then delivered forty tonnes of medical supplies to Lebanon."),
    (
        "REQUEST",
        "LBN>ISR",
        "Lebanon's caretaker prime minister demanded that Israel halt its attacks and withdraw from five border points.",
    ),
    ("CONSULT", "EGY>TUR", "Egypt's Sisi flew to Ankara on Wednesday, his first trip to Turkey as president."),
    (
        "AGREE",
        "TUR,SYR>",
        "Turkey and Syria will hold a new round of talks in Moscow next month, Russian officials said.",
    ),
    ("REJECT", "DZA>MAR", "Algeria has again refused to reopen its airspace to Moroccan aircraft."),
    ("COERCE", "IRN>GBR", "Iran's Revolutionary Guards have detained two British nationals on spying charges."),
    (
        "PROTEST",
        "IRQ>TUR",
        "Hundreds of Iraqis gathered outside the Turkish embassy in Baghdad to protest against the shelling of a resort.",
    ),
    (
        "ASSAULT",
        "ORG:HOUTHI>SAU",
        "Yemen's Houthis claimed responsibility for a drone attack on Saudi oil facilities in Abqaiq.",
    ),
    ("MOBILIZE", "ISR>", "Israel's military has sent two more brigades to the northern border."),
    ("ACCUSE", "QAT>ISR", "Doha strongly condemned what it called Israel's cowardly strike on a residential building."),
    (
        "SANCTION",
        "TUN>SYR",
        "Tunisia withdrew its ambassador from Damascus in 2012 to protest the government's crackdown.",
    ),
    ("SUPPORT", "ARE,SYR>", "The United Arab Emirates and Syria signed a memorandum on solar power."),
    (
        "AGREE",
        "EGY,QAT,USA>",
        "Egypt, Qatar and the United States issued a joint statement promising to guarantee the truce.",
    ),
    ("CONCEDE", "ISR>PSE", "Israel eased restrictions on the movement of Palestinian workers during Ramadan."),
    ("RETREAT", "ORG:TALIBAN>USA", "The Taliban freed an American citizen held since 2022 after mediation by Qatar."),
    (
        "REJECT",
        "ISR>PSE",
        "Israeli Prime Minister Benjamin Netanyahu has ruled out a role for the Palestinian Authority in Gaza.",
    ),
    (
        "ASSAULT",
        "PAK>IRN",
        "Pakistan launched retaliatory strikes against militant hideouts in Iran's Sistan-Baluchestan province.",
    ),
    (
        "COOPERATE",
        "IRQ,TUR>",
        "Iraqi and Turkish intelligence services carried out a joint operation against the PKK in Sinjar.",
    ),
    (
        "THREATEN",
        "USA>IRQ",
        "Washington warned Baghdad that it would cut off access to oil revenue if American troops were expelled.",
    ),
    ("REQUEST", "ORG:UN>ISR", "The UN's human rights chief called on Israel to lift its siege of Gaza immediately."),
    ("SANCTION", "GBR>IRN", "Britain expelled an Iranian diplomat and summoned the charge d'affaires."),
    (
        "ACCUSE",
        "IRN>USA",
        "Iran's UN mission said the United States bore full responsibility for the attack on its consulate.",
    ),
    ("AGREE", "KWT>IRQ", "Kuwait has offered to finance a rail link with Iraq."),
    (
        "CONSULT",
        "JOR>SYR",
        "Jordan's foreign minister made a rare visit to Damascus on Monday and met President Ahmed al-Sharaa.",
    ),
    ("SUPPORT", "SAU>SYR", "Riyadh welcomed the lifting of sanctions on Syria."),
    ("CONCEDE", "USA>SYR", "President Trump said the United States was lifting all sanctions on Syria."),
    (
        "THREATEN",
        "ORG:HOUTHI>ISR",
        "The Houthis said on Sunday they would resume attacks on Israeli shipping unless aid entered Gaza within four days.",
    ),
    ("SANCTION", "IRQ>LTU", "Iraq suspended flights to Lithuania."),
    (
        "ACCUSE",
        "SDN>ARE",
        "Sudan's army-led government filed a case against the United Arab Emirates at the International Court of Justice, accusing it of arming the RSF.",
    ),
    ("SANCTION", "SDN>ARE", "Sudan broke off diplomatic relations with the UAE in May."),
    ("ASSAULT", "ISR>IRN", "Israel carried out a wave of strikes on military sites across Iran early on Saturday."),
    ("RETREAT", "ISR,ORG:HEZBOLLAH>", "A ceasefire between Israel and Hezbollah took effect before dawn on Wednesday."),
    ("AGREE", "ISR,ORG:HAMAS>", "Israel and Hamas have agreed on the first phase of a deal to end the war."),
    ("REJECT", "ISR>FRA", "Israel's foreign minister dismissed the French initiative as a prize for terrorism."),
    (
        "COERCE",
        "ISR>TUR",
        "Israeli naval forces intercepted a Turkish aid vessel bound for Gaza and towed it to Ashdod.",
    ),
    ("AGREE", "SOM>EGY", "Somalia's president said his country would sign a defence pact with Egypt."),
    ("CONSULT", "USA,IRN>", "US and Iranian negotiators met for a fourth round of indirect talks in Muscat."),
    ("REJECT", "IRN>", "Tehran insists it will never give up enrichment."),
    ("REQUEST", "USA>LBN", "The American envoy pressed Lebanon to disarm Hezbollah by the end of the year."),
    (
        "ACCUSE",
        "ORG:IAEA>IRN",
        "The IAEA's board of governors adopted a resolution censuring Iran for failing to cooperate.",
    ),
    ("THREATEN", "IRN>", "Iran's parliament threatened to leave the Non-Proliferation Treaty."),
    ("RETREAT", "ARM>AZE", "Armenia handed four border villages back to Azerbaijan."),
    ("CONSULT", "AZE,ARM>", "The leaders of Azerbaijan and Armenia met on the sidelines of a summit in Tirana."),
    ("CONSULT", "IRN>SYR", "Iran's envoy became the first Gulf diplomat to visit Damascus in a decade."),
    ("THREATEN", "USA>ORG:HAMAS", "The United States has given Hamas until Sunday to accept the plan."),
    ("SANCTION", "LBN>IRN", "Lebanon has given Iran's ambassador seven days to leave."),
    ("SANCTION", "ORG:EU>IRN", "The EU added two Iranian firms to its sanctions list."),
    (
        "CONCEDE",
        "USA>ORG:HOUTHI",
        "The United States removed the Houthis from its list of foreign terrorist organisations.",
    ),
    ("COOPERATE", "SAU,PAK>", "Saudi and Pakistani troops completed a three-week training exercise near Tabuk."),
    ("ACCUSE", ">ISR", 'The kingdom "strongly condemns" the Israeli strike, the foreign ministry said.'),
    ("PROTEST", "IRN>", "Traders in Tehran shut their stalls over the plunging rial."),
    ("CONSULT", "KAZ,TUR,RUS,IRN>", "Astana hosted peace talks with delegations from Turkey, Russia and Iran."),
    ("RETREAT", "ORG:PKK>", "PKK fighters laid down their weapons in Sulaymaniyah."),
    ("CONSULT", "IRN,USA>", "Iran and the US held indirect talks under Omani mediation."),
    ("ASSAULT", "ISR>ORG:HAMAS", "A Hamas commander was assassinated in Beirut in a strike blamed on Israel."),
    ("MOBILIZE", "EGY>", "The Egyptian army has been placed on high alert."),
    ("ACCUSE", "ZAF>ISR", "South Africa described the Israeli operation as genocide."),
]


@pytest.mark.parametrize(("kind", "dyad", "text"), NEWS, ids=[text[:40] for _, _, text in NEWS])
def test_news(kind, dyad, text):
    actors, recipients = (sorted(filter(None, part.split(","))) for part in dyad.split(">"))
    rows = code(Article("a", text, published="2024-05-15"))["events"]
    assert (kind, actors, recipients) in [(r["event_type"], sorted(r["actor"]), sorted(r["recipient"])) for r in rows]


@pytest.mark.parametrize(
    "text",
    [
        "The king's motorcade passed through the old quarter of Fez.",
        "Tehran's metro carries three million passengers a day.",
        "Shares in Istanbul rose after the central bank cut rates.",
        "The minister of health opened a clinic in Aqaba.",
        "Doha will host the Asian Cup in January.",
        # wars that are a name, a likeness, or a part of another word; weapons that nobody uses
        "Turkey still has veterans of the Korean War against North Korea.",
        "The Cold War divided Iran and the Soviet Union.",
        "Syria's war effort costs Russia dearly.",
        "Qatar bought jets and missiles from France.",
        "Two climbers died on Mount Damavand in Iran.",
        "Turkey's trade deficit widened in April.",
        "Mecca welcomed 1.8 million pilgrims this year.",
        "Tehran's stock exchange rallied after the announcement.",
        "The Egyptian pound was trading at 47 to the dollar.",
        "The Turkish lira weakened to a record low after the election, dealers in Istanbul said.",
        "Egypt's wheat reserves are sufficient for five months, the supply minister told a news conference.",
        "Jordan, home to more than two million Palestinian refugees, has few natural resources.",
        "The Iranian film won the top prize at the festival in Cannes.",
        "Saudi Aramco raised its selling price for Asian buyers in June.",
        "He was born in Basra in 1955 and studied law in Baghdad.",
    ],
)
def test_no_news(text):
    assert code(Article("a", text, published="2024-05-15"))["events"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Morocco's king spoke with the Jordanian king about the attacks that killed nine Jordanians.",
        "Morocco affirmed Jordan's right to defend itself from gunmen who killed nine people.",
        "Omani and Kuwaiti ministers discussed the deadly bombing in Basra.",
        "Tunisia extended its condolences to Jordan for the attack that killed nine Jordanians.",
    ],
)
def test_who_speaks_of_an_attack_did_not_attack(text):
    assert "ASSAULT" not in {row["event_type"] for row in code(Article("a", text, published="2024-05-15"))["events"]}
