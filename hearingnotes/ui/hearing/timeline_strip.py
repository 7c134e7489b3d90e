"""The text of a strip of the whole hearing: what is played, where sections and notes lie; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHORTEST_S = 1.0
PLAYED_TICK, TICK = "╋", "┼"
LEVELS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class StripSpan:
    """The span of the strip: `whole_s` seconds, the player at `here_s`.

    `stored` is the part of a broadcast that can be played, from one second to another; None where
    all of it can.
    """

    whole_s: float
    here_s: float | None = None
    stored: tuple[float, float] | None = None

    def cell(self, second_s: float, width: int) -> int:
        """The column in which a second lies."""
        if self.whole_s < SHORTEST_S or width <= 0:
            return 0
        return max(0, min(width - 1, int(second_s / self.whole_s * width)))

    def second_s(self, column: int, width: int) -> float:
        """The second at which a column begins, or the nearest one that can be played."""
        second_s = column / max(1, width) * self.whole_s
        if self.stored is None:
            return second_s
        return max(self.stored[0], min(self.stored[1], second_s))


@dataclass(frozen=True, slots=True)
class StripMarkers:
    """The seconds of the notes on the recording, and of the sections among them."""

    notes_s: tuple[float, ...] = ()
    sections_s: tuple[float, ...] = ()


def played_cells(stretch: StripSpan, width: int) -> int:
    """How many columns are behind the player."""
    if stretch.here_s is None or stretch.whole_s < SHORTEST_S:
        return 0
    return max(0, min(width, round(stretch.here_s / stretch.whole_s * width)))


def bar(stretch: StripSpan, sections_s: Iterable[float], width: int) -> str:
    """The bar: heavy up to the player, light behind it, dashed where a broadcast can't be played,
    with a tick where a section begins."""
    played = played_cells(stretch, width)
    ticks = {stretch.cell(second_s, width) for second_s in sections_s}
    signs = []
    for column in range(width):
        is_played = column < played
        if column in ticks:
            signs.append(PLAYED_TICK if is_played else TICK)
        elif _is_kept(stretch, column, width):
            signs.append("━" if is_played else "─")
        else:
            signs.append("╍" if is_played else "╌")
    return "".join(signs)


def density(stretch: StripSpan, notes_s: Sequence[float], width: int) -> str:
    """A line with the number of notes in each column, relative to the fullest column."""
    counts = [0] * width
    for second_s in notes_s:
        if width:
            counts[stretch.cell(second_s, width)] += 1
    most = max(counts, default=0)
    return "".join(_level(count, most) for count in counts)


def _level(count: int, most: int) -> str:
    if not count:
        return " "
    return LEVELS[max(0, -(-count * len(LEVELS) // max(most, 4)) - 1)]


def _is_kept(stretch: StripSpan, column: int, width: int) -> bool:
    if stretch.stored is None:
        return True
    first, last = (stretch.cell(second_s, width) for second_s in stretch.stored)
    return first <= column <= last
