"""What articles in seven languages tell, phenomenon by phenomenon. All were published on Tuesday, 20 May 2025."""

import pytest

from lib.coder import code
from lib.schema import Article

IRN_OMN = {"IRN", "OMN"}
# language, text, (kind, status, sides, day, country of the place)
TOLD = {
    "a meeting on a weekday": [
        ("ar", "التقى وزير الخارجية العُماني بدر البوسعيدي نظيره الإيراني عباس عراقجي في مسقط يوم الأحد.", ("meeting", "held", IRN_OMN, "2025-05-18", "OMN")),
        ("fa", "عباس عراقچی وزیر امور خارجه ایران روز یکشنبه در مسقط با بدر البوسعیدی وزیر خارجه عمان دیدار کرد.", ("meeting", "held", IRN_OMN, "2025-05-18", "OMN")),
        ("tr", "İran Dışişleri Bakanı Abbas Erakçi, pazar günü Maskat'ta Umman Dışişleri Bakanı Bedr el-Busaidi ile görüştü.", ("meeting", "held", IRN_OMN, "2025-05-18", "OMN")),
        ("fr", "Le ministre iranien des Affaires étrangères, Abbas Araghchi, a rencontré dimanche à Mascate son homologue omanais, Badr al-Busaidi.", ("meeting", "held", IRN_OMN, "2025-05-18", "OMN")),
        ("he", "שר החוץ האיראני עבאס עראקצ'י נפגש ביום ראשון במוסקט עם שר החוץ העומאני.", ("meeting", "held", IRN_OMN, "2025-05-18", "OMN")),
        ("ru", "Министр иностранных дел Ирана Аббас Аракчи встретился в воскресенье в Маскате с министром иностранных дел Омана Бадром аль-Бусаиди.", ("meeting", "held", IRN_OMN, "2025-05-18", "OMN")),
        ("zh", "伊朗外长阿拉格齐18日在马斯喀特会见阿曼外交大臣巴德尔。", ("meeting", "held", IRN_OMN, "2025-05-18", "OMN")),
    ],
    "a call yesterday": [
        ("ar", "جرى أمس اتصال هاتفي بين وزير الخارجية السعودي فيصل بن فرحان ووزير الخارجية التركي هاكان فيدان.", ("phone_call", "held", {"SAU", "TUR"}, "2025-05-19", "")),
        ("fa", "وزیر امور خارجه عربستان سعودی، فیصل بن فرحان، دیروز با هاکان فیدان وزیر خارجه ترکیه تلفنی گفت‌وگو کرد.", ("phone_call", "held", {"SAU", "TUR"}, "2025-05-19", "")),
        ("tr", "Dışişleri Bakanı Hakan Fidan, dün Suudi Arabistan Dışişleri Bakanı Faysal bin Ferhan ile telefonda görüştü.", ("phone_call", "held", {"SAU", "TUR"}, "2025-05-19", "")),
        ("fr", "Hakan Fidan, ministre turc des Affaires étrangères, s'est entretenu hier par téléphone avec le ministre saoudien Faisal ben Farhane.", ("phone_call", "held", {"SAU", "TUR"}, "2025-05-19", "")),
        ("he", "נשיא צרפת עמנואל מקרון שוחח אתמול בטלפון עם נשיא מצרים א-סיסי.", ("phone_call", "held", {"FRA", "EGY"}, "2025-05-19", "")),
        ("ru", "Вчера состоялся телефонный разговор Сергея Лаврова с министром иностранных дел Турции Хаканом Фиданом.", ("phone_call", "held", {"RUS", "TUR"}, "2025-05-19", "")),
        ("zh", "中国外交部长王毅昨天同沙特外交大臣费萨尔通电话。", ("phone_call", "held", {"CHN", "SAU"}, "2025-05-19", "")),
    ],
    "a visit to come": [
        ("ar", "سيزور الرئيس التركي رجب طيب أردوغان القاهرة غدا.", ("visit", "planned", {"TUR", "EGY"}, "2025-05-21", "EGY")),
        ("fa", "رئیس جمهور ترکیه، اردوغان، فردا به تهران سفر خواهد کرد.", ("visit", "planned", {"TUR", "IRN"}, "2025-05-21", "IRN")),
        ("tr", "Cumhurbaşkanı Erdoğan yarın Kahire'yi ziyaret edecek.", ("visit", "planned", {"TUR", "EGY"}, "2025-05-21", "EGY")),
        ("fr", "Le président turc, Recep Tayyip Erdoğan, se rendra demain au Caire.", ("visit", "planned", {"TUR", "EGY"}, "2025-05-21", "EGY")),
        ("he", "נשיא טורקיה ארדואן יבקר מחר בקהיר.", ("visit", "planned", {"TUR", "EGY"}, "2025-05-21", "EGY")),
        ("ru", "Президент Турции Эрдоган завтра посетит Каир.", ("visit", "planned", {"TUR", "EGY"}, "2025-05-21", "EGY")),
        ("zh", "土耳其总统埃尔多安将于5月21日访问埃及。", ("visit", "planned", {"TUR", "EGY"}, "2025-05-21", "EGY")),
    ],
    "a summons": [
        ("ar", "استدعت وزارة الخارجية العراقية السفير التركي في بغداد اليوم.", ("summon", "held", {"IRQ", "TUR"}, "2025-05-20", "IRQ")),
        ("fa", "وزارت امور خارجه ایران امروز سفیر فرانسه را احضار کرد.", ("summon", "held", {"IRN", "FRA"}, "2025-05-20", "IRN")),
        ("tr", "İsveç'in Ankara Büyükelçisi bugün Dışişleri Bakanlığına çağrıldı.", ("summon", "held", {"TUR", "SWE"}, "2025-05-20", "TUR")),
        ("fr", "Le ministère iranien des Affaires étrangères a convoqué aujourd'hui l'ambassadeur de France.", ("summon", "held", {"IRN", "FRA"}, "2025-05-20", "IRN")),
        ("he", "משרד החוץ זימן היום את שגריר רוסיה לשיחת נזיפה.", ("summon", "held", {"ISR", "RUS"}, "2025-05-20", "ISR")),
    ],
    "sides without people": [
        ("ar", "عقدت اليوم في مسقط مباحثات بين إيران والولايات المتحدة.", ("talks", "held", {"IRN", "USA"}, "2025-05-20", "OMN")),
        ("fa", "مذاکرات بین ایران و آمریکا امروز در مسقط برگزار شد.", ("talks", "held", {"IRN", "USA"}, "2025-05-20", "OMN")),
        ("fr", "Des pourparlers entre l'Iran et les États-Unis ont eu lieu aujourd'hui à Mascate.", ("talks", "held", {"IRN", "USA"}, "2025-05-20", "OMN")),
        ("ru", "Сегодня в Маскате прошли переговоры между Ираном и США.", ("talks", "held", {"IRN", "USA"}, "2025-05-20", "OMN")),
    ],
    "a day of another calendar": [
        ("fa", "وزیر خارجه ایران ۲۸ اردیبهشت ۱۴۰۴ در مسقط با وزیر خارجه عمان دیدار کرد.", ("meeting", "held", IRN_OMN, "2025-05-18", "OMN")),
        ("fa", "وزیر خارجه ایران ۱۴۰۴/۰۲/۲۸ در مسقط با وزیر خارجه عمان دیدار کرد.", ("meeting", "held", IRN_OMN, "2025-05-18", "OMN")),
        ("ar", "التقى وزير الخارجية العماني نظيره الإيراني عباس عراقجي في مسقط في 20 ذو القعدة 1446.", ("meeting", "held", IRN_OMN, "2025-05-18", "OMN")),
        ("ar", "التقى وزير الخارجية العماني نظيره الإيراني عباس عراقجي في مسقط في 18 أيار 2025.", ("meeting", "held", IRN_OMN, "2025-05-18", "OMN")),
        ("ar", "التقى وزير الخارجية العماني نظيره الإيراني عباس عراقجي في مسقط في ١٨ ماي ٢٠٢٥.", ("meeting", "held", IRN_OMN, "2025-05-18", "OMN")),
    ],
    "called off": [
        ("ar", "أعلنت الخارجية العراقية إلغاء زيارة وزير الخارجية التركي هاكان فيدان إلى بغداد.", ("visit", "cancelled", {"TUR", "IRQ"}, "", "IRQ")),
        ("fr", "La visite du président turc Erdoğan à Bagdad a été annulée.", ("visit", "cancelled", {"TUR", "IRQ"}, "", "IRQ")),
    ],
    "our minister, this country": [
        ("fa", "وزیر امور خارجه کشورمان امروز در بغداد با فواد حسین دیدار کرد.", ("meeting", "held", {"IRN", "IRQ"}, "2025-05-20", "IRQ")),
        ("fa", "عراقچی در سفر به عراق امروز با نخست وزیر این کشور دیدار کرد.", ("visit", "held", {"IRN", "IRQ"}, "2025-05-20", "IRQ")),
    ],
    "offices of two countries": [
        ("fr", "Les ministres des Affaires étrangères iranien et saoudien se sont rencontrés aujourd'hui à Pékin.", ("meeting", "held", {"IRN", "SAU"}, "2025-05-20", "CHN")),
        ("ru", "Сегодня в Пекине состоялась встреча министров иностранных дел Ирана и Саудовской Аравии.", ("meeting", "held", {"IRN", "SAU"}, "2025-05-20", "CHN")),
        ("zh", "伊朗和沙特两国外长20日在北京举行会晤。", ("meeting", "held", {"IRN", "SAU"}, "2025-05-20", "CHN")),
        ("tr", "İran ile ABD arasındaki müzakereler bugün Maskat'ta yapıldı.", ("talks", "held", {"IRN", "USA"}, "2025-05-20", "OMN")),
    ],
    "a cue that says where": [
        ("zh", "叙利亚外长希巴尼将于5月25日访华。", ("visit", "planned", {"SYR", "CHN"}, "2025-05-25", "CHN")),
    ],
    "an invitation": [
        ("ar", "دعا الرئيس التركي أردوغان نظيره السوري أحمد الشرع لزيارة أنقرة.", ("visit", "proposed", {"TUR", "SYR"}, "", "TUR")),
    ],
    "whole paradigms": [
        ("he", "נשיא פולין הגיע אתמול לארץ.", ("visit", "held", {"POL", "ISR"}, "2025-05-19", "ISR")),
        ("he", "ראש ממשלת יוון התקבל אמש אצל נשיא מצרים בבירת ירדן.", ("meeting", "held", {"GRC", "EGY"}, "2025-05-19", "JOR")),
        ("he", "שרת החוץ של פינלנד תחתום מחר באוסלו עם שר החוץ הנורווגי על מזכר הבנות.", ("signing", "planned", {"FIN", "NOR"}, "2025-05-21", "NOR")),
        ("he", "ב-12 בחודש נועד אמיר קטאר בדוחא עם נשיא קזחסטן.", ("meeting", "held", {"QAT", "KAZ"}, "2025-05-12", "QAT")),
        ("he", "לפני שבועיים חייג נשיא צ'כיה אל נשיא אוקראינה.", ("phone_call", "held", {"CZE", "UKR"}, "2025-05-06", "")),
        ("fr", "Le président turc téléphonera demain à MM. Macron et Merz.", ("phone_call", "planned", {"TUR", "FRA", "DEU"}, "2025-05-21", "")),
        ("fr", "Il y a deux semaines, l'émir du Qatar est allé à Zagreb.", ("visit", "held", {"QAT", "HRV"}, "2025-05-06", "HRV")),
        ("fr", "La visite du président chilien à Harare, annoncée par ses services, n'aura pas lieu.", ("visit", "cancelled", {"CHL", "ZWE"}, "", "ZWE")),
    ],
    "lists of countries behind an office or a summit": [
        ("fr", "Les représentants du Koweït, de la Jordanie et de l'Irak se sont réunis hier à Accra.", ("meeting", "held", {"KWT", "JOR", "IRQ"}, "2025-05-19", "GHA")),
        ("fr", "Un sommet entre la Tunisie, la Jordanie, l'Irak et le Liban s'est tenu hier à Oslo.", ("summit", "held", {"TUN", "JOR", "IRQ", "LBN"}, "2025-05-19", "NOR")),
        ("he", "נשיא צרפת נאם במליאה, ושם נועד אתמול עם מלך ירדן ועם נשיא מצרים.", ("meeting", "held", {"FRA", "JOR", "EGY"}, "2025-05-19", "")),
    ],
    "a day just past, beside what is to come": [
        ("fr", "L'émir du Qatar, qui doit parler demain, a rencontré le 12 mai à Oslo le roi de Jordanie.", ("meeting", "planned", {"QAT", "JOR"}, "2025-05-12", "NOR")),
    ],
    "offices that one country has": [
        ("fa", "رهبر معظم انقلاب امروز با امیر قطر دیدار کرد.", ("meeting", "held", {"IRN", "QAT"}, "2025-05-20", "")),
    ],
    "a country's envoy in another": [
        ("zh", "沙特外交部20日召见中国驻沙特大使。", ("summon", "held", {"SAU", "CHN"}, "2025-05-20", "SAU")),
        ("tr", "Irak'ın Ankara Büyükelçisi bugün Dışişleri Bakanlığına çağrıldı.", ("summon", "held", {"TUR", "IRQ"}, "2025-05-20", "TUR")),
    ],
    "a noun before what it qualifies": [
        ("tr", "Putin'in Türkiye ziyareti ertelendi.", ("visit", "cancelled", {"RUS", "TUR"}, "", "TUR")),
    ],
    "officials": [
        ("ar", "أجرى وزير الخارجية السوري أسعد الشيباني اليوم مباحثات في باريس مع مسؤولين إسرائيليين.", ("talks", "held", {"SYR", "ISR"}, "2025-05-20", "FRA")),
    ],
    "whom the sentence before is about": [
        ("ar", "تحدث وزير الخارجية العماني بدر البوسعيدي عن المنطقة. وفي لقاء اليوم مع وزير الخارجية الفنزويلي ناقش العلاقات.", ("meeting", "held", {"OMN", "VEN"}, "2025-05-20", "")),
        ("fr", "Le président turc Erdoğan a parlé à la presse. Il a rencontré aujourd'hui le président égyptien à Doha.", ("meeting", "held", {"TUR", "EGY"}, "2025-05-20", "QAT")),
    ],
    "a name that is also a month or a weekday": [
        ("fa", "به گزارش خبرگزاری مهر، عراقچی در مسقط با وزیر خارجه عمان دیدار کرد.", ("meeting", "held", IRN_OMN, "", "OMN")),
        ("he", "לדברי מאיר בן שבת, שר החוץ גדעון סער נפגש עם נשיא מצרים א-סיסי.", ("meeting", "held", {"ISR", "EGY"}, "", "")),
    ],
    "vowel marks, strokes, joined words": [
        ("ar", "الْتَقَى وزيرُ الخارجيّةِ العُمانيّ بدر البوسعيدي نظيرَه الإيرانيّ عبّاس عراقجي في مسقــط اليوم.", ("meeting", "held", IRN_OMN, "2025-05-20", "OMN")),
        ("fa", "عراقچی امروز در مسقط با وزیر خارجه عمان گفت\u200cوگو کرد.", ("talks", "held", IRN_OMN, "2025-05-20", "OMN")),
        ("fa", "عراقچی امروز در مسقط با وزیر خارجه عمان گفت و گو کرد.", ("talks", "held", IRN_OMN, "2025-05-20", "OMN")),
        ("zh", "伊朗外長阿拉格齊18日在北京會見中國外長王毅。", ("meeting", "held", {"IRN", "CHN"}, "2025-05-18", "CHN")),
    ],
    "capitals that stand for their states": [
        ("fr", "Téhéran et Riyad ont signé aujourd'hui un accord à Pékin.", ("signing", "held", {"IRN", "SAU"}, "2025-05-20", "CHN")),
        ("fr", "Des négociations entre Moscou et Kiev se sont ouvertes hier à Istanbul.", ("talks", "held", {"RUS", "UKR"}, "2025-05-19", "TUR")),
        ("ru", "Вчера в Женеве прошли переговоры между Тегераном и Вашингтоном.", ("talks", "held", {"IRN", "USA"}, "2025-05-19", "CHE")),
    ],
    "who is named in a clause set aside": [
        ("fr", "Le président égyptien, qui revenait de chez le roi Abdallah II, a rencontré hier à Doha l'émir du Qatar.", ("meeting", "held", {"EGY", "QAT"}, "2025-05-19", "QAT")),
        ("ru", "Президент Египта, который говорил с королем Иордании, вчера встретился в Дохе с эмиром Катара.", ("meeting", "held", {"EGY", "QAT"}, "2025-05-19", "QAT")),
    ],
    "received, in the voices and words of each language": [
        ("fr", "Le ministre irakien des Affaires étrangères a été reçu hier à Ankara par Hakan Fidan.", ("meeting", "held", {"IRQ", "TUR"}, "2025-05-19", "TUR")),
        ("fr", "A Mascate, où l'a reçu dimanche le sultan d'Oman, le président finlandais a salué la médiation.", ("meeting", "held", {"OMN", "FIN"}, "2025-05-18", "OMN")),
        ("fr", "Le président chilien déjeunera demain à Paris avec Emmanuel Macron.", ("meeting", "planned", {"CHL", "FRA"}, "2025-05-21", "FRA")),
        ("ru", "Премьер-министр Пакистана был принят вчера в Эр-Рияде наследным принцем Саудовской Аравии.", ("meeting", "held", {"PAK", "SAU"}, "2025-05-19", "SAU")),
        ("ru", "Завтра эмир Катара примет в Дохе президента Казахстана.", ("meeting", "planned", {"QAT", "KAZ"}, "2025-05-21", "QAT")),
        ("ru", "Сергей Лавров вчера созвонился с главой МИД Эстонии.", ("phone_call", "held", {"RUS", "EST"}, "2025-05-19", "")),
        ("zh", "肯尼亚总统鲁托19日在内罗毕接见卡塔尔外交大臣。", ("meeting", "held", {"KEN", "QAT"}, "2025-05-19", "KEN")),
    ],
    "an invitation before the journey": [
        ("zh", "应埃及总统塞西邀请，国家主席习近平于5月14日至16日对埃及进行国事访问。", ("state_visit", "held", {"CHN", "EGY"}, "2025-05-14", "EGY")),
    ],
    "the first of the clause and the one behind the verb": [
        ("zh", "国家副主席韩正同日在北京会见津巴布韦总统。", ("meeting", "held", {"CHN", "ZWE"}, "", "CHN")),
    ],
    "three countries in a row": [
        ("zh", "中国、俄罗斯、伊朗三国副外长19日在北京举行会晤。", ("meeting", "held", {"CHN", "RUS", "IRN"}, "2025-05-19", "CHN")),
    ],
    "stems that begin alike": [
        ("ru", "Вчера в Будапеште премьер-министр Венгрии встретился с президентом Сербии.", ("meeting", "held", {"HUN", "SRB"}, "2025-05-19", "HUN")),
    ],
    "an envoy summoned": [
        ("ru", "Временный поверенный в делах Латвии вызван вчера в МИД России.", ("summon", "held", {"RUS", "LVA"}, "2025-05-19", "RUS")),
        ("zh", "以色列外交部19日召见挪威驻以大使。", ("summon", "held", {"ISR", "NOR"}, "2025-05-19", "ISR")),
    ],
    "the day somebody said so": [
        ("fr", "L'émir du Qatar a rencontré à Doha le roi de Jordanie, a indiqué lundi le palais.", ("meeting", "held", {"QAT", "JOR"}, "", "QAT")),
        ("ru", "Эмир Катара встретился в Дохе с королем Иордании, сообщил в понедельник дворец.", ("meeting", "held", {"QAT", "JOR"}, "", "QAT")),
        ("zh", "卡塔尔外交部19日表示，卡塔尔埃米尔在多哈会见约旦国王。", ("meeting", "held", {"QAT", "JOR"}, "", "QAT")),
    ],
    "what the verb behind the noun tells": [
        ("ru", "Встреча президентов Египта и Турции состоится в Каире.", ("meeting", "planned", {"EGY", "TUR"}, "", "EGY")),
        ("fr", "La rencontre entre le président égyptien et le roi de Jordanie se tiendra au Caire.", ("meeting", "planned", {"EGY", "JOR"}, "", "EGY")),
        ("ru", "Эрдоган предложил провести встречу Путина и Зеленского.", ("meeting", "proposed", {"RUS", "UKR"}, "", "")),
    ],
    "a call with pictures": [
        ("fr", "Le ministre omanais et son homologue suisse ont discuté hier lors d'un appel vidéo.", ("video_meeting", "held", {"OMN", "CHE"}, "2025-05-19", "")),
    ],
    "a secretary of state who is not of the United States": [
        ("fr", "Nasser Bourita a reçu hier à Rabat le secrétaire d'Etat portugais.", ("meeting", "held", {"MAR", "PRT"}, "2025-05-19", "MAR")),
    ],
    "an ambassador posted abroad by the country that writes": [
        ("zh", "19日，驻科威特大使张建卫会见科威特外交大臣叶海亚。", ("meeting", "held", {"CHN", "KWT"}, "2025-05-19", "")),
    ],
    "a movement's delegation": [
        ("ru", "Делегация движения ХАМАС вчера прибыла в Каир.", ("visit", "held", {"ORG:HAMAS", "EGY"}, "2025-05-19", "EGY")),
    ],
    "the day that the next sentence tells": [
        ("ru", "Сергей Рябков провел консультации с послом Ирана. Встреча прошла в Москве 17 мая.", ("talks", "held", {"RUS", "IRN"}, "2025-05-17", "RUS")),
    ],
    "a country before its verb": [
        ("fr", "L'Iran recevra demain une délégation suisse.", ("meeting", "planned", {"IRN", "CHE"}, "2025-05-21", "")),
    ],
    "the president of the place": [
        ("fr", "Le roi de Jordanie a rencontré hier à Damas le président par intérim.", ("meeting", "held", {"JOR", "SYR"}, "2025-05-19", "SYR")),
    ],
    "a month before or to come": [
        ("fr", "L'émir du Qatar visitera Oman en mars prochain.", ("visit", "planned", {"QAT", "OMN"}, "2026-03-01", "OMN")),
        ("fr", "L'émir du Qatar a rencontré le roi de Jordanie en juin dernier.", ("meeting", "held", {"QAT", "JOR"}, "2024-06-01", "")),
    ],
    "the day of a clause that ends the sentence": [
        ("fr", "L'émir du Qatar a rencontré à Doha le roi de Jordanie, dont le règne a commencé le 7 février 1999.", ("meeting", "held", {"QAT", "JOR"}, "", "QAT")),
    ],
    "deputies of the home country": [
        ("zh", "外交部副部长19日会见约旦驻华大使。", ("meeting", "held", {"CHN", "JOR"}, "2025-05-19", "")),
    ],
}  # fmt: skip
SEVERAL = [  # language, a text that tells a meeting with each of them, the other sides
    ("ar", "زار وزير الخارجية الإيراني عباس عراقجي السعودية وقطر وعمان الأسبوع الماضي.", ["SAU", "QAT", "OMN"]),
    ("tr", "Dışişleri Bakanı Fidan, Katar, Kuveyt ve Umman'ı ziyaret edecek.", ["QAT", "KWT", "OMN"]),
    ("fr", "Le secrétaire d'État américain Marco Rubio se rendra en Israël et au Qatar.", ["ISR", "QAT"]),
    ("ar", "التقى أمير قطر كلا على حدة الرئيس الفرنسي ماكرون والرئيس المصري السيسي في الدوحة.", ["FRA", "EGY"]),
    (
        "tr",
        "Bakan Fidan, İran, Irak ve Katar dışişleri bakanlarıyla ayrı ayrı telefonda görüştü.",
        ["IRN", "IRQ", "QAT"],
    ),
    ("zh", "中国外长王毅分别会见沙特外交大臣费萨尔和伊朗外长阿拉格齐。", ["SAU", "IRN"]),
    ("fr", "L'Irak a convoqué les ambassadeurs de Suède, du Danemark et de Norvège.", ["SWE", "DNK", "NOR"]),
]
NOTHING = [  # language, a text that tells no meeting of sides
    ("ar", "فاز منتخب إيران على منتخب عمان في لقاء الإياب من كأس آسيا لكرة القدم في مسقط."),
    ("ar", "هنأ الرئيس التركي رجب طيب أردوغان نظيره المصري عبد الفتاح السيسي بمناسبة العيد."),
    ("ar", "أدانت وزارة الخارجية السعودية الهجوم في باكستان."),
    ("ar", "صوتت إيران وعمان لصالح القرار في الجمعية العامة."),
    ("ar", "لم يلتق وزير الخارجية العماني نظيره الإيراني عباس عراقجي."),
    ("fa", "تیم ملی فوتبال ایران در دیدار برابر قطر در دوحه پیروز شد."),
    ("fa", "رئیس جمهور ایران در پیامی به امیر قطر تسلیت گفت."),
    ("tr", "Türkiye, Katar ile oynanan futbol maçı sonrası Doha'da kupayı kazandı."),
    ("tr", "Cumhurbaşkanı Erdoğan, Mısır'daki saldırıyı kınadı."),
    ("fr", "L'Iran a battu le Qatar lors d'une rencontre de football à Doha."),
    ("fr", "Le président turc a félicité son homologue égyptien pour sa réélection."),
    ("he", "נבחרת ישראל נפגשה עם נבחרת צרפת למשחק כדורגל."),
    ("ru", "Сборная Ирана встретилась со сборной Катара в матче в Дохе."),
    ("zh", "伊朗队在多哈的足球比赛中与卡塔尔队会面。"),
    ("zh", "中国外交部发言人就伊朗局势发表声明。"),
    ("fr", "L'Iran et Israël ont échangé des tirs dans la nuit."),
    ("fr", "Le Kremlin a démenti toute rencontre entre Vladimir Poutine et le président ukrainien."),
    ("fr", "Le ministre omanais n'a jamais rencontré son homologue israélien."),
    ("ru", "Путин принял участие в форуме, где выступил премьер-министр Ирака."),
    ("ru", "Президент России не планирует встречи с канцлером Германии."),
    ("zh", "习近平致电祝贺津巴布韦总统当选。"),
    ("zh", "中方支持伊朗和美国恢复谈判。"),
    ("ru", "Президент ФИФА посетил Катар."),
    ("ru", "Москва заявила, что Россия готова к переговорам с Украиной."),
]


def rows(language: str, text: str, table: str = "meetings") -> list:
    return code(Article("a", text, published="2025-05-20", language=language))[table]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [pytest.param(*one, id=f"{one[0]}: {what}") for what, some in TOLD.items() for one in some],
)
def test_a_text_tells_one_meeting(language, text, told):
    found = [
        (m["kind"], m["status"], set(m["parties"]), m["date_start"], m["place_country"]) for m in rows(language, text)
    ]
    assert found == [told]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_a_text_without_a_meeting_tells_none(language, text):
    assert rows(language, text) == []


@pytest.mark.parametrize(("language", "text", "others"), SEVERAL)
def test_separate_meetings_are_a_row_each(language, text, others):
    found = rows(language, text)
    assert [next(side for side in m["parties"] if side in others) for m in found] == others
    assert {len(m["parties"]) for m in found} == {2}


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("fr", "Le Caire, 14 février 2024 (AFP) - Le président turc Recep Tayyip Erdogan a rencontré son homologue mercredi.", "2024-02-14"),
        ("tr", "Ankara, 14 Şubat 2024 (AA)\n\nCumhurbaşkanı Recep Tayyip Erdoğan, Kahire'de Sisi ile görüştü.", "2024-02-14"),
        ("ar", "الرياض (واس) 21 آب/أغسطس 2023\n\nالتقى وزير الخارجية السعودي نظيره الإيراني.", "2023-08-21"),
        ("ru", "МОСКВА, 7 декабря 2023 года. /ТАСС/. Президент России Владимир Путин провел переговоры с президентом Ирана.", "2023-12-07"),
        ("he", "ירושלים, 14 בפברואר 2024\n\nשר החוץ ישראל כץ נפגש היום עם שר החוץ המצרי.", "2024-02-14"),
        ("ar", "جدة، 3 مايو 2024 (واس) - استقبل ولي العهد السعودي ملك الأردن.", "2024-05-03"),
        ("ar", "الرياض 24 شوال 1445 هـ الموافق 03 مايو 2024 م واس\nاستقبل ولي العهد السعودي ملك الأردن.", "2024-05-03"),
        ("fr", "Iran et Arabie saoudite se sont réconciliés le 10 mars 2023. Le président turc est au Caire.", ""),
        ("fr", "Le 10 mars 2023, l'Iran et l'Arabie saoudite se sont réconciliés.", ""),
    ],
)  # fmt: skip
def test_a_dateline_of_another_language_dates_its_article(language, text, day):
    (row,) = code(Article("a", text, language=language))["articles"]
    assert (row["published"], row["published_from"]) == (day, "header line" if day else "")
    assert not row["title"]


def test_the_day_of_filing_is_not_that_of_the_meeting():
    text = "جدة، 3 مايو 2024 (واس) - استقبل ولي العهد السعودي يوم 2 مايو 2024 ملك الأردن في جدة."
    (row,) = rows("ar", text)
    assert row["date_start"] == "2024-05-02"


@pytest.mark.parametrize("written", ["21 آب/أغسطس 2019", "21 أغسطس/آب 2019", "21 أغسطس 2019"])
def test_a_month_of_two_names_leaves_its_year(written):
    text = f"التقى وزير الخارجية السعودي فيصل بن فرحان نظيره الإيراني في الرياض في {written}."
    (row,) = code(Article("a", text, language="ar", published="2023-08-18"))["meetings"]
    assert (row["date_start"], row["status"]) == ("2019-08-21", "held")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "ينبغي أن يلتقي الرئيس التركي رجب طيب أردوغان الرئيس السوري بشار الأسد."),
        ("fa", "رئیس جمهور ایران باید با ولیعهد عربستان دیدار کند."),
        ("tr", "Erdoğan, Esad ile görüşmeli."),
    ],
)
def test_what_should_be_has_not_been(language, text):
    assert [row["status"] for row in code(Article("a", text, language=language))["meetings"]] == ["proposed"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le ministre iranien des Affaires étrangères dément avoir rencontré son homologue israélien."),
        ("tr", "Erdoğan Esad ile görüşmeyi reddetti."),
        ("zh", "沙特外交大臣否认会见以色列外长。"),
    ],
)
def test_who_denies_or_refuses_a_meeting_has_had_none(language, text):
    assert not code(Article("a", text, language=language))["meetings"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Hossein Amir-Abdollahian a démenti les accusations et rencontré son homologue saoudien à Riyad."),
        ("zh", "伊朗外长阿拉格齐否认指控，18日在马斯喀特会见阿曼外交大臣巴德尔。"),
        ("tr", "Erdoğan, Esad ile görüştü ve iddiaları reddetti."),
    ],
)
def test_who_denies_another_thing_has_met_all_the_same(language, text):
    assert [row["status"] for row in code(Article("a", text, language=language))["meetings"]] == ["held"]


AGAIN = [  # a text whose second sentence tells another meeting, and its sides, day, status and kind
    ("fr", "Le ministre omanais Badr al-Busaidi a rencontré hier son homologue turc. Les deux ministres se retrouveront vendredi prochain.",
     ({"OMN", "TUR"}, "2025-05-23", "planned", "meeting")),
    ("fr", "Des discussions entre l'Iran et les Etats-Unis ont eu lieu hier à Mascate. Une nouvelle session est prévue le 24 mai à Rome.",
     ({"IRN", "USA"}, "2025-05-24", "planned", "meeting")),
    ("ru", "Вчера в Эр-Рияде прошли переговоры России и США. Следующая встреча состоится 27 мая в Стамбуле.",
     ({"RUS", "USA"}, "2025-05-27", "planned", "meeting")),
    ("fr", "Le président turc Erdoğan a rencontré hier l'émir du Qatar. Il se rendra demain à Mascate.",
     ({"TUR", "OMN"}, "2025-05-21", "planned", "visit")),
    ("ru", "Президент Турции Эрдоган вчера принял премьер-министра Ирака. Завтра он вылетит в Маскат.",
     ({"TUR", "OMN"}, "2025-05-21", "planned", "visit")),
    ("fr", "Le Premier ministre britannique Rowan Ashby a reçu hier le roi de Jordanie. M. Ashby s'était entretenu vendredi avec le chancelier allemand.",
     ({"GBR", "DEU"}, "2025-05-16", "held", "meeting")),
    ("ru", "Премьер-министр Эстонии Мартин Кальюмяги вчера принял короля Иордании. В пятницу с Кальюмяги встретился президент Финляндии.",
     ({"EST", "FIN"}, "2025-05-16", "held", "meeting")),
    ("fr", "Le roi de Jordanie a rencontré l'émir du Qatar hier à Doha. Les deux dirigeants s'étaient parlé par téléphone.",
     ({"JOR", "QAT"}, "", "held", "phone_call")),
    ("zh", "加纳总统马哈马17日在阿克拉会见约旦国王。马哈马19日会见肯尼亚总统。",
     ({"GHA", "KEN"}, "2025-05-19", "held", "meeting")),
    ("he", "אמיר קטאר ביקר ביום ראשון בקהיר. ביום שני קיבל את פניו בעמאן מלך ירדן.",
     ({"QAT", "JOR"}, "2025-05-19", "held", "meeting")),
    ("he", "אמיר קטאר נאם ביום ראשון. הוא סעד עם מלך ירדן, ולמחרת נפגש עם נשיא פולין.",
     ({"QAT", "POL"}, "2025-05-19", "held", "meeting")),
    ("he", "נשיא פולין נפגש ביום ראשון עם מלך ירדן. השניים ייפגשו שוב מחר.",
     ({"POL", "JOR"}, "2025-05-21", "planned", "meeting")),
    ("fr", "Le roi de Jordanie a reçu hier l'émir du Qatar à Amman. Les deux dirigeants ont signé un accord le 20 mai.",
     ({"JOR", "QAT"}, "2025-05-20", "held", "signing")),
    ("fr", "Le président turc s'est rendu hier à Bagdad. Il a invité le président irakien à se rendre à Ankara.",
     ({"TUR", "IRQ"}, "", "proposed", "visit")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "told"), AGAIN)
def test_a_sentence_goes_on_about_those_of_the_one_before(language, text, told):
    found = [(set(m["parties"]), m["date_start"], m["status"], m["kind"]) for m in rows(language, text)]
    assert len(found) == 2
    assert told in found


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("fr", "L'émir du Qatar est arrivé le 12 mai à Paris. La veille, il avait rencontré à Doha le roi de Jordanie.", "2025-05-11"),
        ("fr", "Le sommet s'est ouvert le 12 mai. Le lendemain, l'émir du Qatar a rencontré le roi de Jordanie.", "2025-05-13"),
        ("ru", "Форум открылся 12 мая. В тот же день эмир Катара встретился с королем Иордании.", "2025-05-12"),
        ("zh", "论坛5月12日开幕。同日，卡塔尔埃米尔会见约旦国王。", "2025-05-12"),
        ("fr", "L'émir du Qatar a rencontré le même jour le roi de Jordanie.", ""),
    ],
)  # fmt: skip
def test_the_same_day_is_the_one_named_last(language, text, day):
    assert [m["date_start"] for m in rows(language, text) if m["kind"] == "meeting"] == [day]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Le président chilien a reçu hier à Santiago du Chili le ministre allemand Waldheimer.", "Waldheimer"),
        ("ru", "Вчера президент Чили принял министра иностранных дел Эстонии Тамсаара.", "Тамсаара"),
        ("zh", "智利总统19日会见加纳外长阿布拉克瓦。", "阿布拉克瓦"),
        ("fr", "Le roi de Jordanie a reçu hier une délégation iranienne conduite par Ali Larijani.", "Ali Larijani"),
    ],
)  # fmt: skip
def test_who_took_part_is_named_though_nobody_listed_them(language, text, name):
    assert name in [p["name"] for m in rows(language, text) for p in m["participants"]]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fr", "Emmanuel Macron est en colère. Le président français a reçu hier le roi de Jordanie.", {"Emmanuel Macron", ""}),
        ("he", "עמנואל מקרון כועס. אתמול קיבל נשיא צרפת את מלך ירדן.", {"Emmanuel Macron", ""}),
        ("he", "נשיא האמירויות מוחמד בן זאיד כועס. אתמול שוחח בן זאיד עם נשיא פולין.", {"Mohamed bin Zayed Al Nahyan", ""}),
        ("fr", "Emmanuel Macron a reçu hier le roi de Jordanie. Jean-Noël Barrot a assisté à leur audience.", {"Emmanuel Macron", "", "Jean-Noel Barrot"}),
        ("he", "עמנואל מקרון קיבל אתמול את מלך ירדן. גם ז'אן-נואל בארו השתתף.", {"Emmanuel Macron", "", "Jean-Noel Barrot"}),
        ("he", "עמנואל מקרון קיבל אתמול את מלך ירדן. לדבריו, ז'אן-נואל בארו כועס.", {"Emmanuel Macron", ""}),
    ],
)  # fmt: skip
def test_an_office_is_its_holder_and_who_attended_was_there(language, text, names):
    [row] = rows(language, text)
    assert {p["name"] for p in row["participants"]} == names


def test_a_name_inside_a_longer_one_is_another():
    text = "阿曼外交大臣19日会见伊朗原子能组织主席伊斯拉米。"
    assert "David Lammy" not in [a["name"] for a in rows("zh", text, "actors")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Эмир Катара вчера прилетел в Ереван, сообщил премьер-министр Армении Никол Пашинян."),
        ("ru", "Эмир Катара вчера прилетел в Москву, рассказала Мария Захарова."),
        ("fr", "L'émir du Qatar s'est rendu hier à Rabat, a annoncé le ministre marocain Nasser Bourita."),
    ],
)
def test_who_tells_of_a_visit_is_not_its_host(language, text):
    assert [[p["country"] for p in m["participants"]] for m in rows(language, text)] == [["QAT"]]


def test_a_day_that_the_months_beside_have_not_is_a_day():
    [row] = code(Article("a", "王毅31日在北京会见约旦外交大臣萨法迪。", published="2025-05-31", language="zh"))[
        "meetings"
    ]
    assert row["date_start"] == "2025-05-31"


def test_a_year_that_no_table_of_a_calendar_reaches_costs_no_article():
    text = "زار الرئيس المصري عبد الفتاح السيسي الرياض. ووقعت الاتفاقية الأولى في 15 رجب 1300."
    assert len(code(Article("a", text, published="2025-05-20", language="ar"))["meetings"]) == 1
