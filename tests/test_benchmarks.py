"""The benchmarks can be run; what they measured is for people to read."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.measure import Row

ROOT = Path(__file__).parents[1]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.benchmarks", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    done = run("--quick", "durable", "opening")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("what", "unit"),
    [
        ("Enter to durable, 10 notes", "ms"),
        ("Enter to durable, 1,000 notes", "ms"),
        ("opening a library of 1,000 notes", "ms"),
    ],
)
def test_a_benchmark_row_has_ours_the_base_and_how_they_compare(
    lines: list[str], what: str, unit: str
) -> None:
    (row,) = (line for line in lines if line.startswith(what))
    ours, ours_unit, base, base_unit, compared, *_ = row.removeprefix(what).split()
    assert ours_unit == base_unit == unit
    assert float(ours.replace(",", "")) > 0
    assert float(base.replace(",", "")) > 0
    assert float(compared.removesuffix("×").replace(",", "")) > 0


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, "0.00"), (0.00234, "0.00234"), (0.0456, "0.0456"), (0.5, "0.500"), (7.2, "7.20"),
     (64.12, "64.1"), (812.3, "812"), (81_234.0, "81,234")],
)  # fmt: skip
def test_a_benchmark_number_has_three_significant_digits(value: float, shown: str) -> None:
    assert Row("what", value, "ms", value or 1.0).cells[1] == f"{shown} ms"


def test_named_benchmark_rows_alone_are_measured(lines: list[str]) -> None:
    machine, head, *rows, machine_after = lines
    assert "load" in machine
    assert "load" in machine_after
    assert head.split() == ["what", "ours", "base", "compared", "goal", "base", "is"]
    assert len(rows) == 3


def test_a_name_of_no_benchmark_row_is_refused() -> None:
    done = run("speed")
    assert done.returncode == 2
    assert "speed" in done.stderr
