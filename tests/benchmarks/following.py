"""What it costs to follow a broadcast, beside a libmpv that does no more than play it."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from hearingnotes.player.mpv_player import MpvPlayer
from hearingnotes.player.protocol import LiveStart
from tests.benchmarks.bare_mpv import BareMpv, playing_apart
from tests.benchmarks.capture import at_a_key, until
from tests.benchmarks.material import Material
from tests.benchmarks.measure import Row, alternately, resident_mb, worked_s
from tests.benchmarks.pseudo_terminal import Program
from tests.benchmarks.served import served

SETTLED_S = 20.0
FOLLOWED_S, FOLLOWED_QUICKLY_S = 600.0, 10.0
BASE = "libmpv alone, on the same stream"


def measure(material: Material) -> Iterator[Row]:
    """A moment; then the processor and the memory, of both in the same minutes."""
    followed_s = FOLLOWED_QUICKLY_S if material.quick else FOLLOWED_S
    with served(followed_s + SETTLED_S + 60) as url:
        yield _moment(material, url)
        yield from _minutes(material, url, followed_s)


def _moment(material: Material, url: str) -> Row:
    bare = BareMpv(url)
    player = MpvPlayer(lambda: None, options={"ao": "null"})
    player.load(url, "R1", live=LiveStart())
    try:
        until(lambda: player.moment().live and bare.position_s())
        taken_s, base_s = alternately(
            material.rounds(500, 50),
            lambda: at_a_key(player.moment),
            lambda: at_a_key(bare.position_s),
        )
    finally:
        player.close()
        bare.close()
    what = "player.moment() on a live stream"
    return Row(
        what, taken_s * 1e3, "ms", base_s * 1e3, "time-pos asked of a bare libmpv", "< 0.1 ms"
    )


@dataclass(frozen=True, slots=True)
class _Used:
    """What a process had used at an instant."""

    at_s: float
    worked_s: float
    held_mb: float


def _minutes(material: Material, url: str, followed_s: float) -> Iterator[Row]:
    words = ("-m", "hearingnotes", "--library", str(material.new_path("library.db")), url)
    with Program(material, *words, "--mpv", "ao=null") as program, playing_apart(url) as base_pid:
        program.painted("● live")
        program.rest(SETTLED_S)
        pids = (program.pid, base_pid)
        before = [_used(pid) for pid in pids]
        program.rest(followed_s)
        after = [_used(pid) for pid in pids]
    worked, base = (_share(*pair) for pair in zip(before, after, strict=True))
    grown, base_grown = (
        late.held_mb - early.held_mb for early, late in zip(before, after, strict=True)
    )
    what = f"for {followed_s / 60:.0f} minutes" if followed_s >= 60 else f"for {followed_s:.0f} s"
    yield Row(f"processor while following {what}", worked, "%", base, BASE, "≤ +5 points")
    yield Row(f"memory growth, following {what}", grown, "MB", base_grown, BASE)


def _used(pid: int) -> _Used:
    return _Used(perf_counter(), worked_s(pid), resident_mb(pid))


def _share(early: _Used, late: _Used) -> float:
    return 100 * (late.worked_s - early.worked_s) / (late.at_s - early.at_s)
