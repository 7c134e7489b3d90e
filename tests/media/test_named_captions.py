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


def ignore(_how_far: str) -> None:
    """Nobody asks."""


def test_named_captions_go_before_those_beside_the_recording(
    medium: Medium, tmp_path: Path
) -> None:
    written(tmp_path / "a.vtt", "Beside.")
    track, notice = CaptionFinder(medium, written(tmp_path / "b.vtt", "Named.")).find(ignore)
    assert track is not None
    assert ([caption.text for caption in track.captions], notice) == (["Named."], "")
    track, notice = CaptionFinder(medium, None).find(ignore)
    assert track is not None
    assert ([caption.text for caption in track.captions], notice) == (["Beside."], "")


def test_the_usual_captions_are_taken_where_the_named_ones_cannot_be_read(
    medium: Medium, tmp_path: Path
) -> None:
    search = CaptionFinder(medium, tmp_path / "gone.vtt")
    track, notice = search.find(ignore)
    assert track is None
    assert notice.startswith("The captions gone.vtt can't be read (No such file or directory).")
    written(tmp_path / "a.vtt", "Beside.")
    track, again = search.find(ignore)
    assert track is not None
    assert again == notice


def test_named_and_usual_captions_that_cannot_be_read_are_both_reported(
    medium: Medium, tmp_path: Path
) -> None:
    (tmp_path / "a.vtt").write_bytes(b"WEBVTT\n\n\xff")
    with pytest.raises(HearingnotesError, match=r"gone\.vtt .*a\.vtt, line 3"):
        CaptionFinder(medium, tmp_path / "gone.vtt").find(ignore)


def test_a_search_that_is_ended_takes_no_others(medium: Medium, tmp_path: Path) -> None:
    written(tmp_path / "a.vtt", "Beside.")
    search = CaptionFinder(medium, written(tmp_path / "b.vtt", "Named."))
    search.cancel()
    with pytest.raises(CancelledError):
        search.find(ignore)
