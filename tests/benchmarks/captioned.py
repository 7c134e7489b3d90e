"""What captions beside the notes cost a key, while they run."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from tests.benchmarks.keys import COMPOSER_PAINTED, letter, opening
from tests.benchmarks.material import FEW, NINE_HOURS_S, Material
from tests.benchmarks.measure import Row, alternately
from tests.benchmarks.pseudo_terminal import OURS_PAINTED, ours

EVERY_S = 3
SIGN = "▸"
SIZES = ((24, 80), (40, 120))
BASE = "the same without captions"


def measure(material: Material) -> Iterator[Row]:
    """Opening the composer and a letter in it, beside captions of nine hours."""
    captions = write_captions(material.new_path("captions.vtt"))
    for rows, columns in SIZES:
        with ExitStack() as running:
            with_them, without = (
                running.enter_context(
                    ours(material, material.library(FEW), words=words, size=(rows, columns))
                )
                for words in (("--captions", str(captions)), ())
            )
            with_them.painted(*OURS_PAINTED, "playing", SIGN)
            without.painted(*OURS_PAINTED, "playing")
            without.rest(1.0)
            opening_s, letter_s, base_s, base_letter_s = alternately(
                material.rounds(40),
                partial(opening, with_them, COMPOSER_PAINTED),
                partial(letter, with_them, COMPOSER_PAINTED),
                partial(opening, without, COMPOSER_PAINTED),
                partial(letter, without, COMPOSER_PAINTED),
            )
        where = f"captions, {columns}x{rows}"
        yield _row(f"key to painted composer, {where}", opening_s, base_s)
        yield _row(f"key to painted letter, {where}", letter_s, base_letter_s)


def write_captions(path: Path) -> Path:
    """A line every few seconds."""
    lines = (
        f"{_time(at)} --> {_time(at + EVERY_S)}\nthe chair asks about bids, permits and fees {at}\n"
        for at in range(0, NINE_HOURS_S, EVERY_S)
    )
    path.write_text("\n".join(("WEBVTT\n", *lines)), encoding="utf-8")
    return path


def _time(second_s: int) -> str:
    return f"{second_s // 3600:02}:{second_s // 60 % 60:02}:{second_s % 60:02}.000"


def _row(what: str, taken_s: float, base_s: float) -> Row:
    return Row(what, taken_s * 1e3, "ms", base_s * 1e3, BASE, "≤ 1.2×")
