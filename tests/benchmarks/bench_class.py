"""How long a class waits: many sessions on one server, each choosing a filter, against one session alone in the same run.

python -m tests.benchmarks.bench_class [MEETINGS] [WORKERS]

Sessions speak Streamlit's own protocol, without browsers, which would need more of the machine than the server does: each
opens the overview and then chooses kinds of meeting, one after the other without a pause. A wait is the time from a choice
to the end of the server's answer. Targets: of 30 sessions the slowest in twenty waits 2 s, of 50 sessions 3 s. WORKERS:
processes over one store among which the sessions are dealt out, as the proxy of compose.yaml does; one if not told.
"""

import asyncio
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from subprocess import Popen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.benchmarks import bench_page

CHOICES = 4
TARGETS = {30: 2.0, 50: 3.0}  # seconds, by sessions


class Reader:
    """One session: what the page told it of its filter, and how long each answer took."""

    def __init__(self, socket: ClientConnection, seed: int) -> None:
        self.socket, self.random = socket, random.Random(seed)
        self.filter, self.kinds, self.sent = "", [], 0

    async def answer(self) -> None:
        """Read up to the end of a run; of what comes remember the filter, and what was sent but not its size."""
        while True:
            raw = await self.socket.recv()
            self.sent += len(raw)
            message = ForwardMsg.FromString(raw)
            element = message.delta.new_element
            if element.HasField("multiselect") and element.multiselect.label == "Kinds of meeting":
                self.filter, self.kinds = element.multiselect.id, list(element.multiselect.options)
            if message.HasField("script_finished") and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    async def open(self) -> None:
        await self.socket.send(BackMsg(rerun_script={"query_string": ""}).SerializeToString())
        await self.answer()

    async def choose(self) -> float:
        """Choose another kind of meeting; seconds until the page is whole."""
        ask = BackMsg()
        state = ask.rerun_script.widget_states.widgets.add()
        state.id = self.filter
        state.string_array_value.data.append(self.random.choice(self.kinds))
        start = time.perf_counter()
        await self.socket.send(ask.SerializeToString())
        await self.answer()
        return time.perf_counter() - start


def processor(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Megabytes that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


async def sessions(workers: list[tuple[Popen, str]], count: int) -> list[float]:
    """Waits of `count` sessions that choose beside each other; prints what they took of the servers."""
    pids = [server.pid for server, _ in workers]
    before = sum(map(memory, pids))
    readers = []
    for n in range(count):
        url = workers[n % len(workers)][1]
        address = f"{url.replace('http', 'ws')}/_stcore/stream"
        readers.append(Reader(await connect(address, max_size=None, origin=url, subprotocols=["streamlit"]), n))
        await readers[-1].open()
    held, used = sum(map(memory, pids)), sum(map(processor, pids))

    async def read(reader: Reader) -> list[float]:
        return [await reader.choose() for _ in range(CHOICES)]

    waits = [wait for found in await asyncio.gather(*map(read, readers)) for wait in found]
    used = (sum(map(processor, pids)) - used) / len(waits)
    for reader in readers:
        await reader.socket.close()
    print(
        f"{count:3} sessions: median {median(waits):.2f} s, one in twenty over {quantiles(waits, n=20)[-1]:.2f} s, worst "
        f"{max(waits):.2f} s; {used:.2f} s of processor time a choice, {(held - before) / count:.1f} MB a session"
    )
    return waits


def main(meetings: int, count: int) -> int:
    folder = tempfile.mkdtemp()
    bench_page.MEETINGS = meetings
    bench_page.fill(folder)
    workers = [bench_page.serve(bench_page.ROOT / "app.py", folder) for _ in range(count)]
    try:
        asyncio.run(sessions(workers, count))  # the first visit of each
        alone = median(asyncio.run(sessions(workers, 1)))
        missed = False
        for several, target in TARGETS.items():
            waits = asyncio.run(sessions(workers, several))
            slow = quantiles(waits, n=20)[-1]
            print(f"    {median(waits) / alone:.1f} and {slow / alone:.1f} times one session (target {target:.0f} s)")
            missed |= slow > target
        return int(missed)
    finally:
        for server, _ in workers:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    asked = [int(number) for number in sys.argv[1:]]
    raise SystemExit(main(*(asked + [1000, 1][len(asked) :])))
