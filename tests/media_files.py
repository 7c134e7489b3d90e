"""Media that tests make themselves: each frame of the picture says which frame it is."""

import subprocess
from pathlib import Path

FRAMES_PER_SECOND = 25
BITS = 24
BLOCK = 16
WIDTH, HEIGHT = BITS * BLOCK, 2 * BLOCK


def make_numbered_video(path: Path, seconds: int) -> Path:
    """A video with a tone; the frame's number stands in it, in black and white blocks.

    The upper row of blocks is the number in binary, the lower row its complement, so that a
    picture that is no frame of this video is not taken for one.
    """
    command = [
        "ffmpeg", "-v", "error", "-y",
        "-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{WIDTH}x{HEIGHT}",
        "-r", str(FRAMES_PER_SECOND), "-i", "-",
        "-f", "lavfi", "-i", f"sine=frequency=330:sample_rate=48000:duration={seconds}",
        "-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-g", str(FRAMES_PER_SECOND),
        "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", str(path),
    ]  # fmt: skip
    with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:
        assert ffmpeg.stdin is not None
        for number in range(seconds * FRAMES_PER_SECOND):
            ffmpeg.stdin.write(numbered_frame(number))
        ffmpeg.stdin.close()
    assert ffmpeg.returncode == 0
    return path


def make_tone(path: Path, seconds: int, *options: str) -> Path:
    """A sound file; `options` are ffmpeg's."""
    command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"sine=duration={seconds}"]
    subprocess.run([*command, *options, str(path)], check=True)
    return path


def numbered_frame(number: int) -> bytes:
    """The grey pixels of a frame; more than 12 hours of frames have numbers of their own."""
    upper = b"".join((b"\xff" if number >> bit & 1 else b"\x00") * BLOCK for bit in range(BITS))
    lower = bytes(255 - level for level in upper)
    return upper * BLOCK + lower * BLOCK


def read_frame_number(pixels: bytes, width: int, height: int) -> int:
    """The number in a grey picture of a numbered frame; raises ValueError for any other."""
    if (width, height) != (WIDTH, HEIGHT):
        raise ValueError(f"a picture of {width}x{height}")
    rows = [
        [
            pixels[(row * BLOCK + BLOCK // 2) * width + bit * BLOCK + BLOCK // 2]
            for bit in range(BITS)
        ]
        for row in range(2)
    ]
    if any((upper > 128) == (lower > 128) for upper, lower in zip(*rows, strict=True)):
        raise ValueError("not a numbered frame")
    return sum((level > 128) << bit for bit, level in enumerate(rows[0]))


def make_halves(path: Path, seconds: int, width: int = 320, height: int = 180) -> Path:
    """A video with a tone, red on the left and blue on the right."""
    half = f"s={width // 2}x{height}:r={FRAMES_PER_SECOND}:d={seconds}"
    command = [
        "ffmpeg", "-v", "error", "-y",
        "-f", "lavfi", "-i", f"color=red:{half}", "-f", "lavfi", "-i", f"color=blue:{half}",
        "-f", "lavfi", "-i", f"sine=duration={seconds}",
        "-filter_complex", "[0][1]hstack[picture]", "-map", "[picture]", "-map", "2",
        "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", str(path),
    ]  # fmt: skip
    subprocess.run(command, check=True)
    return path
