"""Work that goes wrong, for the process that has to put up with it."""

import os
import signal
import time
from collections.abc import Iterator


def work(request: dict) -> Iterator[bytes]:
    """Does what the request's name says."""
    yield b"begun\n"
    if request["name"] == "halfway":
        yield b"half a li"
    if request["name"] in ("hang", "halfway"):
        time.sleep(60)
    if request["name"] == "bomb":
        import re

        re.match(r"(a+)+$", "a" * 60 + "b")
    if request["name"] == "crash":
        os._exit(11)
    if request["name"] == "killed":  # as by the system, where it has no memory left
        os.kill(os.getpid(), signal.SIGKILL)
    if request["name"] == "grow":
        bytearray(2_000_000_000)
    if request["name"] == "chatter":
        print("a library says hello")
    yield b"done\n"
