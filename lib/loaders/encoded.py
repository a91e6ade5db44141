"""Files that are written as letters into the text of an e-mail: by uuencode, or by yEnc."""

import binascii
import re

FILE = re.compile(
    rb"^begin [0-7]{3,4} (?P<uu>[^\r\n]++)\r?\n(?P<lines>[ -`]++\r?\n(?:[ -`]*+\r?\n)*+)(?:end\b[^\n]*+\n?|[ -`]*+\Z)"
    rb"|^=ybegin (?P<y>[^\r\n]*+)\r?\n(?:=ypart [^\n]*+\n)?(?P<packed>(?s:.*?))(?:^=yend\b[^\n]*+\n?|\Z)",
    re.M,
)
PART = re.compile(rb"\bpart=(\d{1,9}) ")  # of a file that several e-mails hold
ESCAPED = re.compile(rb"=(.)", re.S)
BACK = bytes((n - 42) % 256 for n in range(256))


def taken_out(text: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    """The text without such files, and (name, bytes) of each; a part of a file is named as one.

    >>> taken_out(b"Here it is.\\nbegin 644 a.txt\\n%2&5L;&\\\\ \\n \\nend\\n")
    (b'Here it is.\\n', [('a.txt', b'Hello')])
    """
    files: list[tuple[str, bytes]] = []

    def out(found: re.Match[bytes]) -> bytes:
        about, _, name = (found["uu"] or found["y"]).rpartition(b"name=")
        part = PART.search(about)
        data = _uu(found["lines"]) if found["uu"] else _y(found["packed"])
        files.append(
            (name.strip(b' "').decode("utf-8", "replace") + (f".part{part[1].decode()}" if part else ""), data)
        )
        return b""

    return FILE.sub(out, text), files


def _uu(lines: bytes) -> bytes:
    """Each line begins with how many bytes it holds; what some programs write behind them is no part of them."""
    return b"".join(binascii.a2b_uu(line[: ((line[0] - 32 & 63) * 4 + 5) // 3]) for line in lines.splitlines() if line)


def _y(lines: bytes) -> bytes:
    packed = lines.replace(b"\r", b"").replace(b"\n", b"")
    return ESCAPED.sub(lambda sign: bytes([(sign[1][0] - 64) % 256]), packed).translate(BACK)
