"""Every message a user can meet: a code, what happened, what to do next. The only list.

Codes: MJ1xx reading files, MJ2xx coding, MJ3xx the store, MJ4xx measures and charts,
MJ5xx exports, MJ6xx stories, MJ7xx the command line and the server. Tests assert the messages.
"""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """`what` and `next` may hold {fields}, filled by the keyword arguments of MajlisError. `kept`: what it is about was
    read all the same; the message tells what is not known of it."""

    what: str
    next: str
    kept: bool = False


MESSAGES: dict[str, Message] = {
    "MJ101": Message("There is no file or folder {name}.", "Check the path and try again."),
    "MJ102": Message("{name} is of a kind that cannot be read ({ending}).", "Save it as .txt, .html, .pdf or .docx."),
    "MJ103": Message("{name} is empty.", "Add the article's text to it, or leave it out."),
    "MJ104": Message("{name} is {size} MB; at most {limit} MB are read.", "Split it, or raise MAJLIS_MAX_FILE_MB."),
    "MJ105": Message("{name} holds no readable text; it looks binary.", "Check what kind of file it really is."),
    "MJ106": Message("{name} cannot be opened: {reason}.", "Check its name, and that you may read or write it."),
    "MJ107": Message(
        "{name} is one article of {length} characters; at most {limit} are read.",
        "Split it into its articles, or raise MAJLIS_MAX_CHARACTERS.",
    ),
    "MJ108": Message("{name} is not valid JSON: {reason}.", "Write one article a line, as an object with a text."),
    "MJ109": Message("{name} cannot be read; it is damaged or not what its name says ({reason}).", "Save it anew."),
    "MJ110": Message("{name} took more than {seconds} s and was ended.", "Look at it, or raise MAJLIS_MAX_SECONDS."),
    "MJ111": Message("Reading {name} broke down; it was left out.", "Save it anew, as .txt if nothing else helps."),
    "MJ112": Message("{name} could not be coded ({reason}); it was left out.", "Please report it with its text."),
    "MJ113": Message(
        "{name} and what follows was left out: at most {files} files or {size} MB are read at once.",
        "Read the rest in another run, or raise MAJLIS_MAX_TOTAL_MB and MAJLIS_MAX_FILES.",
    ),
    "MJ114": Message("{name} is {kind}, not what its ending says.", "Give it the right ending, or leave it out."),
    "MJ115": Message("{name} is encrypted.", "Save it without a password."),
    "MJ116": Message("{name} holds no article text.", "Paste the text itself, or save the page anew."),
    "MJ117": Message("{name} has {pages} pages; at most {limit} are read.", "Split it, or raise MAJLIS_MAX_PAGES."),
    "MJ118": Message("{name} holds pictures of pages and no text.", "Run text recognition (OCR) over it first."),
    "MJ119": Message(
        "{name} would grow to {size} MB, {ratio} times its size.",
        "Unpack it yourself if you trust it, or raise MAJLIS_MAX_EXPANSION and MAJLIS_MAX_TOTAL_MB.",
    ),
    "MJ120": Message("{name} declares XML entities, as no word processor does.", "Save it anew if you trust it."),
    "MJ121": Message(
        "{name} lies inside {limit} others; what it holds was left out.",
        "Unpack it, or raise MAJLIS_MAX_ARCHIVE_DEPTH.",
    ),
    "MJ122": Message(
        "{name} is a link, or has a path that leads out of its archive.", "It was left out; rename it if you trust it."
    ),
    "MJ123": Message("{name} has no column of texts.", "Say which column holds the text of the articles."),
    "MJ124": Message(
        "{name} is no web address that can be read.", "Give one that begins with https:// and names an article."
    ),
    "MJ125": Message("{name} is on a private network, and is not read.", "Save the page, and add the file."),
    "MJ126": Message(
        "{name} cannot be reached: {reason}.", "Check the connection; offline, save the page and add the file."
    ),
    "MJ127": Message("{name} answered {status}.", "Open it in a browser, save the page and add the file."),
    "MJ128": Message("{name} is {kind}, which cannot be read.", "Give the address of an article."),
    "MJ129": Message(
        "{name} has {columns} columns; at most {limit} are read.",
        "Keep those that tell of the articles, or raise MAJLIS_MAX_COLUMNS.",
    ),
    "MJ130": Message(
        "Of cells {name} has {cells}, of columns {columns}; it was left out.",
        "Put a cell that holds a comma in quotes.",
    ),
    "MJ131": Message("{name} holds {files} files; at most {limit} are read.", "Split it, or raise MAJLIS_MAX_FILES."),
    "MJ132": Message("{name}: more faults like these were met ({count}).", "Correct those that are told first."),
    "MJ133": Message(
        "{size} bytes of {name} hold files that its directory does not list; they were not read.",
        "If it was put together of several archives, add each of them by itself.",
    ),
    "MJ134": Message(
        "{name} opens a quote that is not closed at the end of a cell; all up to {last} was left out.",
        "Close it there, or write it twice where it is part of the text.",
    ),
    "MJ135": Message("{name} needs more than {limit} MB of memory.", "Split it, or raise MAJLIS_MAX_MEMORY_MB."),
    "MJ136": Message(
        "The {field} of {name} has {length} characters; at most {limit} are read.",
        "Shorten it, or say which column holds it; or raise MAJLIS_MAX_DETAIL_CHARACTERS.",
    ),
    "MJ137": Message(
        "{name} gives {value!r} as its day of publication, which names no day or month from 1900 to {last}.",
        "Give its day where it is added, or correct it in the file; until then its day is unknown.",
        kept=True,
    ),
    "MJ138": Message(
        "{name} is of {value}, which reads two ways.",
        "Say whether the day or the month comes first: one click where it is added, --dates on the command line.",
        kept=True,
    ),
    "MJ139": Message(
        "{name} has a headline alone; it is coded as the text.",
        "Add the text where you have it, or have it fetched where there is an address.",
        kept=True,
    ),
    "MJ140": Message(
        "What stands above the columns of {name} ({count} of its lines) was left out: {value}.",
        "Add it by itself if it is an article.",
        kept=True,
    ),
    "MJ141": Message("{name} holds no articles and was left out.", "Add it by itself if it is one.", kept=True),
    "MJ142": Message(
        "What stands outside the articles of {name} was left out: {value}.",
        "Add it by itself if it is an article.",
        kept=True,
    ),
    "MJ143": Message(
        "{name} looks like {count} articles, which could not be told apart; it was coded as one.",
        "Save them one a file, or as a table.",
        kept=True,
    ),
    "MJ144": Message("{name} is no feed of news.", "Save the article as .html or .txt, or the feed itself."),
    "MJ145": Message(
        "{name} holds {kind} and was read as such, whatever its name says.",
        "Give it the right ending, if you keep it.",
        kept=True,
    ),
    "MJ146": Message(
        "{name} opens a brace or a quote that is not closed; the entry was left out.",
        "Close it, and add the file again.",
    ),
    "MJ147": Message(
        "{name} is hidden in its workbook; it was read too.", "Leave out what you do not want.", kept=True
    ),
    "MJ148": Message(
        "{name} lists addresses ({count}) and no texts.",
        "Have them fetched: one click where it is added, --fetch on the command line.",
    ),
    "MJ149": Message("{name} is still being written and was not read.", "It is read the next time.", kept=True),
    "MJ150": Message("The table {table} has no column {column}.", "Add it, or export the table from Majlis anew."),
    "MJ151": Message("{table}.{column} is not of type {dtype}: {reason}.", "Correct the values of that column."),
    "MJ152": Message("{table}.{column} holds {value!r}, which is not in its vocabulary.", "Use a word of the schema."),
    "MJ153": Message("{table}, row {row}: start, end and evidence do not fit.", "Code the article again."),
    "MJ154": Message("{table}, row {row}: its evidence is not in the article {article}.", "Code the article again."),
    "MJ155": Message("The folder {name} holds no tables.", "Make them with python -m lib code ... --out {name}."),
    "MJ156": Message("The table file {name} is damaged: {reason}.", "Export it from Majlis anew."),
    "MJ160": Message(
        "{name} did not answer in full within {seconds} s.",
        "Try again, raise MAJLIS_MAX_WEB_SECONDS, or save the page and add the file.",
    ),
    "MJ161": Message(
        "{name} cannot be read: Majlis lacks the library {library}.", "Install it with pip install -r requirements.txt."
    ),
    "MJ162": Message(
        "{count} of the addresses of {name} were not asked for.",
        "Add it again to have them fetched; what is kept is not fetched twice.",
        kept=True,
    ),
    "MJ163": Message(
        "{name} breaks off, or is damaged in the middle; entries read whole: {count}.", "Fetch or save it anew."
    ),
    "MJ164": Message(
        "{name} holds more than when it was read before; what was kept of it then is hidden: {articles}.",
        "Choose it on the Review page and show it again, if you want both.",
        kept=True,
    ),
    "MJ165": Message(
        "{name} is packed in a way that is not read here.", "Unpack it, or pack it anew as an ordinary ZIP archive."
    ),
    "MJ166": Message(
        "Files whose names begin with a dot are hidden, and were left out of {name}: {count}.",
        "Rename those that you want read.",
        kept=True,
    ),
    "MJ167": Message(
        "{name} seems to break off; it was read as far as it goes.",
        "Save or send it anew if its end is missing.",
        kept=True,
    ),
    "MJ168": Message(
        "Rows of {name} that are the same as an earlier one in every cell were left out: {count}.",
        "Give each an identifier if they are articles of their own.",
        kept=True,
    ),
    "MJ169": Message(
        "Pages of {name} that are pictures without text were left out: {count}.",
        "Run text recognition (OCR) over it first.",
        kept=True,
    ),
    "MJ170": Message(
        "{name} has no rows or entries that are articles; a single line is taken for the names of columns.",
        "Add a row for each article below it, or save it as .txt if that line is the text.",
    ),
    "MJ171": Message("{name} holds no mails that can be told apart.", "Save each mail as a file of its own (.eml)."),
    "MJ201": Message("{file} of the codebook cannot be read: {reason}.", "Put it back, as a CSV file in UTF-8."),
    "MJ202": Message(
        "{file} of the codebook has no column {column}; none of its rows is used.",
        "Add the column; the README beside the file lists them.",
    ),
    "MJ203": Message(
        "Of cells {file}, line {line} has {cells}, not {columns}; it is left out.",
        "Give every column a cell, and put one that holds a comma in quotes.",
    ),
    "MJ204": Message(
        "{file}, line {line}: {column} is empty; the row is left out.", "Fill the cell, or take the row out."
    ),
    "MJ205": Message(
        "{file}, line {line}: {column} holds {value!r}, which is not {wanted}; the row is left out.", "Write {wanted}."
    ),
    "MJ206": Message(
        "{file}, line {line}: {column} holds {value!r}, which is not known; the row is left out.", "Use {known}{add}."
    ),
    "MJ207": Message(
        "{file}, line {line}: {column} {value!r} stands in line {first} already; the row is left out.",
        "Keep one of the two rows.",
    ),
    "MJ208": Message(
        "{name} is no table of own rows: {reason}.",
        "Take the CSV file that the Codebook page writes, or python -m lib codebook export, and fill it in.",
    ),
    "MJ301": Message("The database {place} cannot be used: {reason}.", "Check MAJLIS_DATABASE_URL, or MAJLIS_DATA."),
    "MJ302": Message(
        "{place} was made by a newer Majlis (version {version}; this one knows {known}).",
        "Update Majlis, or choose another database.",
    ),
    "MJ303": Message("The backup {name} cannot be read: {reason}.", "Choose a file made with python -m lib backup."),
    "MJ304": Message("There is no article {article} here.", "Choose one of the list; it may have been removed."),
    "MJ305": Message("The article {article} is part of Majlis and cannot be removed.", "Hide it instead."),
    "MJ307": Message("{table}.{column} stays as coded.", "Delete the row and add one, if its evidence is wrong."),
    "MJ308": Message("The row of {table} is not there any more.", "Reload the page; the article was coded anew."),
    "MJ309": Message("The last day, {end}, is before the first, {start}.", "Correct one of them."),
    "MJ310": Message("A correction of {table} asks for {action!r}, which is none.", "Use one of {known}."),
    "MJ311": Message(
        "{value!r} cannot be read as one day or month of publication between {first} and {last}.",
        "Write a day as 2024-03-06 and a month as 2024-03; leave it empty where it is not known.",
    ),
    "MJ312": Message(
        "{value!r} is no language that is known here.",
        "Write its code of ISO 639-1, such as en, ar or fa, or its name.",
    ),
    "MJ313": Message(
        "The row of {table} is {now} since you looked at it; nothing was changed.",
        "Look at it as it is now, and judge again.",
    ),
    "MJ314": Message("The row of {table} is {now} already; nothing was changed.", "Go on with another one."),
    "MJ315": Message(
        "Later corrections rest on this one, or its row is another now; nothing was changed.",
        "The history of the article lists them: undo the later ones first.",
    ),
    "MJ316": Message(
        "No visitor shared {article}, so that nobody is there to take it back.",
        "Choose another one, or delete it with --remove.",
    ),
    "MJ317": Message("There is no own row {number} of yours.", "Choose one that the list of own rows shows as yours."),
    "MJ318": Message("At most {limit} own rows are kept.", "Offer some to the codebook itself, and remove them here."),
    "MJ319": Message(
        "The codebook was changed by somebody else since this was previewed; nothing was kept.", "Preview it again."
    ),
    "MJ501": Message("{name} is not an export of Majlis.", "Choose a zip made on the Export page, or by lib export."),
    "MJ502": Message(
        "{name} holds tables without their articles' texts.", "Export again with the texts, then bring it."
    ),
    "MJ503": Message("Correction {number} in {name} cannot be used: {reason}.", "Export it from Majlis anew."),
    "MJ504": Message("{name} has an article of {count} meetings; at most {limit} are compared.", "Code it in parts."),
    "MJ601": Message(
        "This is not a Majlis story: {problem}.", "Choose a file saved with Save to a file on the Story page."
    ),
    "MJ602": Message(
        "The story is of format {version}; this Majlis reads format {known}.", "Update Majlis, or save it anew."
    ),
    "MJ603": Message(
        "Step {number} of the story cannot be used: {problem}.", "Correct it in the file, or leave it out."
    ),
    "MJ604": Message("The story is too large: at most {limit}.", "Split it in two."),
    "MJ605": Message(
        "Step {number} holds a link, or would fetch a picture or map from elsewhere.", "Leave that step out."
    ),
    "MJ606": Message("There is no story {name}.", "Choose one of {known}, or a story file."),
    "MJ607": Message("The story {name} has nothing to tell: {problem}.", "Choose another one, or add articles."),
    "MJ608": Message(
        "A PDF needs Chromium or Chrome, and none was found.",
        "Install one, name it in the variable CHROMIUM, or take the HTML file and print it.",
    ),
    "MJ609": Message(
        "Slides cannot be written as {ending}.", "Choose a file name that ends in .pptx, .html, .pdf or .json."
    ),
    "MJ610": Message(
        "Chromium could not print the slides: {reason}.", "Take the HTML file and print it from a browser."
    ),
    "MJ611": Message(
        "This is no PowerPoint template that slides can be made in: {problem}.",
        "Give a .potx or .pptx file with a layout that has a title.",
    ),
    "MJ701": Message(
        "A page of {origin!r} asked to speak with {host!r}, and was refused.",
        "If it is yours: let the proxy pass the Host header on, or add the page's address to server.corsAllowedOrigins.",
    ),
    "MJ702": Message(
        "This server was asked for as {host!r}, which is no name it knows.",
        "Use http://localhost, or start it with --browser.serverAddress (serve-api: --name) and that name.",
    ),
    "MJ703": Message(
        "This page draws no chart {chart} of what is chosen.",
        "Choose one of those it draws, or take the address from Download, cite under the chart itself.",
    ),
    "MJ704": Message(
        "Too many windows of shows are open, here or at your address.", "Close some; this one tries again."
    ),
    "MJ710": Message(
        "The interface for programs asks for a token here.",
        "Send it as Authorization: Bearer TOKEN; whoever runs the server has it (MAJLIS_API_TOKEN).",
    ),
    "MJ711": Message("{name!r} is no parameter of {path}.", "Use one of these: {known}."),
    "MJ712": Message("{name} has no {value!r} in these data{near}.", "Choose one of those that /api/filters lists."),
    "MJ713": Message("{name} is {value}, which is not {wanted}.", "Correct it; /api/openapi.json describes them all."),
    "MJ714": Message("There is nothing at {path}.", "/api lists what there is."),
    "MJ715": Message("{method} would change something, and this interface is for reading.", "Use GET."),
    "MJ716": Message(
        "The data changed since the first of these pages was read (now {version}).", "Begin again, without offset."
    ),
    "MJ717": Message("{path} could not be answered.", "Try again; if it stays so, please report it with its address."),
    "MJ718": Message("{most} requests from your address are answered already.", "Send it again when one of them is."),
    "MJ801": Message("{name} is not {wanted}.", "Correct it; the README lists the settings of the second reader."),
    "MJ802": Message(
        "{host} cannot be reached, or did not answer within {seconds} s.",
        "See that the model runs there, or raise MAJLIS_READER_SECONDS.",
    ),
    "MJ803": Message(
        "{host} answered with status {status} instead of a reading.",
        "See MAJLIS_READER_URL, MAJLIS_READER_MODEL and MAJLIS_READER_KEY, or try again later.",
    ),
    "MJ804": Message("The model gave no rows that can be read.", "Ask again, or choose another model."),
    "MJ805": Message("The model refused to read the text.", "Choose another model for it."),
    "MJ806": Message(
        "The model's answer was cut short twice.", "Let it write longer answers, or choose another model."
    ),
    "MJ807": Message(
        "{host} is not asked any more: {count} questions in a row had no answer.",
        "Once it answers again, go on: what was answered is kept, and not asked again.",
    ),
    "MJ808": Message(
        "{name} was not read in full by {model}: {reason} ({fault}).",
        "{step} The same command asks for what is missing.",
    ),
    "MJ809": Message(
        "There is no second reader.", "Name one in MAJLIS_READER_MODEL, and where it answers in MAJLIS_READER_URL."
    ),
    "MJ810": Message(
        "{name} is no file of {wanted}: line {line}, {reason}.", "Take the file that was written, unchanged."
    ),
    "MJ811": Message(
        "{name} tells nothing of the articles that were asked for.", "Keep {beside} beside it, as export wrote it."
    ),
    "MJ812": Message(
        "The answers hold none to a question.", "Ask it again: missing.jsonl holds those without an answer."
    ),
    "MJ401": Message("Row {row} of the chronology is left out: {reason}.", "Correct it in data/chronology.csv."),
    "MJ402": Message("{asked!r} asks for no mood.", "Write two actors and a day, as in IRN-SAU@2023-08-21."),
    "MJ403": Message("There is nothing to measure.", "Give a folder of coded tables, or --chronology, or both."),
    "MJ404": Message("A window of {window} days cannot hold a wave.", "Use 2 to 3650 days; 90 is the default."),
    "MJ405": Message(
        "The chronology cannot be read: {reason}.", "Put data/chronology.csv back, as a CSV file in UTF-8."
    ),
    "MJ406": Message("Row {row} of {file} is left out: {reason}.", "Correct it in data/{file}."),
    "MJ407": Message("{file} cannot be read: {reason}.", "Put data/{file} back, as a CSV file in UTF-8."),
    "MJ408": Message(
        "{asked!r} asks for {side!r}, which is no actor that the evidence or the codebook knows.",
        "Write its code, as IRN for a state and ORG:HAMAS for another side.",
    ),
}


class MajlisError(Exception):
    """An error a user can act on: MajlisError("MJ103", name="a.txt")."""

    def __init__(self, code: str, **fields: object) -> None:
        message = MESSAGES[code]
        fields = {name: printable(value) if isinstance(value, str) else value for name, value in fields.items()}
        self.code = code
        self.fields = fields
        self.kept = message.kept
        shown = {name: value[:LONGEST] if isinstance(value, str) else value for name, value in fields.items()}
        self.what = message.what.format(**shown)
        self.next = message.next.format(**shown)
        super().__init__(f"{code}: {self.what} {self.next}")

    @property
    def told(self) -> str:
        """What is wrong, what to do, and the code, as pages and lists tell it."""
        return f"{self.what} {self.next} ({self.code})"

    def packed(self) -> dict[str, str]:
        """What makes it anew in another process: MajlisError(**packed)."""
        return {"code": self.code, **{name: str(value) for name, value in self.fields.items()}}


LONGEST = 1_000  # characters of a name or a value that a message shows
ORDERS = "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"  # signs that turn the order of others about
UNSEEN = "Cc", "Cs", "Zl", "Zp"  # control characters (terminals obey them), broken ones, ends of lines


def printable(name: str) -> str:
    r"""A name as it can be printed and kept, on one line and in its order: what is not Unicode in it, as in a file name of
    an old encoding, and what a terminal or a page would obey, spelled out.

    >>> printable("caf\udce9\x1b[2J.txt") == r"caf\udce9\x1b[2J.txt"
    True
    """
    return "".join(ascii(c)[1:-1] if _unseen(c) else c for c in name)


def orderly(detail: str) -> str:
    r"""A title, a name or an address as it can be shown beside others: without the signs that turn their order about, and
    with a space for each that a terminal or a page would obey.

    >>> orderly("Envoy \u202emoc.live\u202c in\x07Doha\nagain")
    'Envoy moc.live in Doha again'
    """
    if detail.isprintable():
        return detail
    turned = (c for c in detail if unicodedata.bidirectional(c) not in ORDERS)
    return "".join(" " if unicodedata.category(c) in UNSEEN else c for c in turned).strip()


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) in UNSEEN or unicodedata.bidirectional(sign) in ORDERS


KINDS = {
    "str": "text",
    "int": "number",
    "float": "number",
    "bool": "true or false",
    "array": "list",
    "object": "set of fields",
}


def in_words(error: Exception) -> str:
    """What msgspec found wrong with a value that came from elsewhere, for a reader of the file.

    >>> in_words(ValueError("Expected `str`, got `int` - at `$.text[0]`"))
    'in text[0]: expected text, got number'
    """
    what, _, where = str(error).partition(" - at `$")
    what = what.replace("<=", "at most").replace(">=", "at least")
    what = re.sub(r"`(\w+)`", lambda found: KINDS.get(found[1], found[1]), what[:1].lower() + what[1:])
    return f"in {where.strip('.`')}: {what}" if where.strip("`") else what
