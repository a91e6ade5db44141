"""How page beginnings tell a meeting, by what was misread in them; in texts of our own. All on Tuesday, 20 May 2025."""

import pytest

from lib.codebook import rows
from lib.codebook.languages import NativePerson
from lib.codebook.records import Tenure
from lib.coder import code
from lib.schema import Article

LANGUAGES = ("ar", "fa", "fr", "he", "ru", "tr", "zh")
ONE = {  # what is told -> (language, text, kind, status, sides, day, country)
    "a word that may be said of a call, beside the call": [
        ("tr", "Fidan, Lavrov ile görüştü. Dışişleri Bakanı Fidan dün Lavrov ile bir telefon görüşmesi yaptı.", "phone_call", "held", "RUS TUR", "2025-05-19", ""),
        ("fa", "وزیر خارجه ترکیه و وزیر خارجه روسیه گفتگو کردند. فیدان در تماس تلفنی با لاوروف از آتش‌بس گفت.", "phone_call", "held", "RUS TUR", "", ""),
        ("ar", "تلقى وزير الخارجية التركي هاكان فيدان اتصالا هاتفيا من سيرغي لافروف. وناقش فيدان مع لافروف ملف الحبوب.", "phone_call", "held", "RUS TUR", "", ""),
    ],
    "verbs of meeting, speaking and going": [
        ("ar", "قابل وزير الخارجية الكويتي عبد الله اليحيا نظيره الهولندي أمس.", "meeting", "held", "KWT NLD", "2025-05-19", ""),
        ("ar", "غادر رئيس الوزراء العراقي بغداد أمس متوجها إلى أنقرة.", "visit", "held", "IRQ TUR", "2025-05-19", "TUR"),
        ("fa", "وزیر خارجه عمان دیروز به کابل رفت.", "visit", "held", "AFG OMN", "2025-05-19", "AFG"),
        ("fa", "وزیر خارجه عمان دیروز با همتای هلندی خود تماس گرفت.", "phone_call", "held", "NLD OMN", "2025-05-19", ""),
        ("fa", "قالیباف تهران را به مقصد کابل پایتخت افغانستان ترک کرد.", "visit", "held", "AFG IRN", "", "AFG"),
        ("tr", "Ukrayna Cumhurbaşkanı Zelenski ile Finlandiya Cumhurbaşkanı Stubb, tahıl koridorunu ele aldı.", "talks", "held", "FIN UKR", "", ""),
        ("tr", "Yarın Atina'dan Bükreş'e geçecek olan Mısır Dışişleri Bakanı konuştu.", "visit", "planned", "EGY ROU", "2025-05-21", "ROU"),
        ("tr", "Dün Oslo'ya giden Mısır Dışişleri Bakanı konuştu.", "visit", "held", "EGY NOR", "2025-05-19", "NOR"),
        ("ru", "Президент Сербии и президент Армении вчера обменялись мнениями о торговле.", "talks", "held", "ARM SRB", "2025-05-19", ""),
        ("ru", "Президент Сербии договорился завтра встретиться с президентом Армении.", "meeting", "planned", "ARM SRB", "2025-05-21", ""),
        ("zh", "挪威首相昨日拜会日本首相。", "meeting", "held", "JPN NOR", "2025-05-19", ""),
        ("zh", "挪威外长与日本外长就粮价交换意见。", "talks", "held", "JPN NOR", "", ""),
    ],
    "one look ahead for two verbs": [
        ("ar", "من المقرر أن يلتقي وزير خارجية السنغال الأسبوع المقبل في نيروبي وزير خارجية كينيا، ويبحث معه ملف الهجرة والعمل والتعليم.", "meeting", "planned", "KEN SEN", "2025-05-26", "KEN"),
    ],
    "a word behind the journey that looks ahead": [
        ("ar", "تحدث وزير خارجية السنغال عن زيارته المرتقبة إلى نيروبي.", "visit", "planned", "KEN SEN", "", "KEN"),
    ],
    "what is on the programme, asked for or only possible": [
        ("fr", "Au programme du déplacement du ministre norvégien : un entretien avec le président kényan.", "meeting", "planned", "KEN NOR", "", ""),
        ("fr", "Le président norvégien a chargé son ministre des Affaires étrangères d'effectuer une visite au Kenya.", "visit", "planned", "KEN NOR", "", "KEN"),
        ("fr", "On parle des visites que le ministre norvégien doit également faire à Nairobi.", "visit", "planned", "KEN NOR", "", "KEN"),
        ("fr", "Le ministre norvégien devait aller à Nairobi avant de reporter sa visite.", "visit", "cancelled", "KEN NOR", "", "KEN"),
        ("tr", "Norveç Başbakanı ile Kenya Cumhurbaşkanı arasında olası bir görüşme için çalışmalar sürüyor.", "meeting", "proposed", "KEN NOR", "", ""),
    ],
    "a capital behind the word for one": [
        ("fr", "Le ministre norvégien est arrivé hier dans la capitale kényane Nairobi.", "visit", "held", "KEN NOR", "2025-05-19", "KEN"),
    ],
    "an office whose title names its people abroad": [
        ("fr", "Le président kényan a reçu hier le ministre des Affaires étrangères, de la Coopération et des Mauritaniens à l'étranger.", "meeting", "held", "KEN MRT", "2025-05-19", ""),
    ],
    "a verb far behind its day": [
        ("fa", "وزیر خارجه عمان روز پنجشنبه در صدر هیئتی بلندپایه از مدیران و کارشناسان سیاسی، اقتصادی و فرهنگی این کشور برای سفری دو روزه عازم کابل می‌شود.", "visit", "planned", "AFG OMN", "2025-05-22", "AFG"),
    ],
    "who was received where the text says no host": [
        ("fr", "Le roi de Norvège a été reçu hier à l'Élysée.", "meeting", "held", "FRA NOR", "2025-05-19", "FRA"),
    ],
    "the day of something else": [
        ("fr", "C'est la première visite du roi de Norvège à Accra depuis le traité du 3 mars.", "visit", "held", "GHA NOR", "", "GHA"),
        ("ar", "هي أول زيارة يقوم بها ملك النرويج إلى أكرا منذ اتفاق الصيد في مارس.", "visit", "held", "GHA NOR", "", "GHA"),
    ],
    "a clause that opens the sentence": [
        ("fr", "Après un long silence à Accra, le roi de Norvège a rencontré lundi le président du Chili.", "meeting", "held", "CHL NOR", "2025-05-19", ""),
    ],
    "what stands behind a verb that comes first": [
        ("ar", "يزور ملك النرويج، غدا الأربعاء، غانا، في جولة تستمر أياما.", "visit", "planned", "GHA NOR", "2025-05-21", "GHA"),
    ],
    "the office as a place": [
        ("ru", "Король Норвегии встретился с президентом Чили, следует из информации канцелярии премьер-министра.", "meeting", "held", "CHL NOR", "", ""),
    ],
    "of both countries": [
        ("fa", "پادشاه نروژ با رئیس‌جمهور شیلی دیدار کرد. وزیران خارجه دو کشور حاضر بودند.", "meeting", "held", "CHL NOR", "", ""),
        ("zh", "挪威国王会见智利总统。两国外长在座。", "meeting", "held", "CHL NOR", "", ""),
    ],
    "a counterpart from a country": [
        ("ru", "Министр иностранных дел Сербии вчера принял коллегу из Чили.", "meeting", "held", "CHL SRB", "2025-05-19", ""),
    ],
    "an invitation is no visit": [
        ("zh", "挪威国王邀请智利总统访问奥斯陆。", "visit", "proposed", "CHL NOR", "", "NOR"),
    ],
    "a day of the month in two words": [
        ("ar", "يزور ملك النرويج غانا يومي السادس والسابع من حزيران.", "visit", "planned", "GHA NOR", "2025-06-06", "GHA"),
    ],
    "this regime": [
        ("fa", "رسانه‌های صهیونیستی از دیدار وزیر خارجه این رژیم با پادشاه نروژ گفتند.", "meeting", "held", "ISR NOR", "", ""),
    ],
}  # fmt: skip
SEVERAL = {  # what is told -> (language, text, [(sides, day)])
    "each of several places has its day": [
        ("fr", "Le roi de Norvège se rendra au Ghana et au Kenya jeudi, au Chili samedi.", [("GHA NOR", "2025-05-22"), ("KEN NOR", "2025-05-22"), ("CHL NOR", "2025-05-24")]),
    ],
    "meetings of one with each": [
        ("ru", "Планируются встречи короля Норвегии с президентом Чили и премьер-министром Кении.", [("CHL NOR", ""), ("KEN NOR", "")]),
        ("ru", "Король Норвегии связался с президентом Чили, с премьер-министром Кении, с королем Иордании.", [("CHL NOR", ""), ("KEN NOR", ""), ("JOR NOR", "")]),
        ("ar", "أجرى ملك النرويج أمس اتصالات مع ملك الأردن وأمير قطر.", [("JOR NOR", "2025-05-19"), ("NOR QAT", "2025-05-19")]),
    ],
    "the countries of those who asked": [
        ("zh", "应挪威外长、智利外长邀请，外交部长王毅将于6月2日至6日对上述国家进行正式访问。", [("CHN NOR", "2025-06-02"), ("CHL CHN", "2025-06-02")]),
    ],
    "a day makes what sounds known another one": [
        ("tr", "Norveç Kralı, Şili Cumhurbaşkanı ile dün Oslo'da bir araya geldi. Norveç Kralı, 3 Mart'ta Şili Cumhurbaşkanı ile yaptığı telefon görüşmesinde tarımı konuşmuştu.", [("CHL NOR", "2025-05-19"), ("CHL NOR", "2025-03-03")]),
    ],
}  # fmt: skip
NONE = [
    ("fa", "سفیر نروژ در گفت‌وگو با خبرگزاری ایسنا از روابط شیلی و نروژ گفت."),
    ("fr", "Le roi de Norvège a évoqué le Chili dans un entretien exclusif diffusé dimanche."),
    ("ru", "Посол Норвегии в беседе с журналистами говорил о президенте Чили."),
    ("zh", "挪威首相在接受采访会谈中谈到智利总统。"),
    ("ar", "خطب الأمير خالد بن فيصل بن تركي في جدة أمس."),
    ("ar", "شكر أمير الكويت رئيس تشيلي على موقفه الذي دعاه إلى التركيز على التعليم."),
]


def coded(language: str, text: str) -> dict:
    return code(Article("a", text, published="2025-05-20", language=language))


@pytest.mark.parametrize(
    ("language", "text", "kind", "status", "sides", "day", "country"),
    [pytest.param(*case, id=f"{case[0]}: {name}") for name, cases in ONE.items() for case in cases],
)
def test_one_meeting_is_told(language, text, kind, status, sides, day, country):
    found = [
        (m["kind"], m["status"], " ".join(sorted(m["parties"])), m["date_start"], m["place_country"])
        for m in coded(language, text)["meetings"]
    ]
    assert found == [(kind, status, sides, day, country)]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [pytest.param(*case, id=f"{case[0]}: {name}") for name, cases in SEVERAL.items() for case in cases],
)
def test_several_meetings_are_told(language, text, told):
    assert [(" ".join(sorted(m["parties"])), m["date_start"]) for m in coded(language, text)["meetings"]] == told


@pytest.mark.parametrize(
    ("language", "text", "sides"),
    [
        ("fr", "Le ministre norvégien s'est entretenu avec les dirigeants du Kenya, du Ghana et du Tchad.", ["GHA NOR", "KEN NOR", "NOR TCD"]),
        ("tr", "Norveç Başbakanı, Kenya Cumhurbaşkanı ve Gana Cumhurbaşkanı ile telefon görüşmeleri gerçekleştirdi.", ["GHA NOR", "KEN NOR"]),
        ("tr", "Norveç Dışişleri Bakanı, Gana Dışişleri Bakanı ile görüştü. Norveç Başbakanı ile Kenya Cumhurbaşkanının yapacakları görüşmenin hazırlığı konuşuldu.", ["GHA NOR", "KEN NOR"]),
        ("fr", "Le ministre norvégien va effectuer une tournée dans trois pays – le Kenya, le Ghana et le Tchad.", ["GHA NOR", "KEN NOR", "NOR TCD"]),
        ("fr", "Le ministre norvégien a terminé une tournée pour un cessez-le-feu au Tchad.", []),  # not where he went
        ("fr", "Le président kényan a reçu notre ministre des Affaires étrangères. Le ministre des Affaires étrangères du Ghana a parlé.", []),
        ("fa", "این هیئت با مقامات کنیا دیدار کرد. این هیئت به نروژ سفر کرد.", []),  # whose it is was not told
    ],
)  # fmt: skip
def test_each_of_a_list_and_nobody_else_is_a_side(language, text, sides):
    assert sorted(" ".join(sorted(m["parties"])) for m in coded(language, text)["meetings"]) == sides


@pytest.mark.parametrize(("language", "text"), NONE)
def test_no_meeting_is_told(language, text):
    assert coded(language, text)["meetings"] == []


@pytest.mark.parametrize(
    ("language", "text", "people"),
    [
        ("ar", "أقام وزير خارجية النرويج مأدبة غداء تكريما للضيوف.", []),  # no name
        ("ar", "قال وزير خارجية النرويج يقوم بها الوفد.", []),
        ("fa", "گفت‌وگوی وزیر خارجه نروژ صورت گرفت.", []),
        ("fa", "فاطمه احمدی وزیر خارجه نروژ سخن گفت.", ["فاطمه احمدی"]),
        ("ar", "تحدث مشعل الأحمد الجابر الصباح أمير الكويت.", ["Mishal al-Ahmad al-Jaber al-Sabah"]),  # all of it is one name
    ],
)  # fmt: skip
def test_words_beside_an_office_are_a_name_only_where_they_look_like_one(language, text, people):
    assert [row["name"] for row in coded(language, text)["actors"] if row["kind"] == "person"] == people


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_are_called_as_everywhere(language):
    called = {row.name for row in rows(Tenure)}
    other = {alias for row in rows(Tenure) for alias in row.aliases if " " in alias} - called
    assert [row.name for row in rows(NativePerson, language) if row.name in other] == []


@pytest.mark.parametrize(
    ("language", "text", "topics"),
    [
        ("ar", "تعمل الدولتان على تطوير التعاون بين البلدين الشقيقين.", {"bilateral_ties"}),
        ("fr", "Les deux pays veulent renforcer la coopération entre eux.", {"bilateral_ties"}),
        ("he", "שתי המדינות העמיקו את שיתופי הפעולה והידידות בין העמים.", {"bilateral_ties"}),
        ("fa", "دو طرف از احیای روابط و توافق پکن گفتند.", {"reconciliation"}),
        ("tr", "Saldırı ve çatışma sürüyor, askeri durum ağır.", {"security_defence"}),
    ],
)
def test_topics_are_told_in_other_words(language, text, topics):
    assert {row["topic"] for row in coded(language, text)["topics"]} == topics
