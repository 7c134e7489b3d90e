"""The table of live cases: `python -m tests.live [WORDS OF A CASE]`; without words, all of them.

Each case runs in a process of its own, with the real yt-dlp, libmpv and SQLite.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.live.cases import CASES, Case
from tests.live.run import Row

AT_ONCE = 3
LIMIT_S = 400


def main(words: Sequence[str]) -> int:
    """Run the cases that have these words in their names, and print the table."""
    wanted = [case for case in CASES if all(word in case.name for word in words)]
    print(f"{'case':<30} {'note':<10} {'truth':>9} {'found':>9} {'error':>7} {'±':>4}  in ±  rung")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for case, rows in zip(wanted, pool.map(in_a_process, wanted), strict=True):
            _print(case, rows)
    return 0


def in_a_process(case: Case) -> list[Row] | str:
    """Run a case; its rows, or what went wrong."""
    command = [sys.executable, "-m", "tests.live.run", case.name]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=LIMIT_S)
    except subprocess.TimeoutExpired:
        return "no end within its time"
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["failed"])[-1]
    return [Row(**row) for row in json.loads(done.stdout)]


def _print(case: Case, rows: list[Row] | str) -> None:
    if isinstance(rows, str):
        print(f"{case.name:<30} FAILED: {rows}", flush=True)
        return
    for row in rows:
        found = f"{row.found_s:9.2f}" if row.found_s is not None else f"{'–':>9}"
        error = f"{row.error_s:+7.2f}" if row.error_s is not None else f"{'':>7}"
        margin = f"{row.margin_s:4.0f}" if row.margin_s is not None else f"{'':>4}"
        within = {True: "yes", False: "NO", None: ""}[row.is_within]
        print(
            f"{case.name:<30} {row.note:<10} {row.truth_s:9.2f} {found} {error} {margin}"
            f"  {within:<4}  {row.rung}",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
