"""Articles read by both readers on the command line: at once, and by files of questions and answers that travel."""

import json

import pytest

from lib.__main__ import main
from tests.reader.server import Said, article, completion, rows, serving
from tests.reader.test_endpoint import KEY

DAYS = 12


@pytest.fixture
def articles(tmp_path):
    """A table of articles; one more in a language that the coder does not read."""
    told = [
        {"id": f"a{n}", "title": f"Talks, day {n}", "published": "2021-06-01",
         "text": f"Talks, day {n}\n\nOman's foreign minister met his Yemeni counterpart in Muscat on {n} May 2021. It rained."}
        for n in range(1, DAYS + 1)
    ]  # fmt: skip
    told.append({"id": "de", "published": "2021-06-01", "text": "Der omanische Außenminister traf am 3. Mai 2021 in Maskat seinen "
                 "Kollegen aus dem Jemen. Danach sprachen die beiden lange über Getreide und die Fischerei vor der Küste. Oman schweigt."})  # fmt: skip
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told), "utf-8")
    return path


def say(server, body):
    """A model that finds each meeting, a topic, and something that never was."""
    text = article(body)
    quote = next(line for line in text.split("\n") if "met his" in line or "traf" in line).split(". ")[0]
    words = quote.split(" on ")[-1] if " on " in quote else "3. Mai 2021"
    met = {"quote": quote, "kind": "meeting", "parties": ["OMN", "YEM"], "date_words": words, "date": "", "main": True}
    sides = [
        {"written": word, "kind": "country", "country": code}
        for word, code in (("Oman", "OMN"), ("Jemen", "YEM"))
        if word in text
    ]
    return rows(meetings=[met, met | {"parties": ["OMN", "FRA"]}], actors=sides)


@pytest.fixture
def configured(monkeypatch):
    """Sets the environment for a server."""

    def configure(url, **more):
        for name, value in {"URL": url, "MODEL": "made-up", "KEY": KEY, **more}.items():
            monkeypatch.setenv(f"MAJLIS_READER_{name}", value)

    return configure


def tables(folder):
    """Table -> rows, without the moment they were made."""
    found = {}
    for path in sorted(folder.glob("[a-z]*.jsonl")):
        found[path.stem] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for row in found["articles"]:
        row.pop("added_at")
    return found


def test_the_direct_way_and_files_that_travel_give_the_same(articles, tmp_path, configured, monkeypatch, capsys):
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "data"))
    with serving(say) as server:
        configured(server.url)
        assert (
            main(["read", str(articles), "--out", str(tmp_path / "direct"), "--format", "jsonl", "--stands", "either"])
            == 0
        )
        requests = tmp_path / "requests.jsonl"
        assert main(["read", "export", str(articles), "--out", str(requests)]) == 0
        assert len(server.asked) == DAYS + 1
        lines = [json.loads(line) for line in requests.read_text("utf-8").splitlines()]
        answered = [
            {"id": f"r{n}", "custom_id": one["custom_id"], "error": None,
             "response": {"status_code": 200, "body": json.loads(say(server, one["body"]).body)}}
            for n, one in enumerate(reversed(lines))
        ]  # fmt: skip
    answers = tmp_path / "answers.jsonl"
    answers.write_text("".join(json.dumps(one) + "\n" for one in answered), "utf-8")
    for name in ("URL", "MODEL", "KEY"):
        monkeypatch.delenv(f"MAJLIS_READER_{name}")  # another machine
    out = ["--out", str(tmp_path / "brought"), "--format", "jsonl", "--stands", "either"]
    assert main(["read", "import", str(requests), str(answers), *out]) == 0
    direct, brought = tables(tmp_path / "direct"), tables(tmp_path / "brought")
    assert direct == brought
    assert {row["reader"] for row in direct["meetings"]} == {"coder+made-up", "made-up"}
    assert len(direct["meetings"]) == DAYS + 1
    assert [row["custom_id"] for row in lines] == list({row["custom_id"]: 1 for row in lines})
    assert {(row["method"], row["url"]) for row in lines} == {("POST", "/v1/chat/completions")}
    assert {refused["reason"] for row in direct["reading"] for refused in row["refused"]} == {"party"}
    assert KEY not in capsys.readouterr().err
    assert not any(KEY.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_the_coder_stands_unless_told_otherwise(articles, tmp_path, configured, monkeypatch):
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "data"))
    with serving(say) as server:
        configured(server.url)
        main(["read", str(articles), "--out", str(tmp_path / "read"), "--format", "jsonl"])
    main(["code", str(articles), "--out", str(tmp_path / "code"), "--format", "jsonl"])
    for table in ("meetings", "topics", "actors", "events"):
        assert (tmp_path / "read" / f"{table}.jsonl").read_bytes() == (
            tmp_path / "code" / f"{table}.jsonl"
        ).read_bytes()


def test_what_was_answered_before_a_failure_is_not_asked_again(articles, tmp_path, configured, monkeypatch, capsys):
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "data"))
    given = ["read", str(articles), "--out", str(tmp_path / "out"), "--format", "jsonl", "--stands", "model"]
    with serving(lambda server, body: say(server, body) if len(server.asked) <= 5 else Said(b"", 403)) as server:
        configured(server.url)
        assert main(given) == 1
        assert len(server.asked) < DAYS + 1
    told = capsys.readouterr().err
    assert "MJ808" in told
    assert "MJ807" in told
    with serving(say) as server:
        configured(server.url)
        assert main(given) == 0
        assert len(server.asked) == DAYS + 1 - 5
    assert "5 answered before" in capsys.readouterr().err


def test_answers_that_are_missing_are_told_and_written_for_another_time(
    articles, tmp_path, configured, monkeypatch, capsys
):
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "data"))
    configured("")
    requests, answers = tmp_path / "requests.jsonl", tmp_path / "answers.jsonl"
    assert main(["read", "export", str(articles), "--out", str(requests)]) == 0
    lines = [json.loads(line) for line in requests.read_text("utf-8").splitlines()]
    good = json.loads(say(None, lines[0]["body"]).body)
    answers.write_text(
        "\n".join(json.dumps(one) for one in (
            {"custom_id": lines[0]["custom_id"], "response": {"status_code": 200, "body": good}, "error": None},
            {"custom_id": lines[1]["custom_id"], "response": None, "error": {"code": "expired"}},
            {"custom_id": lines[2]["custom_id"], "response": {"status_code": 500, "body": {}}},
            {"custom_id": lines[3]["custom_id"], "response": {"body": {"choices": 7}}},
            {"custom_id": lines[4]["custom_id"], "response": {"body": json.loads(completion("", "length").body)}},
            {"custom_id": "of another", "response": {"body": good}},
        ))
    )  # fmt: skip
    out = tmp_path / "out"
    assert (
        main(
            ["read", "import", str(requests), str(answers), "--out", str(out), "--format", "jsonl", "--stands", "model"]
        )
        == 1
    )
    assert len(tables(out)["meetings"]) == 1
    missing = [json.loads(line)["custom_id"] for line in (out / "missing.jsonl").read_text("utf-8").splitlines()]
    assert set(missing) == {one["custom_id"] for one in lines[1:4] + lines[5:]}
    assert "MJ812" in capsys.readouterr().err
    answers.write_text(
        "\n".join(json.dumps({"custom_id": one["custom_id"], "response": {"body": good}}) for one in lines)
    )
    assert main(["read", "import", str(requests), str(answers), "--out", str(out)]) == 0
    assert not (out / "missing.jsonl").exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("answers", "MJ810"),
        ("beside", "MJ811"),
        ("requests", "MJ811"),
        ("gone", "MJ106"),
        ("none", "MJ811"),
        ("lacks", "MJ811"),
    ],
)
def test_files_that_are_none_are_told(articles, tmp_path, configured, monkeypatch, capsys, change, code):
    configured("")
    requests, answers = tmp_path / "requests.jsonl", tmp_path / "answers.jsonl"
    main(["read", "export", str(articles), "--out", str(requests)])
    answers.write_text("{}\n" if change == "answers" else "")
    if change in ("beside", "requests"):
        (tmp_path / f"requests{'.articles' * (change == 'beside')}.jsonl").unlink()
    if change in ("none", "lacks"):
        records = {"articles": [{"article_id": "a1"}]} if change == "lacks" else {}
        (tmp_path / "requests.articles.jsonl").write_text(
            json.dumps({"name": "a", "named": True, "model": "m", "records": records})
        )
    if change == "gone":
        answers.unlink()
    assert main(["read", "import", str(requests), str(answers), "--out", str(tmp_path / "out")]) == 1
    assert code in capsys.readouterr().err


def test_nothing_is_sent_without_a_reader(articles, tmp_path, monkeypatch, capsys):
    for name in ("URL", "MODEL", "KEY"):
        monkeypatch.delenv(f"MAJLIS_READER_{name}", raising=False)
    assert main(["read", str(articles), "--out", str(tmp_path / "out")]) == 1
    assert main(["read", "export", str(articles), "--out", str(tmp_path / "r.jsonl")]) == 1
    assert capsys.readouterr().err.count("MJ809") == 2
