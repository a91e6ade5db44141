"""What kind of event a sentence tells: every PLOVER type in many words, and sentences that tell none."""

import pytest

from lib.coder import code
from lib.schema import EVENT_TYPES, Article

TOLD = {
    "AGREE": [
        "Lebanon and Israel have agreed to hold indirect talks on their maritime border.",
        "Turkey vowed to support Azerbaijan.",
        "France and Algeria signed up to a new security dialogue.",
        "Sudan's generals consented to a seven-day truce.",
        "The Omani sultan is due to visit Iran later this month.",
        "Russia expressed its readiness to mediate between Armenia and Azerbaijan.",
    ],
    "CONSULT": [
        "Kuwait's emir held a telephone conversation with the Egyptian president.",
        "The Iraqi prime minister is in Ankara for talks with Turkish officials.",
        "The foreign ministers of Egypt, Jordan and Iraq gathered in Baghdad.",
        "An Iranian delegation travelled to Riyadh.",
        "Emirati and Israeli officials sat down in Abu Dhabi for the first round of trade negotiations.",
        "Saudi Crown Prince Mohammed bin Salman welcomed the Qatari emir at the airport in Al-Ula.",
        "The UN envoy shuttled between Tripoli and Benghazi.",
        "Jordan's king conferred with the French president in Paris.",
    ],
    "SUPPORT": [
        "Morocco recognised the new government of Libya.",
        "Egypt's foreign ministry hailed the agreement between Iran and Saudi Arabia.",
        "Pakistan backed Turkey's position on Cyprus.",
        "Iran's president offered condolences to Turkey over the earthquake.",
        "Israel and the UAE inked a free trade agreement.",
        "Qatar and the UAE reopened their embassies.",
        "Tunisia ratified the treaty with Algeria.",
        "Iran congratulated Iraq on the elections.",
    ],
    "CONCEDE": [
        "Saudi Arabia eased visa rules for Iranians.",
        "Egypt's president pardoned a jailed Palestinian activist.",
        "Bahrain dropped charges against two opposition leaders.",
        "Turkey dropped its objection to Sweden's membership of NATO.",
    ],
    "RETREAT": [
        "Hezbollah fighters pulled back from the Syrian border.",
        "Israel freed 30 Palestinian prisoners.",
        "Eritrean troops have left the Ethiopian town.",
        "Fighters of the PKK laid down their weapons.",
        "Israel allowed aid trucks into Gaza.",
        "Iran handed over the bodies of two Iraqi soldiers.",
        "Sudan's prime minister stepped down.",
    ],
    "COOPERATE": [
        "Turkey extradited two suspects to Iraq.",
        "Egypt and Saudi Arabia began joint military drills in the Red Sea.",
        "Jordan and Israel exchanged intelligence on smugglers.",
    ],
    "AID": [
        "The UAE airlifted medical supplies to Gaza.",
        "Saudi Arabia deposited two billion dollars in Pakistan's central bank.",
        "Iran supplied drones to Russia.",
        "Turkey sent rescue teams to Morocco.",
        "Jordan took in thousands of Syrian refugees.",
        "China donated vaccines to Lebanon.",
    ],
    "REQUEST": [
        "Iran asked Japan to release frozen funds.",
        "Sudan's army chief called on the RSF to leave civilian homes.",
        "Lebanon's prime minister appealed to Arab states for help.",
        "Egypt insisted that Israel withdraw from the corridor.",
        "The UN secretary-general urged restraint in Lebanon.",
        "Iraq requested an emergency meeting of the Arab League.",
        "The European Union demands that Turkey respect the borders of Greece.",
    ],
    "ACCUSE": [
        "Iran blamed Israel for the explosion at Natanz.",
        "Algeria's foreign ministry denounced the French president's remarks.",
        "Egypt lodged a protest with Sudan.",
        "Kuwait summoned the Iranian charge d'affaires.",
        "Turkey's prosecutor charged 20 Saudi nationals over the killing of Khashoggi.",
        "The IAEA is investigating traces of uranium in Iran.",
        "Israel's prime minister criticised the Spanish government.",
        "Syria complained to the United Nations about Israeli strikes.",
    ],
    "REJECT": [
        "Iran ruled out direct negotiations with the United States.",
        "Sudan's army turned down an invitation to talks in Geneva.",
        "Russia vetoed a resolution on Syria.",
        "Saudi Arabia denied entry to an Iranian delegation.",
        "Lebanon's president declined to meet the Iranian envoy.",
        "Egypt postponed the visit of the Israeli intelligence chief.",
        "Israel ignored calls by Egypt for a truce.",
        "The Taliban dismissed the UN report.",
    ],
    "THREATEN": [
        "Israel warned Lebanon of a harsh response.",
        "Turkey said it would launch an operation against Kurdish fighters in Syria.",
        "The United States threatened Iraq with sanctions.",
        "Iran vowed to avenge the killing of its general by Israel.",
        "Algeria plans to cut gas supplies to Spain.",
        "Iran could close the Strait of Hormuz.",
    ],
    "PROTEST": [
        "Hundreds of Lebanese blocked roads in Beirut.",
        "Thousands of Jordanians marched to the Israeli embassy in Amman.",
        "Iraqi oil workers walked out over unpaid wages.",
        "Palestinian prisoners in Israel began a hunger strike.",
        "Protesters set fire to the Swedish embassy in Baghdad.",
        "Iranian truck drivers went on strike.",
    ],
    "SANCTION": [
        "Saudi Arabia cut diplomatic ties with Iran.",
        "Bahrain withdrew its ambassador from Qatar.",
        "The US Treasury blacklisted two Iranian banks.",
        "Egypt walked out of talks with Ethiopia.",
        "Germany froze development aid to the Palestinians.",
        "Kuwait ordered Iran's ambassador to leave.",
        "Turkey halted all trade with Israel.",
    ],
    "MOBILIZE": [
        "Iran put its forces on high alert.",
        "Egypt deployed tanks along the border with Gaza.",
        "Israel called up thousands of reservists.",
        "Iran test-fired a ballistic missile.",
        "The United States sent an aircraft carrier to the eastern Mediterranean.",
    ],
    "COERCE": [
        "Israel detained two Turkish nationals at the airport.",
        "Saudi Arabia banned imports from Lebanon.",
        "Iran confiscated the cargo of a Korean tanker.",
        "Turkey jailed a German journalist.",
        "Iraqi authorities shut down the internet.",
        "Jordan declared a state of emergency.",
        "Iranian hackers broke into the Albanian government's servers.",
        "Kuwait expelled 100 Egyptian workers.",
    ],
    "ASSAULT": [
        "Iran-backed militias fired rockets at a US base in Syria.",
        "An Israeli drone struck a car in southern Lebanon.",
        "Saudi jets pounded Houthi positions in Sanaa.",
        "Turkish soldiers killed four PKK militants in northern Iraq.",
        "A car bomb exploded outside the Turkish embassy in Mogadishu.",
        "Israeli troops shot dead a Palestinian teenager near Jenin.",
        "Ethiopian forces captured the town from Tigrayan rebels.",
        "Iran shot down an American drone.",
        "Police fired tear gas at protesters in Baghdad.",
        "Settlers torched Palestinian homes in Huwara.",
        "Fighting erupted between the Sudanese army and the RSF.",
    ],
}
NOTHING = [
    "The oil price fell by two percent on Monday.",
    "Iran's currency hit a record low against the dollar.",
    "Egypt's population passed 110 million.",
    "The Saudi league begins in August.",
    "Turkey's inflation slowed to 38 percent.",
    "The ministry published the figures on Sunday.",
    "Beirut lies on the Mediterranean.",
    "Qatar Airways ordered 50 new jets from Boeing.",
    "Morocco beat Spain on penalties at the World Cup.",
    "The film opened in Cairo last week.",
    "Jordan's king turned 62 on Tuesday.",
    "Iran holds a presidential election on Friday.",
    "A storm flooded roads in Oman.",
    "The Iraqi dinar is pegged to the dollar.",
    "Kylian Mbappe struck twice as France beat Morocco in the World Cup semi-final.",
    "Will Iran attack Israel?",
    "The committee discussed the budget.",
]


def kinds(text: str) -> set[str]:
    return {row["event_type"] for row in code(Article("a", text, published="2024-05-15"))["events"]}


def test_every_type_is_told():
    assert set(TOLD) == set(EVENT_TYPES)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in TOLD.items() for text in texts])
def test_type(kind, text):
    assert kind in kinds(text)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text):
    assert kinds(text) == set()
