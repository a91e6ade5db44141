"""The second reader on the Add page: off until it is switched on, told what it would send, watched, stopped, gone on with."""

from dataclasses import dataclass, field

import streamlit as st

from lib import reader
from lib.batch.reading_job import Key, ReadingJob, key
from lib.errors import MajlisError
from lib.loaders.addresses import host_of, this_machine
from lib.reader.comparing import Comparison
from lib.reader.estimating import Estimate
from lib.reader.record import Reading
from lib.reader.settings import Settings, configured
from lib.schema import Records
from lib.ui.analyse import intake_changes, intake_readings
from lib.ui.shell import layout, state
from lib.ui.shell.marked import plain
from lib.wording import readers
from lib.wording.phrases import listing, plural

DESK = "intake-desk"
LAST = 8  # articles told while they are read
NAMED = 10  # articles named that have the same problem
Names = dict[str, str]  # article_id -> what the reader knows the article as


@dataclass
class Desk:
    """What was read of the articles on the page, and what was made of it."""

    job: ReadingJob | None = None
    readings: dict[Key, Reading] = field(default_factory=dict)
    compared: dict[Key, Comparison] = field(default_factory=dict)
    stood: dict[tuple[Key, str], Records] = field(default_factory=dict)
    estimates: dict[tuple[Key, ...], Estimate] = field(default_factory=dict)
    stands: str = ""

    def whole(self, records: Records) -> bool:
        """Was the article read in full?"""
        found = self.readings.get(key(records))
        return found is not None and found.problem is None

    def comparison(self, records: Records) -> Comparison:
        """Both readings of an article that the model read."""
        which = key(records)
        if which not in self.compared or self.compared[which].reading is not self.readings[which]:
            self.compared[which] = reader.compare(records, self.readings[which])
            self.stood = {named: rows for named, rows in self.stood.items() if named[0] != which}
        return self.compared[which]

    def standing(self, records: Records) -> Records:
        """The article's records with the rows that stand: the coder's where the model did not read it in full."""
        if not self.whole(records):
            return records
        compared, named = self.comparison(records), (key(records), self.stands)
        if named not in self.stood:
            self.stood[named] = reader.stand(compared, self.stands)
        return self.stood[named]


def forget() -> None:
    """Stop asking, and forget what was read on this page; answers stay in the data folder."""
    desk = state.take(DESK)
    if desk is not None and desk.job is not None:
        desk.job.stop()


def draw(chosen: list[Records], names: Names) -> list[Records] | None:
    """Both readings of the chosen articles, where a model is configured and asked; the records that stand. None while it
    is reading."""
    if not configured() or not chosen:
        return chosen
    desk: Desk = state.get(DESK) or Desk()
    state.put(DESK, desk)
    try:
        return _drawn(desk, Settings.from_environment(), chosen, names)
    except MajlisError as error:
        st.error(layout.told(error))
        return chosen


def _drawn(desk: Desk, settings: Settings, chosen: list[Records], names: Names) -> list[Records] | None:
    if desk.job is not None and desk.job.running:
        st.markdown(f"## {plain(settings.name)} is reading")
        _watch(desk.job, names)
        return None
    rest = [records for records in chosen if not desk.whole(records)]
    read = [records for records in chosen if desk.whole(records)]
    if desk.job is not None:
        st.markdown(f"## Read by the coder and by {plain(settings.name)}")
        _ended(desk, rest, names)
    if rest:
        _offer(desk, settings, rest)
    if not read:
        return chosen
    compared = [desk.comparison(records) for records in read]
    desk.stands = intake_readings.choose(desk.stands or settings.stands, compared, rest)
    if rest:
        st.caption(plain(readers.stays(len(rest), settings.name)))
    intake_readings.draw(compared, names, settings.name)
    return [desk.standing(each) for each in chosen]


# ---------------------------------------------------------------- before anything is sent
def _offer(desk: Desk, settings: Settings, rest: list[Records]) -> None:
    """The box, off until the reader switches it on; then what would be sent, and the button that sends it."""
    with st.container(border=True, key="intake-reader"):
        if desk.job is None and not st.checkbox(f"Read with {plain(settings.name)} too", key=_key("on")):
            st.caption("Off: no article leaves this server.")
            return
        found = _estimate(desk, settings, rest)
        here = this_machine(host_of(settings.url))
        st.markdown(f"**What leaves this server:** {plain(readers.leaves(**vars(found)))}")
        st.markdown(f"**Where to:** {plain(readers.goes(settings.host, here))}")
        st.caption(
            "Nothing else leaves it, and nothing before you press the button. The coder’s rows stay as they are."
        )
        words = f"{'Go on: read' if desk.job else 'Read'} {plural(len(rest), 'article')}"
        st.button(
            f"{words} with {plain(settings.name)}", on_click=_begin, args=(desk, settings, rest), key=_key("go"),
            icon=":material/send:",
        )  # fmt: skip


def _estimate(desk: Desk, settings: Settings, rest: list[Records]) -> Estimate:
    which = tuple(map(key, rest))
    if which not in desk.estimates:
        with st.spinner("Counting what would be sent"):
            rows = (records["articles"][0] for records in rest)
            desk.estimates[which] = reader.estimate(map(reader.article_of, rows), settings)
    return desk.estimates[which]


def _begin(desk: Desk, settings: Settings, rest: list[Records]) -> None:
    with layout.passing():
        desk.estimates.clear()
        intake_changes.forget()
        desk.job = ReadingJob(rest, settings, desk.readings)


def _key(name: str) -> str:
    return f"intake-reader-{name}-{state.get('intake-round', 0)}"


# ---------------------------------------------------------------- while it reads, and once it ended
@st.fragment(run_every=0.5)
def _watch(job: ReadingJob, names: Names) -> None:
    if not job.running:
        st.rerun(scope="app")
    done = list(job.lines)
    st.progress(len(done) / job.total, readers.watched(len(done), job.total, job.left))
    st.button("Stop", on_click=job.stop, key=_key("stop"), icon=":material/stop:",
              help="What was read so far stays, and need not be asked again.")  # fmt: skip
    for reading in reversed(done[-LAST:]):
        st.caption(plain(_line(reading, names)))


def _ended(desk: Desk, rest: list[Records], names: Names) -> None:
    """That it was stopped, and what went wrong with which article."""
    job = desk.job
    if job is None:
        return
    if job.failure is not None:
        raise job.failure
    if job.stopped:
        st.warning(f"Stopped: {len(job.lines):,} of {plural(job.total, 'article')} read. Nothing more is asked.")
    for words, of in _problems(desk, rest, names).items():
        named = listing((f"“{name}”" for name in of), most=NAMED)
        st.error(plain(f"{words} Not read in full: {named}."), icon=":material/error:")


def _problems(desk: Desk, rest: list[Records], names: Names) -> dict[str, list[str]]:
    """What went wrong, with what to do -> the articles it went wrong with."""
    found: dict[str, list[str]] = {}
    for reading in filter(None, (desk.readings.get(key(records)) for records in rest)):
        if (problem := reading.problem) is not None:
            found.setdefault(problem.told, []).append(names.get(reading.article_id, reading.article_id))
    return found


def _line(reading: Reading, names: Names) -> str:
    rows = sum(map(len, reading.rows.values()))
    return readers.came_of(
        names.get(reading.article_id, reading.article_id), rows, len(reading.refused), reading.problem
    )
