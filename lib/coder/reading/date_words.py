"""What a date looks like in English text: one pattern, whose named groups lib/coder/reading/dates.py resolves."""

import re

MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_ONES = "one two three four five six seven eight nine".split()  # noqa: SIM905
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
NUMBERS = {
    **{"a": 1, "an": 1, "a couple of": 2, "a dozen": 12, "several": 0, "a few": 0, "few": 0},
    **{word: n for n, word in enumerate([*_ONES, *_TEENS], 1)},
    **{word: 10 * n for n, word in enumerate(_TENS, 2)},
    **{f"{ten}-{one}": 10 * n + k for n, ten in enumerate(_TENS, 2) for k, one in enumerate(_ONES, 1)},
}
YEARS = {"year": 1, "decade": 10}

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_WHICH = r"(?:this|last|next|past|previous|coming|the past|the coming|the following|the previous|the last|the next|current|the current|earlier this|later this|early this|late last|early last|late this|earlier in the|later in the)"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_ON_DAY = (
    rf"(?: (?P<sx>today|yesterday|to the day|this week|this month|on this (?:very )?day|(?:on |this )?{_WEEKDAY}))"
)
_AFTER_ORDINAL = r"(?=[,.;)]| (?:in|at|for|with|to|by)\b|$)"  # "on the 19th in Baku", not "the 19th century"
# What a date begins with, looked at first: most words begin with something else.
_BEGINS = r"(?=\d|a[ bnup]|at|b[ey]|c[ou]|d[eu]|e[ail]|f[eior]|h[ao]|in|j[au]|la|m[aio]|n[eio]|o[cnfv]|p[ar]|s[aeiou]|t[ehouw]|w[ei]|ye)"
PATTERN = re.compile(
    rf"\b{_BEGINS}(?:"
    rf"(?P<iso>(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<id>\d\d))"
    rf"|(?P<figures>(?P<fa>{_YEAR}|\d{{1,2}})(?P<by>[./-])(?P<fb>\d{{1,2}})(?P=by)(?P<fc>{_YEAR}|\d{{1,2}})\b(?![./-]?\d))"
    rf"|(?P<within>(?:the )?(?P<wid>{_DAY})(?:st|nd|rd|th)? of (?P<wiw>this|last|next) month)"
    rf"|(?:{_WEEKDAY},? )?(?:the )?(?P<d1>{_DAY})(?:st|nd|rd|th)?(?:(?:-| to | and | through |/| - )(?P<d2>{_DAY})(?:st|nd|rd|th)?)?(?: of)?[ -](?P<dm>{_MONTH})(?:(?:, ?| )(?P<dy>{_YEAR})\b)?"
    rf"|(?:{_WEEKDAY},? )?(?P<m>{_MONTH}) (?:the )?(?P<md1>{_DAY})(?:st|nd|rd|th)?(?!\d|:)(?:(?:-| to | and | through |/| - )(?:(?P<m2>{_MONTH}) )?(?P<md2>{_DAY})(?:st|nd|rd|th)?(?![\d:]))?(?:,? (?P<my>{_YEAR})\b)?"
    rf"|(?:(?:early|mid|late|early in|late in)[ -])?(?P<mo>{_MONTH})(?:,? (?:of )?(?:(?P<moy>{_YEAR})\b|(?P<morel>this|last|next) year))?"
    rf"|(?P<wk>(?:the )?week of (?P<wm>{_MONTH}) (?P<wd>{_DAY}))"
    rf"|(?:(?P<wrel>last|next|this|past|previous|this past|this coming|coming|the following|the previous) )?(?P<wday>{_WEEKDAY})\b(?:,? (?:of )?(?P<wof>next|last|this) week)?"
    rf"|(?P<day>earlier today|later today|earlier in the day|later in the day|today|yesterday|tomorrow|tonight|this morning|this afternoon|this evening|last night|overnight|the day before yesterday|(?:on )?(?:the same|that(?: same)?) (?:day|morning|afternoon|evening|night))"
    rf"|(?P<today>(?:(?:{_COUNT}|half an|some|just|only|about) ){{0,4}}(?:hour|minute)s? ago)"
    rf"|(?P<ordinal>on the (?P<oa>{_DAY})(?:st|nd|rd|th)(?: and (?:the )?(?P<ob>{_DAY})(?:st|nd|rd|th))?{_AFTER_ORDINAL})"
    rf"|(?P<anniversary>(?:on )?this (?:very )?day in (?P<ay>{_YEAR})\b)"
    rf"|(?P<step>(?P<sn>{_COUNT}) (?P<su>day|week|month|year|decade)s? (?P<sd>ago|earlier|later|after|before|prior){_ON_DAY}?)"
    rf"|(?P<next>the next day|the following day|the previous day|the day before|the day after|a day after)"
    rf"|(?P<from>the (?P<fday>{_WEEKDAY}) (?P<fside>before|after|following))\b"
    rf"|(?P<close>(?:before|by|at|towards?) (?:the )?(?:(?P<cu>year|month|week)(?:'s end|-end| is (?:out|over))|end of (?:the|this) (?P<cv>year|month|week)))"
    rf"|(?P<hours>(?:over|in|during|within) the (?:last|past) (?:24|36|48|72|few|several|two|three) (?:hours|days))"
    rf"|(?P<over>over the (?:past|last) (?P<ou>month|year|week))"
    rf"|(?P<weekend>(?:at|over|during) the weekend)"
    rf"|(?P<which>{_WHICH}) (?P<unit>week(?:end)?|month|year|summer|spring|autumn|fall|winter)\b"
    rf"|(?:(?:in|since|of|during|the|by) (?P<year>{_YEAR})\b(?!-)|(?P<bare>{_YEAR})(?= [a-z]))"
    r"|(?P<short>mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?=[:.,)])"
    rf")",
)
AHEAD = re.compile(
    r"\b(?:will|would|shall|'ll|(?:is|are) (?!being|having|holding|meeting)[a-z]+ing|(?:is|are|was|were) (?:due|set|scheduled|expected|slated|planned|to)|be held|to be|due to(?! (?:the|an?|his|her|its|their)\b)|set to|scheduled|expected to|"
    r"plans? to|planning to|planned for|(?:moved|postponed|rescheduled|brought forward|pushed back|put off|delayed) (?:to|until|till|for)|upcoming|forthcoming|going to|slated|agreed to|intends? to|prepar\w+ (?:to|for)|invited?|"
    r"to (?:visit|meet|travel|fly|go|host|receive|welcome|attend|hold|convene|participate|arrive|discuss|begin|start|take place|resume|join|address|pay|lead|chair|sign|speak|talk|return|send|depart|leave|head))\b"
)
BACK = re.compile(
    r"\b(?:said|says|told|was|were|had|has|have|held|met|spoke|took|made|began|left|led|paid|came|went|gave|saw|wrote|hosted|"
    r"[a-z]{2,}ed)\b"
)
SAME_DAY = re.compile(r"(?:on )?(?:the same|that)")
DIGIT = re.compile(r"\d")
DESCRIBED = 40  # characters before a year in which the article of its noun stands
DESCRIBES = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)|'s?)(?: [a-z][a-z-]*){1,2} $"
)  # "the stormy 2013 talks"
OWNED = re.compile(r"(?:\b(?:the|an?|his|her|its|their)|'s?) $")
OWNED_BY = re.compile(r" (?!of\b)[a-z]")  # "the June summit", not "June said"
TRIGGERS = (
    "day",
    "week",
    "month",
    "year",
    "night",
    "tomorrow",
    "morning",
    "noon",
    "evening",
    "hour",
    "minute",
    "summer",
    "winter",
    "decade",
    "on the ",
    *(f"{day[:n]}{mark}" for day in WEEKDAYS for n in (3, 4, 5) for mark in ":.,)"),
    *MONTHS,
)
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
