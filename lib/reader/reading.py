"""An article read by a model: asked part by part, each answer's rows held to the text."""

from collections.abc import Callable, Iterator

from lib import coder
from lib.errors import MajlisError
from lib.reader.asking import Question, questions
from lib.reader.endpoint import Answer
from lib.reader.held import Held
from lib.reader.instructions import version
from lib.reader.record import Reading
from lib.reader.rows import Answers, Rows
from lib.reader.settings import Settings
from lib.reader.wanted import tables_of
from lib.schema import Article

Ask = Callable[[Question], Answer]  # raises MajlisError where there is no answer


def read(article: Article, ask: Ask, settings: Settings) -> Reading:
    """What the model of `settings` reads in an article, as `ask` has its answers. Parts without an answer are left out
    and told by `problem`; nothing else is raised."""
    held = Held(coder.read(article))
    reading = Reading(article.article_id, settings.name, version())
    told = (held.doc.sentences[n] for n in sorted(held.addressed))
    reading.addressed = [f"{s.label}: {s.text}" if s.label else s.text for s in told]
    answers: Answers = []
    for question in questions(held.doc, settings.model):
        for answer in _answered(question, ask):
            if isinstance(answer, MajlisError):
                reading.problem = reading.problem or answer
            else:
                answers.append(answer)
    Rows(held, reading).take(answers)
    return reading


def _answered(question: Question, ask: Ask, again: bool = False) -> Iterator[dict[str, list[object]] | MajlisError]:
    """The tables of its answer; one that was cut short is asked for again once, in halves."""
    try:
        answer = ask(question)
        if answer.cut and not again:
            for half in question.halved():
                yield from _answered(half, ask, again=True)
            return
        if answer.cut or answer.refused:
            raise MajlisError("MJ806" if answer.cut else "MJ805")
        found = tables_of(answer.text)
        if found is None:
            raise MajlisError("MJ804")
        yield found
    except MajlisError as error:
        yield error
