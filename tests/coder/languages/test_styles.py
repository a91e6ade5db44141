"""Arabic, Persian, Hebrew and Turkish as agencies, ministries and local papers write them. All on Tuesday, 20 May 2025."""

import pytest

from lib.coder import code
from lib.schema import Article

TOLD = [  # language, text, kind, status, sides, day
    ("ar", "تلقى السيد الرئيس عبد الفتاح السيسي، اليوم، اتصالاً هاتفياً من الرئيس الفرنسي إيمانويل ماكرون.", "phone_call", "held", "EGY FRA", "2025-05-20"),
    ("ar", "عقد وزير الخارجية والهجرة بدر عبد العاطي جلسة مباحثات مع وزير خارجية أنغولا تيتي أنطونيو، يوم الاثنين.", "talks", "held", "AGO EGY", "2025-05-19"),
    ("ar", "استقبل جلالة الملك عبدالله الثاني، في قصر الحسينية، الثلاثاء، وفداً من الكونغرس الأمريكي.", "meeting", "held", "JOR USA", "2025-05-20"),
    ("ar", "عقد وزراء خارجية مصر والأردن والعراق اجتماعاً ثلاثياً في بغداد السبت الماضي.", "meeting", "held", "EGY IRQ JOR", "2025-05-17"),
    ("ar", "انطلقت في الدوحة اليوم جولة جديدة من المفاوضات بين إسرائيل وحركة حماس بوساطة قطرية ومصرية.", "talks", "held", "ISR ORG:HAMAS", "2025-05-20"),
    ("ar", "أجل الرئيس الجزائري عبد المجيد تبون زيارته إلى باريس التي كانت مقررة في الخريف.", "visit", "cancelled", "DZA FRA", ""),
    ("ar", "التقى الرئيس الرواندي بول كاغامي أمير قطر في الدوحة في الثامن عشر من مايو.", "meeting", "held", "QAT RWA", "2025-05-18"),
    ("fa", "رهبر انقلاب اسلامی ظهر امروز نخست‌وزیر پاکستان و هیئت همراه را به حضور پذیرفتند.", "meeting", "held", "IRN PAK", "2025-05-20"),
    ("fa", "دور پنجم مذاکرات غیرمستقیم ایران و آمریکا روز جمعه با میانجی‌گری عمان در رم برگزار می‌شود.", "talks", "planned", "IRN USA", "2025-05-23"),
    ("fa", "محسن پاک‌نژاد وزیر نفت با سهیل محمد المزروعی وزیر انرژی امارات در حاشیه اجلاس اوپک در وین ملاقات کرد.", "meeting", "held", "ARE IRN", ""),
    ("fa", "وزیر خارجه عمان بیست و هشتم اردیبهشت ماه در مسقط با عراقچی دیدار کرد.", "meeting", "held", "IRN OMN", "2025-05-18"),
    ("fa", "وزیر خارجه سه کشور اروپایی امروز در ژنو با عراقچی دیدار کردند.", "meeting", "held", "DEU FRA GBR IRN", "2025-05-20"),
    ("he", "שר הביטחון ישראל כ\"ץ אירח היום בקריה את מקבילו היווני ניקוס דנדיאס.", "meeting", "held", "GRC ISR", "2025-05-20"),
    ("he", "ביום ראשון הקרוב יתכנסו בקהיר שרי החוץ של מצרים, ירדן וסעודיה.", "meeting", "planned", "EGY JOR SAU", "2025-05-25"),
    ("he", "הקנצלר פרידריך מרץ אמר בשיחת טלפון עם נתניהו כי גרמניה מודאגת.", "phone_call", "held", "DEU ISR", ""),
    ("he", "משלחת כלכלית מקזחסטן תגיע מחר לישראל.", "visit", "planned", "ISR KAZ", "2025-05-21"),
    ("tr", "Erdoğan ile Miçotakis görüşmesi iptal edildi.", "meeting", "cancelled", "GRC TUR", ""),
    ("tr", "MİT Başkanı İbrahim Kalın, dün Doha'da Hamas Siyasi Büro üyeleriyle bir araya geldi.", "meeting", "held", "ORG:HAMAS TUR", "2025-05-19"),
    ("tr", "Romanya Ulaştırma ve Altyapı Bakanı bugün Ankara'da Fidan ile görüştü.", "meeting", "held", "ROU TUR", "2025-05-20"),
    ("tr", "Fidan, Brüksel'de Avrupa Birliğinin genişlemeden sorumlu komiseri ile bir araya geldi.", "meeting", "held", "ORG:EU TUR", ""),
    ("ar", "أعلن الكرملين أن بوتين سيزور الهند في ديسمبر المقبل.", "visit", "planned", "IND RUS", "2025-12-01"),
    ("ar", "في بغداد التقى وزير الخارجية التركي هاكان فيدان نظيره فؤاد حسين.", "meeting", "held", "IRQ TUR", ""),
    ("ar", "بعد استئناف العلاقات التقى أحمد أبو الغيط في القاهرة وزير الخارجية الروسي.", "meeting", "held", "ORG:ARABLEAGUE RUS", ""),
    ("ar", "عقدت اللجنة المشتركة العمانية الإيرانية اجتماعها في مسقط.", "meeting", "held", "IRN OMN", ""),
    ("fa", "نماینده ویژه رئیس‌جمهور روسیه دیروز با عراقچی دیدار کرد.", "meeting", "held", "IRN RUS", "2025-05-19"),
    ("fa", "وزیر راه و شهرسازی ایران با وزیر حمل و نقل ترکیه سند همکاری ریلی امضا کرد.", "signing", "held", "IRN TUR", ""),
    ("fa", "سخنگوی وزارت خارجه چهارشنبه گفت: عراقچی در مسقط با وزیر خارجه عمان دیدار کرده است.", "meeting", "held", "IRN OMN", ""),
    ("ar", "وفد أميركي برئاسة أورتاغوس يزور بيروت الخميس.", "visit", "planned", "LBN USA", "2025-05-22"),
    ("he", "ראש הממשלה קיבל לשיחה את יו\"ר הסנאט האמריקני.", "meeting", "held", "ISR USA", ""),
    ("tr", "Putin ve Erdoğan en son 3 Ekim'de Soçi'de bir araya gelmişti.", "meeting", "held", "RUS TUR", "2024-10-03"),
    ("tr", "Bakan, Azerbaycanlı mevkidaşı ile mutabakat zaptı imzaladı.", "signing", "held", "AZE TUR", ""),
    ("tr", "İran Cumhurbaşkanı Pezeşkiyan, ocakta Ankara'yı ziyaret edecek.", "visit", "planned", "IRN TUR", "2026-01-01"),
    ("tr", "Türkiye ve Ermenistan özel temsilcileri Serdar Kılıç ile Ruben Rubinyan sınırda buluştu.", "meeting", "held", "ARM TUR", ""),
]  # fmt: skip
NOTHING = [
    ("ar", "ناقش مجلس الوزراء الكويتي في جلسته الأسبوعية مشروع اتفاقية مع الصين لتطوير ميناء مبارك."),
    ("ar", "نفى مكتب رئيس الوزراء الإسرائيلي عقد لقاء بين نتنياهو والرئيس السوري أحمد الشرع."),
    ("ar", "يلتقي منتخبا المغرب والأردن غدا. وقال المدرب إن المباراة صعبة. لقاء الأردن والعراق الأسبوع المقبل."),
    ("fa", "عراقچی صبح امروز وارد جده شد تا در نشست سازمان همکاری اسلامی شرکت کند."),
    ("fa", "رئیس‌جمهور در پیامی انتخاب مجدد رئیس‌جمهور بلاروس را تبریک گفت."),
    ("he", "הנשיא הרצוג קיבל הבוקר את כתבי האמנה של שגריר גרמניה החדש."),
    ("he", "לשכת ראש הממשלה מכחישה: נתניהו לא נפגש עם א-שרע."),
    ("tr", "TBMM Genel Kurulunda Türkiye ile Somali arasındaki anlaşmanın görüşmelerine başlandı."),
    ("tr", "Türkiye ile Katar arasındaki anlaşma Meclis'te kabul edildi."),
    ("tr", "Hazine ve Maliye Bakanı Mehmet Şimşek, dünya ekonomisini anlattı."),
]


def meetings(language: str, text: str) -> list:
    return code(Article("a", text, published="2025-05-20", language=language))["meetings"]


@pytest.mark.parametrize(("language", "text", "kind", "status", "sides", "day"), TOLD)
def test_a_meeting_is_told_in_many_styles(language, text, kind, status, sides, day):
    found = [
        (m["kind"], m["status"], " ".join(sorted(m["parties"])), m["date_start"]) for m in meetings(language, text)
    ]
    assert found == [(kind, status, sides, day)]


def test_each_of_several_meetings_has_its_sides():
    text = (
        "Katar Başbakanı Al Sani, Beyaz Saray'da Witkoff ile görüştükten sonra Mısırlı yetkililerle bir araya gelecek."
    )
    assert [set(m["parties"]) for m in meetings("tr", text)] == [{"QAT", "USA"}, {"QAT", "EGY"}]


def test_each_journey_leads_where_its_own_words_say():
    text = "وتأتي زيارة بارو إلى بغداد بعد أيام من زيارة نظيره الألماني إلى دمشق."
    assert [set(m["parties"]) for m in meetings("ar", text)] == [{"FRA", "IRQ"}, {"DEU", "SYR"}]


def test_who_opens_the_sentence_meets_each_of_those_listed():
    text = "Meclis Başkanı, Pakistan Meclisi Başkanı Ayaz Sadık ve Irak Meclisi Başkanı Mahmud Meşhedani ile ikili görüşmeler yaptı."
    assert [set(m["parties"]) for m in meetings("tr", text)] == [{"TUR", "PAK"}, {"TUR", "IRQ"}]


def test_it_is_still_he_though_the_sentence_before_names_another():
    text = (
        "تحدث وزير الخارجية العماني بدر البوسعيدي في نيويورك. ورحب معاليه بتصريح الرئيس الفرنسي ماكرون. "
        "والتقى معاليه وزير الخارجية الفنزويلي."
    )
    assert [set(m["parties"]) for m in meetings("ar", text)] == [{"OMN", "VEN"}]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_much_that_sounds_like_a_meeting_is_none(language, text):
    assert meetings(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fa", "آرتور گالیف وزیر امور خارجه ارمنستان امروز با عراقچی دیدار کرد.", ["آرتور گالیف", "Abbas Araghchi"]),
        ("ar", "التقى نظيره فؤاد حسين وزيرة خارجية بيرو ماريا سانشيز في بغداد.", ["Fuad Hussein", "ماريا سانشيز"]),
        ("tr", "Savunma Bakanı Yaşar Güler Ankara'ya geldi. Güler, Romanya Savunma Bakanı ile görüştü.", ["Yasar Guler", ""]),
    ],
)  # fmt: skip
def test_the_people_who_met_are_named(language, text, names):
    assert [person["name"] for m in meetings(language, text) for person in m["participants"]] == names
