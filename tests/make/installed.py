"""Builds the wheel, installs it into a new environment, and has it show the demo by itself there.

`python -m tests.make.installed` takes some minutes, and the network for what hearingnotes needs.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from hearingnotes.demo.scenes import SCENES

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Exit code 1 when the article lacks a note."""
    with tempfile.TemporaryDirectory(prefix="hearingnotes-installed-") as name:
        folder = Path(name)
        wheel = build_wheel(folder / "wheels")
        venv.create(folder / "venv", with_pip=True)
        programs = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([programs / "python", "-m", "pip", "install", "-q", wheel], check=True)
        # From elsewhere, so that nothing of the source is found.
        demo = subprocess.run(
            [programs / "hearingnotes", "demo", "--hands-free"],
            cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
    print(demo.stdout, demo.stderr, sep="\n")
    count = demo.stdout.count("(Source: ")
    if demo.returncode != 0 or count != len(SCENES):
        sys.exit(f"The article has {count} notes of {len(SCENES)}; exit code {demo.returncode}.")


def build_wheel(folder: Path, *options: str) -> Path:
    """The wheel of this source, built by pip."""
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", *options]
    subprocess.run([*command, "-w", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("hearingnotes-*.whl")
    return wheel


if __name__ == "__main__":
    main()
