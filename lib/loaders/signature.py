"""What a file really is, by its first bytes: misnamed and encrypted files are refused before they are read."""

from lib.errors import MajlisError
from lib.loaders.source import Source

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also the wrapper of encrypted .docx and .xlsx
SIGNATURES = {  # first bytes -> (what it is, endings it may have)
    b"%PDF-": ("a PDF", (".pdf",)),
    b"PK\x03\x04": ("a ZIP archive or Office document", (".zip", ".docx", ".xlsx", ".odt", ".epub")),
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
NEEDED = {ending for _, endings in SIGNATURES.values() for ending in endings}


def check_signature(source: Source) -> None:
    """Raises MJ114 where the file is not what its name says, MJ115 where it is encrypted."""
    start = source.start()
    if source.ending in (".docx", ".xlsx") and start.startswith(OLD_OFFICE):
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
