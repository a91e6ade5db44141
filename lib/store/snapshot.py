"""A large corpus as Arrow files beside the database, so that a server which starts has its tables at once.

The files are mapped into memory, not read: a table of a million rows is there in a fraction of a second. They are a
copy: what they hold is checked article by article against the database's tokens (lib/store/corpus.py), and files that
are missing, damaged or of another form are left aside and written anew.
"""

import contextlib
import json
import os
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pandas import DataFrame

from lib.columns import codec, listed
from lib.paths import sweep
from lib.schema import TABLES
from lib.store.corpus import Corpus, refreshed
from lib.tables import Tables

KEPT = 16  # owners whose corpora stay in memory
WORTH = 500  # articles from which on a snapshot saves time
TOKENS = "tokens"


class Shelf:
    """The corpora read last, by owner; that of `shared` also as a snapshot in `folder`, written in the background.
    `form` is a fingerprint of the columns."""

    def __init__(self, shared: str, folder: Path, form: str) -> None:
        self._shared, self._folder, self._form = shared, folder, form
        self._kept: OrderedDict[str, Corpus] = OrderedDict()
        self._reading = threading.Lock()
        self._writing: threading.Thread | None = None
        sweep(folder.parent, f".{folder.name}-")

    def corpus(self, owner: str, tokens: dict[str, int], read: Callable[[list[str] | None], Tables]) -> Corpus:
        """The corpus of this owner that has these tokens; `read` as lib.store.corpus.refreshed asks for it."""
        large = owner == self._shared and len(tokens) >= WORTH
        with self._reading:
            old = self._kept.pop(owner, None) or (load(self._folder, self._form) if large else Corpus())
            found = self._kept[owner] = refreshed(old, tokens, read)
            while len(self._kept) > KEPT:
                self._kept.pop(next(name for name in self._kept if name != self._shared))
            if large and found is not old and (self._writing is None or not self._writing.is_alive()):
                self._writing = threading.Thread(target=save, args=(found, self._folder, self._form))
                self._writing.start()
        return found

    def wait(self) -> None:
        """Block until the snapshot that is being written, if any, is on disk."""
        if self._writing is not None:
            self._writing.join()


def save(corpus: Corpus, folder: Path, form: str) -> None:
    """Write the corpus into `folder`, in place of what was there. `form` is a fingerprint of the columns.

    Whatever goes wrong here costs only time at the next start, so it is not told.
    """
    with contextlib.suppress(OSError):
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
        try:
            _write(_tokens(corpus.tokens), made / f"{TOKENS}.arrow", form)
            for name, df in corpus.tables.items():
                _write(_packed(df, name), made / f"{name}.arrow", form)
            shutil.rmtree(folder, ignore_errors=True)
            os.replace(made, folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def load(folder: Path, form: str) -> Corpus:
    """The corpus that was saved in `folder`; an empty one where there is none of this form."""
    try:
        kept = _read(folder / f"{TOKENS}.arrow", form)
        tokens = dict(zip(kept["article_id"].to_pylist(), kept["token"].to_pylist(), strict=True))
        return Corpus(tokens, {name: _unpacked(_read(folder / f"{name}.arrow", form), name) for name in TABLES})
    except (OSError, ValueError, KeyError, pa.ArrowException):
        return Corpus()


def _tokens(tokens: dict[str, int]) -> pa.Table:
    return pa.table({"article_id": list(tokens), "token": pa.array(tokens.values(), pa.int64())})


def _write(table: pa.Table, path: Path, form: str) -> None:
    table = table.combine_chunks().replace_schema_metadata({"form": form})
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as file:
        file.write_table(table)


def _read(path: Path, form: str) -> pa.Table:
    with pa.memory_map(str(path)) as source:
        table = pa.ipc.open_file(source).read_all()
    if (table.schema.metadata or {}).get(b"form") != form.encode():
        raise ValueError(form)
    return table


def _packed(df: DataFrame, name: str) -> pa.Table:
    """The table for Arrow: lists as JSON in a dictionary, for most of them are the same few."""
    columns = {}
    for column in TABLES[name].columns:
        values = df[column.name]
        if codec(column).listed:
            columns[column.name] = pa.array(map(json.dumps, values), pa.large_string()).dictionary_encode()
        else:
            columns[column.name] = pa.Array.from_pandas(values)
    return pa.table(columns)


def _unpacked(table: pa.Table, name: str) -> DataFrame:
    lists = listed(TABLES[name].columns)
    df = table.drop_columns(lists).to_pandas()
    for column in lists:
        chunk = table[column].combine_chunks()
        values = [json.loads(value) for value in chunk.dictionary.to_pylist()]
        df[column] = pd.Series([values[place] for place in chunk.indices.to_numpy()], dtype="object")
    return df[TABLES[name].names]
