"""From a key to its effect on the screen, while a recording plays."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from itertools import count

from tests.benchmarks.material import FEW, Material
from tests.benchmarks.measure import Row, alternately
from tests.benchmarks.pseudo_terminal import (
    EMPTY_PAINTED,
    OURS_PAINTED,
    Program,
    empty,
    ours,
)

LETTER = "z"  # nothing else on either screen has it, and it does nothing while watching
ESCAPE, BACKSPACE = "\x1b", "\x7f"
CALM_S = 0.15  # more than Textual takes to see that Esc begins no sequence
COMPOSER_PAINTED = ("Writing", "keep unsent")
LINE_PAINTED = ("Writing",)
LINE = "an empty app that shows its Input"
INPUT = "an empty app with one Input"


def measure(material: Material) -> Iterator[Row]:
    """Marking a moment, opening the composer, a letter in it; with more and more notes."""
    for notes in (FEW, 1_000, 10_000)[: 2 if material.quick else 3]:
        with ExitStack() as running:
            program = running.enter_context(ours(material, material.library(notes)))
            base = running.enter_context(empty(material))
            program.painted(*OURS_PAINTED, "playing")
            base.painted(*EMPTY_PAINTED)
            base.rest(1.0)
            marked = count(notes + 1)
            mark_s, composer_s, letter_s, line_s, base_letter_s = alternately(
                material.rounds(20),
                partial(_marking, program, marked),
                partial(opening, program, COMPOSER_PAINTED),
                partial(letter, program, COMPOSER_PAINTED),
                partial(opening, base, LINE_PAINTED),
                partial(letter, base, LINE_PAINTED),
            )
        yield _row(f"key to painted mark, {notes:,} notes", mark_s, line_s, LINE)
        yield _row(f"key to painted composer, {notes:,} notes", composer_s, line_s, LINE)
        yield _row(f"key to painted letter, {notes:,} notes", letter_s, base_letter_s, INPUT)


def opening(program: Program, opened: tuple[str, ...]) -> float:
    """From `n` to the composer, which is left again."""
    program.press("n")
    taken_s = program.painted(*opened)
    _leave(program)
    return taken_s


def _marking(program: Program, marked: Iterator[int]) -> float:
    """A note without a text; the recording is at its start, so all others stand behind it."""
    program.press("m")
    taken_s = program.painted(f"{next(marked)} notes")
    program.rest(4 * CALM_S)
    return taken_s


def letter(program: Program, opened: tuple[str, ...]) -> float:
    """From a letter in the composer to the screen."""
    program.press("n")
    program.painted(*opened)
    program.rest(CALM_S)
    program.press(LETTER)
    taken_s = program.painted(LETTER)
    program.press(BACKSPACE)
    _leave(program)
    return taken_s


def _leave(program: Program) -> None:
    program.rest(CALM_S)
    program.press(ESCAPE)
    program.rest(2 * CALM_S)


def _row(what: str, taken_s: float, base_s: float, base_is: str) -> Row:
    return Row(what, taken_s * 1e3, "ms", base_s * 1e3, base_is, "≤ 1.3×")
