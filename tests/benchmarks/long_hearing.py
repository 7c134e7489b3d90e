"""What the program holds more in memory after eight hours of a broadcast than after one."""

import subprocess
import sys
from collections.abc import Iterator

from tests.benchmarks import eight_hours
from tests.benchmarks.material import Material
from tests.benchmarks.measure import Row
from tests.e2e.terminal import ROOT

NOTES, QUICK_NOTES = 2_000, 80


def measure(material: Material) -> Iterator[Row]:
    """Beside the same hours with hardly a note: what time alone costs. libmpv is not in it."""
    notes = QUICK_NOTES if material.quick else NOTES
    grown_mb, base_mb = (_grown_mb(material, number) for number in (notes, eight_hours.HOURS))
    what, base = f"memory growth, 7 h and {notes * 7 // 8:,} notes", "7 h and 7 notes"
    yield Row(what, grown_mb, "MB", base_mb, base, "none")


def _grown_mb(material: Material, notes: int) -> float:
    command = [sys.executable, "-m", eight_hours.__name__]
    output = subprocess.check_output(
        [*command, str(material.new_path("long.db")), str(notes)], cwd=ROOT, text=True
    )
    held_mb = [float(line.split()[-1]) for line in output.splitlines()]
    return held_mb[-1] - held_mb[0]
