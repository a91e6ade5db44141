"""The curated articles, and by what it is known that they have to be coded anew."""

from lib.batch import curated


def test_a_folder_named_like_a_file_of_the_codebook_is_none(tmp_path):
    """It is told as MJ201, and the app starts."""
    (tmp_path / "topics.csv").mkdir()
    (tmp_path / "stages.csv").write_text("stage\nvisit\n", "utf-8")
    first = curated.fingerprint([tmp_path])
    (tmp_path / "stages.csv").write_text("stage\ntalks\n", "utf-8")
    assert curated.fingerprint([tmp_path]) != first
