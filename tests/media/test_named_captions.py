"""Captions that a person named, and what is taken where they can't be had."""

from pathlib import Path

import pytest

from hearingnotes.errors import CancelledError, HearingnotesError
from hearingnotes.media.captions import CaptionFinder
from hearingnotes.media.medium import Medium


@pytest.fixture
def medium(tmp_path: Path) -> Medium:
    return Medium(str(tmp_path / "a.mp4"))


def written(path: Path, words: str) -> Path:
    path.write_text(f"WEBVTT\n\n00:00.000 --> 00:09.000\n{words}\n")
    return path


def told(_how_far: str) -> None:
    """Nobody asks."""


def test_the_file_goes_before_one_beside_the_recording(medium: Medium, tmp_path: Path) -> None:
    written(tmp_path / "a.vtt", "Beside.")
    track, remark = CaptionFinder(medium, written(tmp_path / "b.vtt", "Named.")).find(told)
    assert track is not None
    assert ([caption.text for caption in track.captions], remark) == (["Named."], "")
    track, remark = CaptionFinder(medium, None).find(told)
    assert track is not None
    assert ([caption.text for caption in track.captions], remark) == (["Beside."], "")


def test_where_it_can_not_be_read_the_usual_ones_are_taken(medium: Medium, tmp_path: Path) -> None:
    search = CaptionFinder(medium, tmp_path / "gone.vtt")
    track, remark = search.find(told)
    assert track is None
    assert remark.startswith("The captions gone.vtt can't be read (No such file or directory).")
    written(tmp_path / "a.vtt", "Beside.")
    track, again = search.find(told)
    assert track is not None
    assert again == remark


def test_where_neither_can_be_read_both_are_told(medium: Medium, tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_bytes(b"WEBVTT\n\n\xff")
    with pytest.raises(HearingnotesError, match=r"gone\.vtt .*a\.vtt, line 3"):
        CaptionFinder(medium, tmp_path / "gone.vtt").find(told)


def test_a_search_that_is_ended_takes_no_others(medium: Medium, tmp_path: Path) -> None:
    written(tmp_path / "a.vtt", "Beside.")
    search = CaptionFinder(medium, written(tmp_path / "b.vtt", "Named."))
    search.cancel()
    with pytest.raises(CancelledError):
        search.find(told)
