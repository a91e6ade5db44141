"""Files that need more memory than a process may have: told as that, whatever reads them, and the next one is read."""

import io

import pytest

from lib.batch.job import Job, Upload
from tests.loaders import made

pytestmark = pytest.mark.slow
SAID = "The king of Jordan received the president of Egypt in Amman on 3 May 2023."
MEMORY = 450  # megabytes


def parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["x" * 60_000_000] * 6}), out)
    return out.getvalue()


LARGE = {
    "a.csv": lambda: b"text\n" + b"x" * 150_000_000,
    "a.parquet": parquet,
    "a.pdf": lambda: made.pdf([made.TEXT, "Iran met Oman and others. \n" * 100_000]),
    "a.zip": lambda: made.archive({"large.csv": LARGE["a.csv"]()}),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_too_large_for_the_memory_is_told_as_that_and_costs_no_other(name, monkeypatch):
    monkeypatch.setenv("MAJLIS_MAX_MEMORY_MB", str(MEMORY))
    monkeypatch.setenv("MAJLIS_MAX_CHARACTERS", "100000000")
    monkeypatch.setenv("MAJLIS_MAX_EXPANSION", "5000")
    large, good = Job([Upload(name, LARGE[name]()), Upload("good.csv", f"text\n{SAID}\n".encode())]).wait(170).lines
    assert f"needs more than {MEMORY} MB of memory. Split it, or raise MAJLIS_MAX_MEMORY_MB. (MJ135)" in large.note
    assert good.state == "coded"
