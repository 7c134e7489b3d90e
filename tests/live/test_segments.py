"""The media that the server serves: the numbers in them are right."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.live.segments import WRAP_S, archive, film, shifted
from tests.live.truth import second_in

FRAME_S = 0.04
FIRST = 26


def probe(path: Path, *what: str) -> Any:
    command = ["ffprobe", "-v", "error", "-of", "json", *what, str(path)]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def first_pts_s(segment: bytes, path: Path) -> list[float]:
    """Of picture and sound; behind the wrap, where FFmpeg counts below 0, as if there were none."""
    path.write_bytes(segment)
    streams = probe(path, "-show_entries", "stream=start_time")["streams"]
    return [float(stream["start_time"]) % WRAP_S for stream in streams]


def pictures(path: Path, folder: Path) -> list[float]:
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-fps_mode", "passthrough"]
    command += ["-frames:v", str(FIRST)]
    subprocess.run([*command, str(folder / "%05d.png")], check=True)
    found = []
    for picture in sorted(folder.glob("*.png")):
        with Image.open(picture) as image:
            found.append(second_in(image))
        picture.unlink()
    return found


@pytest.mark.parametrize(
    ("begins_s", "length_s"), [(0, 5), (2820, 5), (10_800, 2), (43_199, 1), (95_435, 5)]
)
def test_a_frame_has_its_second_as_pts_and_in_its_picture(
    begins_s: int, length_s: int, tmp_path: Path
) -> None:
    footage = film(begins_s, 2 * length_s, length_s)
    assert footage.ends_s == begins_s + 2 * length_s
    for second_s in (begins_s, begins_s + length_s):
        path = tmp_path / "segment.ts"
        begun = first_pts_s(footage.at(second_s), path)
        assert begun == pytest.approx([second_s % WRAP_S] * 2, abs=FRAME_S)
        shown = pictures(path, tmp_path)
        assert shown == pytest.approx(
            [second_s + n * FRAME_S for n in range(min(FIRST, 25 * length_s))]
        )
    with pytest.raises(LookupError):
        footage.at(footage.ends_s)


@pytest.mark.parametrize("by_s", [50_000.5, -2820, WRAP_S - 2821, WRAP_S])
def test_segments_with_shifted_clocks_have_the_same_picture(by_s: float, tmp_path: Path) -> None:
    path = tmp_path / "segment.ts"
    segment = film(2820, 10, 5).at(2825)
    assert shifted(shifted(segment, by_s), -by_s) == segment
    begun = first_pts_s(shifted(segment, by_s), path)
    assert begun == pytest.approx([(2825 + by_s) % WRAP_S] * 2, abs=FRAME_S)
    packets = probe(path, "-select_streams", "v", "-show_entries", "packet=pts_time")["packets"]
    steps = {round(float(packet["pts_time"]) % WRAP_S - begun[0], 2) for packet in packets}
    assert steps == {round(n * FRAME_S, 2) for n in range(125)}
    assert pictures(path, tmp_path)[0] == 2825


def test_an_archive_begins_at_0_and_shows_the_remaining_frames(tmp_path: Path) -> None:
    path = tmp_path / "archive.mp4"
    path.write_bytes(archive([(10, 14), (100, 103)]))
    about = probe(path, "-show_entries", "format=start_time,duration")["format"]
    assert float(about["start_time"]) == 0
    assert float(about["duration"]) == pytest.approx(7, abs=0.5)
    assert pictures(path, tmp_path) == [10, 11, 12, 13, 100, 101, 102]
