"""Captions in files: named, beside a recording, or in it; and what is told of what can't be."""

import os
import threading
from pathlib import Path

import pytest

from hearingnotes import demo
from hearingnotes.captions import read as caption_read
from hearingnotes.captions.read import read_file, read_recording, sidecar
from hearingnotes.errors import CancelledError, HearingnotesError
from hearingnotes.media.captions import CaptionFinder
from hearingnotes.media.medium import Medium, direct
from tests.media_files import make_tone


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], None),
        (["hearing.vtt"], "hearing.vtt"),
        (["hearing.srt", "hearing.VTT"], "hearing.VTT"),
        (["hearing.en.vtt", "hearing.srt"], "hearing.srt"),
        (["hearing.en.vtt", "hearing.de.vtt"], "hearing.de.vtt"),
        (["hearing.en.json3", "hearing.en.vtt"], "hearing.en.json3"),
        (["hearing.part.two.vtt", "hearing2.vtt", "hearing.txt"], None),
        (["hearing.pt-BR.vtt"], "hearing.pt-BR.vtt"),
        (["hearing.en-orig.json3"], "hearing.en-orig.json3"),
        (["hearing.2.vtt", "hearing.draft2.srt"], None),
        (["hearing.en.vtt", "hearing.en.mp4"], None),  # those of another recording
        (["hearing.vtt", "hearing.mp3"], "hearing.vtt"),
    ],
)
def test_captions_beside_a_file_are_found(
    tmp_path: Path, names: list[str], found: str | None
) -> None:
    for name in (*names, "hearing.ogg"):
        (tmp_path / name).touch()
    path = sidecar(str(tmp_path / "hearing.ogg"))
    assert (path.name if path else None) == found


@pytest.mark.parametrize("place", ["https://a.example/hearing.mp4", "", "/nowhere/hearing.mp4"])
def test_an_address_has_no_captions_beside_it(place: str) -> None:
    assert CaptionFinder(Medium(place)).run(print) is None


def test_a_file_that_is_named_goes_before_all_others(tmp_path: Path) -> None:
    named = tmp_path / "mine.srt"
    named.write_text("1\n00:00:01,000 --> 00:00:02,000\nmine\n", encoding="utf-16")
    track = CaptionFinder(direct(str(demo.audio_path())), named).run(print)
    assert track is not None
    assert (track.captions[0].text, track.origin) == ("mine", "from mine.srt")
    track = CaptionFinder(direct(str(demo.audio_path()))).run(print)
    assert track is not None
    assert track.origin == "from hearing.vtt"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.vtt", b"WEBVTT\n\n0:01.000 --> 0:02.000\n\xff\xe9", "a.vtt, line 4: this is not writ"),
        ("a.vtt", b"<html>", "a.vtt can't be taken for captions: it does not begin with WEBVTT."),
        ("a.txt", b"", "a.txt is no file of captions"),
        ("a.srt", None, "can't be read (No such file or directory)"),
        ("a.srt", b"x" * 101, "have more than"),
    ],
)
def test_a_caption_file_that_cannot_be_read_is_refused_with_the_reason(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: bytes | None,
    message: str,
) -> None:
    monkeypatch.setattr(caption_read, "MOST_BYTES", 100)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(HearingnotesError) as caught:
        read_file(tmp_path / name)
    assert message in str(caught.value)


def test_the_caption_finder_refuses_a_named_file_without_captions(tmp_path: Path) -> None:
    with pytest.raises(HearingnotesError, match=r"^a\.txt is no file of captions"):
        CaptionFinder(Medium(""), tmp_path / "a.txt").run(print)


@pytest.mark.skipif(os.name != "posix", reason="named pipes")
@pytest.mark.parametrize("name", ["silent.vtt", "silent.mkv"])
def test_reading_a_caption_file_that_does_not_answer_can_be_cancelled(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    os.mkfifo(path)
    named = path if name.endswith(".vtt") else None
    search = CaptionFinder(Medium(str(path)), named)
    ended: list[Exception] = []

    def run() -> None:
        try:
            search.run(print)
        except (HearingnotesError, CancelledError) as error:
            ended.append(error)
        finally:  # whatever it was, the other side waits no longer
            os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))

    thread = threading.Thread(target=run)
    thread.start()
    with path.open("wb", buffering=0) as pipe:  # it is being read
        search.cancel()
        thread.join(60)
        with pytest.raises(BrokenPipeError):  # and nobody reads it any more
            while True:
                pipe.write(b"\n")
    assert [type(each) for each in ended] == [CancelledError]


def test_a_caption_search_cancelled_before_its_start_reads_nothing(tmp_path: Path) -> None:
    search = CaptionFinder(Medium(""), tmp_path / "none.vtt")
    search.cancel()
    with pytest.raises(CancelledError):
        search.run(print)


# --- in a recording ---


def recorded(path: Path, *captions: str, codec: str = "srt") -> Path:
    """A recording with tracks of captions, each of a cue a second from second 1 on."""
    options: list[str] = []
    for number, text in enumerate(captions):
        file = path.with_name(f"track{number}.srt")
        cues = (
            f"{at}\n00:00:{at:02},000 --> 00:00:{at:02},900\n{line}\n"
            for at, line in enumerate(text.splitlines(), start=1)
        )
        file.write_text("\n".join(cues))
        options += ["-i", str(file)]
    maps = [option for at in range(len(captions) + 1) for option in ("-map", str(at))]
    make_tone(path, 5, *options, *maps, "-c:s", codec)
    for number in range(len(captions)):
        path.with_name(f"track{number}.srt").unlink()
    return path


TWO = "We have a quorum.\n- Aye & so, if x < 5 and y > 3."


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.mkv", "srt"), ("a.mkv", "ass"), ("a.mp4", "mov_text"), ("-b%d:é.mov", "mov_text"),
     ("a.webm", "webvtt")],
)  # fmt: skip
def test_the_caption_track_in_a_recording_is_read(tmp_path: Path, name: str, codec: str) -> None:
    path = recorded(tmp_path / name, TWO, "Other words.", codec=codec)
    reports: list[str] = []
    track = CaptionFinder(direct(str(path))).run(reports.append)
    assert track is not None
    assert track.origin == "in the recording"
    assert [(round(c.begin_s, 1), c.text) for c in track.captions] == [
        (1.0, "We have a quorum."),
        (2.0, ">> Aye & so, if x < 5 and y > 3."),
    ]
    assert reports == ["Reading the captions in the recording"]


def test_a_caption_track_is_read_as_it_is(tmp_path: Path) -> None:
    path = recorded(tmp_path / "a.mkv", "It <sic> {so} &lt;b&gt; x\\h", codec="copy")
    track = CaptionFinder(direct(str(path))).run(print)
    assert track is not None
    assert [caption.text for caption in track.captions] == ["It <sic> {so} <b> x\\h"]


def test_captions_beside_a_recording_go_before_those_in_it(tmp_path: Path) -> None:
    path = recorded(tmp_path / "a.mkv", TWO)
    (tmp_path / "a.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nbeside\n")
    track = CaptionFinder(direct(str(path))).run(print)
    assert track is not None
    assert track.origin == "from a.vtt"


def test_a_track_of_pictures_is_no_captions(tmp_path: Path) -> None:
    picture = (0x16, b"\x01\x40\x00\xf0\x10\x00\x00\x80\x00\x00\x00"), (0x80, b"")
    times = bytes([0, 1, 0x5F, 0x90, 0, 0, 0, 0])
    parts = (b"PG" + times + bytes([kind, 0, len(text)]) + text for kind, text in picture)
    (tmp_path / "pictures.sup").write_bytes(b"".join(parts))
    maps = ["-map", "0", "-map", "1", "-c:s", "copy"]
    path = make_tone(tmp_path / "a.mkv", 5, "-i", str(tmp_path / "pictures.sup"), *maps)
    assert CaptionFinder(direct(str(path))).run(print) is None


@pytest.mark.parametrize("content", [b"", b"no recording"])
def test_a_file_without_a_recording_has_no_captions(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mkv"
    path.write_bytes(content)
    assert CaptionFinder(direct(str(path))).run(print) is None


def test_captions_in_a_recording_are_not_found_without_ffmpeg(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = recorded(tmp_path / "a.mkv", TWO)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert CaptionFinder(direct(str(path))).run(print) is None


def test_captions_in_a_recording_have_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caption_read, "MOST_BYTES", 100)
    path = recorded(tmp_path / "a.mkv", TWO)
    with pytest.raises(
        HearingnotesError, match=r"^The captions in a\.mkv can't be taken: they have more"
    ):
        read_recording(path, print)


def test_reading_captions_in_a_recording_reports_its_progress(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    (tmp_path / "long.srt").write_text(
        "\n".join(f"{at}\n0{at}:01:00,000 --> 0{at}:01:02,000\nso\n" for at in range(3))
    )
    make_tone(path, 1, "-i", str(tmp_path / "long.srt"), "-map", "0", "-map", "1")
    reports: list[str] = []
    assert len(read_recording(path, reports.append)) == 3
    reading = "Reading the captions in the recording"
    assert reports == [
        reading,
        *(f"{reading}, up to {at}" for at in ("1:00", "1:01:00", "2:01:00")),
    ]
