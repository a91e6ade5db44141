"""What a file really is, by its first bytes: misnamed and encrypted files are refused before they are read."""

from lib.errors import MajlisError
from lib.loaders.source import Source

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also the wrapper of encrypted .docx and .xlsx
SIGNATURES = {  # first bytes -> (what it is, endings it may have)
    b"%PDF-": ("a PDF", (".pdf",)),
    b"PK\x03\x04": ("a ZIP archive or Office document", (".zip", ".docx", ".docm", ".xlsx", ".xlsm", ".odt", ".epub")),
    b"PK\x05\x06": ("an empty ZIP archive", (".zip",)),
    b"{\\rtf": ("a rich text file", (".rtf",)),
    b"PAR1": ("a Parquet file", (".parquet",)),
    OLD_OFFICE: ("an old or encrypted Office file", ()),
    b"\x89PNG": ("a picture", ()),
    b"\xff\xd8\xff": ("a picture", ()),
    b"GIF8": ("a picture", ()),
    b"\x1f\x8b": ("a gzip file", ()),
    b"7z\xbc\xaf": ("a 7z archive", ()),
    b"Rar!": ("a RAR archive", ()),
    b"\x7fELF": ("a program", ()),
    b"MZ\x90\x00": ("a program", ()),
}
HOLDS = {  # what stands in the directory of an Office file, or at its start -> its ending
    b"word/document": ".docx",
    b"xl/workbook": ".xlsx",
    b"mimetypeapplication/vnd.oasis.opendocument.text": ".odt",
    b"META-INF/container.xml": ".epub",
    b"[Content_Types].xml": "",
    b"mimetypeapplication/": "",
}
SEVERAL = 2  # endings that files of one beginning may have, at least
DIRECTORY = 65_536  # bytes at the end of a file in which that directory is looked for
NEEDED = {ending for _, endings in SIGNATURES.values() for ending in endings}


def ending_of(source: Source) -> str:
    """The ending that a file should have by its first bytes, and by what is in it where that is an archive; "" where they
    do not tell."""
    start = source.start()
    endings = next((endings for begins, (_, endings) in SIGNATURES.items() if start.startswith(begins)), ())
    if len(endings) < SEVERAL:
        return "".join(endings)
    with source.open() as file:
        file.seek(max(source.size() - DIRECTORY, 0))
        held = start + file.read()
    return next((ending for mark, ending in HOLDS.items() if mark in held), ".zip")


def check_signature(source: Source) -> None:
    """Raises MJ114 where the file is not what its name says, MJ115 where it is encrypted."""
    start = source.start()
    if source.ending in (".docx", ".docm", ".xlsx", ".xlsm") and start.startswith(OLD_OFFICE):
        raise MajlisError("MJ115", name=source.name)
    if source.ending == ".pdf" and b"%PDF-" in start:  # may follow a few stray bytes
        return
    for signature, (kind, endings) in SIGNATURES.items():
        if start.startswith(signature):
            if source.ending not in endings:
                raise MajlisError("MJ114", name=source.name, kind=kind)
            return
    if source.ending in NEEDED:
        raise MajlisError("MJ114", name=source.name, kind="something else")
