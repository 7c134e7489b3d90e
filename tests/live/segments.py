"""The media of a broadcast: every frame of it says at which second of the broadcast it was."""

import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.media_files import FRAMES_PER_SECOND, HEIGHT, WIDTH, numbered_frame

TICKS_PER_SECOND = 90_000
WRAP_TICKS = 2**33
WRAP_S = WRAP_TICKS / TICKS_PER_SECOND
PACKET = 188


@dataclass(frozen=True, slots=True)
class Footage:
    """MPEG-TS segments in order; a frame's PTS is its second of the broadcast, as on YouTube.

    `begins_s` is the broadcast second of the first frame, `length_s` the length of each segment.
    """

    begins_s: int
    length_s: int
    segments: tuple[bytes, ...]

    @property
    def ends_s(self) -> int:
        """The broadcast second behind the last frame."""
        return self.begins_s + self.length_s * len(self.segments)

    def at(self, second_s: int) -> bytes:
        """The segment that begins at a second; raises LookupError outside what was filmed."""
        number, rest = divmod(second_s - self.begins_s, self.length_s)
        if rest or not 0 <= number < len(self.segments):
            raise LookupError(f"no segment was made for second {second_s}")
        return self.segments[number]


@cache
def film(begins_s: int, seconds: int, length_s: int) -> Footage:
    """Make segments from a second of the broadcast on; a minute of them takes about one second."""
    if not seconds:
        return Footage(begins_s, length_s, ())
    with tempfile.TemporaryDirectory() as folder:
        gop = str(length_s * FRAMES_PER_SECOND)
        frames = range(begins_s * FRAMES_PER_SECOND, (begins_s + seconds) * FRAMES_PER_SECOND)
        _encode(
            frames,
            FRAMES_PER_SECOND,
            # The encoder's first packet of sound would else lie before the first frame.
            "-af", "aresample=48000,asetpts=PTS+1024/SR/TB",
            "-g", gop, "-sc_threshold", "0",
            "-output_ts_offset", str(begins_s), "-muxdelay", "0", "-muxpreload", "0",
            "-f", "hls", "-hls_time", str(length_s), "-hls_list_size", "0",
            "-hls_segment_filename", f"{folder}/%06d.ts", f"{folder}/list.m3u8",
        )  # fmt: skip
        parts = tuple(path.read_bytes() for path in sorted(Path(folder).glob("*.ts")))
    assert len(parts) * length_s == seconds
    return Footage(begins_s, length_s, parts)


def archive(spans: Sequence[tuple[int, int]], rate: int = 1) -> bytes:
    """The finished mp4 of a broadcast, from 0 on: the spans (from second, to second) in a row.

    One span from 0 is the whole, one from later a trimmed one, several leave gaps out. With
    `rate` frames per second the picture gives the second of the broadcast within 1 / rate.
    """
    step = FRAMES_PER_SECOND // rate
    frames = [
        number
        for begins_s, ends_s in spans
        for number in range(begins_s * FRAMES_PER_SECOND, ends_s * FRAMES_PER_SECOND, step)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.mp4"
        _encode(
            frames, rate, "-b:a", "8k", "-g", str(5 * rate), "-movflags", "+faststart", str(path)
        )
        return path.read_bytes()


def _encode(frames: Sequence[int], rate: int, *output: str) -> None:
    # The sound has an end of its own: cut off where the frames end, FFmpeg 7 lets it lie elsewhere.
    sound = ["-t", str(len(frames) / rate), "-f", "lavfi", "-i"]
    command = [
        "ffmpeg", "-v", "error", "-y",
        "-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(rate), "-i", "-",
        *sound, "sine=sample_rate=8000:samples_per_frame=8000",
        "-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-pix_fmt", "yuv420p",
        "-c:a", "aac", "-aac_coder", "fast", *output,
    ]  # fmt: skip
    with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:
        assert ffmpeg.stdin is not None
        for number in frames:
            ffmpeg.stdin.write(numbered_frame(number))
        ffmpeg.stdin.close()
    assert ffmpeg.returncode == 0


def shifted(segment: bytes, by_s: float) -> bytes:
    """A segment with all its clocks (PTS, DTS, PCR) put on by so many seconds."""
    by_ticks = round(by_s * TICKS_PER_SECOND)
    if by_ticks % WRAP_TICKS == 0:
        return segment
    stream = bytearray(segment)
    for packet in range(0, len(stream), PACKET):
        begins_unit = stream[packet + 1] & 0x40
        has_fields, has_payload = stream[packet + 3] & 0x20, stream[packet + 3] & 0x10
        payload = packet + 4
        if has_fields:
            if stream[payload] and stream[payload + 1] & 0x10:
                _shift_pcr(stream, payload + 2, by_ticks)
            payload += 1 + stream[payload]
        if begins_unit and has_payload and stream[payload : payload + 3] == b"\x00\x00\x01":
            for field in range(
                stream[payload + 7].bit_count() if stream[payload + 7] & 0x80 else 0
            ):
                _shift_stamp(stream, payload + 9 + 5 * field, by_ticks)
    return bytes(stream)


def _shift_pcr(stream: bytearray, at: int, by_ticks: int) -> None:
    """33 bits, then 15 of something finer (ISO 13818-1, 2.4.3.4)."""
    clock = int.from_bytes(stream[at : at + 6], "big")
    base = ((clock >> 15) + by_ticks) % WRAP_TICKS
    stream[at : at + 6] = (base << 15 | clock & 0x7FFF).to_bytes(6, "big")


def _shift_stamp(stream: bytearray, at: int, by_ticks: int) -> None:
    """A PTS or DTS: 4 bits of kind, then 3, 15 and 15 bits, each followed by a 1 (2.4.3.6)."""
    field = int.from_bytes(stream[at : at + 5], "big")
    ticks = (field >> 33 & 7) << 30 | (field >> 17 & 0x7FFF) << 15 | field >> 1 & 0x7FFF
    ticks = (ticks + by_ticks) % WRAP_TICKS
    moved = (ticks >> 30) << 33 | (ticks >> 15 & 0x7FFF) << 17 | (ticks & 0x7FFF) << 1
    stream[at : at + 5] = (field & 0xF1_0001_0001 | moved).to_bytes(5, "big")
