"""python -m lib wave: JSON by contract, lines for people, errors with their code."""

import json

import pytest

from lib.__main__ import main


def test_the_chronology_as_json(capsys):
    assert main(["wave", "--chronology", "--json", "--mood", "IRN-SAU@2023-08-21", "--mood", "CHN-IRN@2023-08-21"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["window"] == 90
    assert answer["data_end"] == "2026-07-03"
    named = [w for w in answer["waves"] if w["scope"] == "regional" and w["named"]]
    assert [(w["direction"], w["crest"][:7]) for w in named] == [
        *(("reconciliation", "2023-05"), ("reconciliation", "2025-12"), ("rupture", "2026-03")),
    ]
    assert not any(w["open"] for w in named)
    assert answer["mood"]["IRN-SAU"]["2023-08-21"] == [0.22, 0.25]
    assert answer["mood"]["CHN-IRN"]["2023-08-21"] == [0.07, 0.42]


def test_another_window(capsys):
    assert main(["wave", "--chronology", "--json", "--window", "60"]) == 0
    assert json.loads(capsys.readouterr().out)["window"] == 60


def test_the_curated_article_alone_is_no_wave(tmp_path, capsys):
    assert main(["code", "data/articles", "--out", str(tmp_path), "--format", "jsonl", "--jobs", "1"]) == 0
    capsys.readouterr()
    assert main(["wave", str(tmp_path)]) == 0
    assert (
        capsys.readouterr().out
        == "No regional wave of reconciliation is found: no pairs of rivals moved; a wave needs at least 4\n"
    )
    assert main(["wave", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["waves"] == []


@pytest.mark.parametrize(
    ("arguments", "code"), [([], "MJ403"), (["--chronology", "--mood", "x"], "MJ402"), (["/nowhere"], "MJ155")]
)
def test_errors(arguments, code, capsys):
    assert main(["wave", *arguments]) == 1
    assert capsys.readouterr().err.startswith(code)
