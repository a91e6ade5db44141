"""A process of its own for work on files nobody has looked at: ended at its time limit, kept to its memory.

The child runs a generator function, `module:function`, over one JSON request a line of its standard input, and
writes what it yields (bytes, one line each) followed by an empty line. Nothing is unpickled on either side. It reads the
codebook that was read where it was asked for, with its own rows: they are the first line it is sent.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from types import TracebackType

from lib import codebook
from lib.codebook.own import Own
from lib.errors import MajlisError
from lib.loaders.limits import Limits
from lib.paths import ROOT

START_SECONDS = 120  # to import what it needs, on a busy machine
END_SECONDS = 5  # to end, after its last word
OUT_OF_MEMORY = (errno.ENOMEM, -6, -9)  # how it ends by itself; how libraries of C++ give up, and the system
READY = b"ready\n"


class Isolated:
    """One such process, started at its first request and again after it had to be ended. For one thread at a time."""

    def __init__(self, target: str, limits: Limits | None = None) -> None:
        self.target = target
        self.limits = limits or Limits.from_environment()
        self._own = codebook.current().own
        self._process: subprocess.Popen[bytes] | None = None
        self._late = self._closed = False

    def run(self, request: Mapping[str, object]) -> Iterator[bytes]:
        """Lines the target yields for a request. Raises MJ110 (over its time), MJ135 (its memory) or MJ111 (it broke down)."""
        process = self._started(name := str(request.get("name", "")))
        finished = False
        assert process.stdin  # a pipe, as asked for
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            while (line := self._line(process, self.limits.seconds)) != b"\n":
                if not line.endswith(b"\n"):  # it was ended, perhaps amid a line
                    raise self._broken(name, process)
                yield line
            finished = True
        except (OSError, ValueError):  # the pipe broke, or was closed from another thread
            raise self._broken(name, process) from None
        finally:
            if not finished:
                self._drop()

    def _broken(self, name: str, process: subprocess.Popen[bytes]) -> MajlisError:
        if self._late:
            return MajlisError("MJ110", name=name, seconds=f"{self.limits.seconds:g}")
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(END_SECONDS)
        if process.returncode in OUT_OF_MEMORY and not self._closed:
            return self.limits.out_of_memory(name)
        return MajlisError("MJ111", name=name)

    def _started(self, name: str) -> subprocess.Popen[bytes]:
        if self._closed:
            raise MajlisError("MJ111", name=name)
        if self._process is None or self._process.poll() is not None:
            self._late = False
            limits = str(self.limits.memory_mb), str(self.limits.seconds)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "lib.loaders.isolated", self.target, *limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),  # where paths are given from is where they are read
            )
            assert self._process.stdin  # a pipe, as asked for
            with contextlib.suppress(OSError):  # it ended at once, which is told below
                self._process.stdin.write(json.dumps([(row.file, row.cells) for row in self._own]).encode() + b"\n")
                self._process.stdin.flush()
            if self._line(self._process, START_SECONDS) != READY:
                raise self._broken(name, self._process)
        return self._process

    def _line(self, process: subprocess.Popen[bytes], seconds: float) -> bytes:
        """The next line, or b"" when the process ended; it is ended here once its time is over."""
        timer = threading.Timer(seconds, self._end, [process])
        timer.daemon = True
        timer.start()
        assert process.stdout  # a pipe, as asked for
        try:
            return process.stdout.readline()
        finally:
            timer.cancel()

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        process.kill()

    def close(self) -> None:
        """End the process for good, whatever it is doing. May be called from any thread."""
        self._closed = True
        self._drop()

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in filter(None, (process.stdin, process.stdout)):
            with contextlib.suppress(OSError):
                pipe.close()

    def __enter__(self) -> Isolated:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _environment() -> dict[str, str]:
    """Ours, with where modules are found: here first, then where the user keeps libraries, not in the folder it starts in."""
    own = os.environ.copy()
    places = [str(ROOT), *own.get("PYTHONPATH", "").split(os.pathsep)]
    return own | {"PYTHONPATH": os.pathsep.join(filter(None, places))}


def _restrict(memory_mb: float) -> None:
    """Keep this process to its memory, and let it be ended by Ctrl-C only through its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        most = int(memory_mb * 1e6)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _hold(seconds: float) -> None:
    """End by itself once it has worked so long on all cores, though nobody looks any more: its parent was killed."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds * (os.cpu_count() or 1))


def main(target: str, memory_mb: str, seconds: str) -> None:
    """Serve requests until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes where nobody reads it
    module, _, name = target.partition(":")
    _restrict(float(memory_mb))
    own = json.loads(sys.stdin.buffer.readline() or b"[]")
    codebook.use(codebook.over(tuple(Own(file, tuple(map(tuple, cells))) for file, cells in own)))
    work = getattr(importlib.import_module(module), name)
    answers.write(READY)
    answers.flush()
    try:
        for request in sys.stdin.buffer:
            _hold(float(seconds))
            for line in work(json.loads(request)):
                answers.write(line)
                answers.flush()
                _hold(float(seconds))
            answers.write(b"\n")
            answers.flush()
    except MemoryError:
        os._exit(errno.ENOMEM)  # at once: tidying up needs memory


if __name__ == "__main__":
    main(*sys.argv[1:4])
