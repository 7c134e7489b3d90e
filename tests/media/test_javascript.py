"""The deno of this very environment is found, on PATH or not."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from hearingnotes.media.javascript import javascript_runtime
from tests.media.origin import ROOT

ASK = "from hearingnotes.media.javascript import *; print(javascript_runtime())"


def found_by(python: Path, path: str, home: Path) -> str:
    environment = {"PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(home)}
    return subprocess.run(
        [python, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


def put_deno(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    deno = folder / "deno"
    deno.write_text("#!/bin/sh\n")
    deno.chmod(0o755)
    return deno


@pytest.mark.skipif(os.name != "posix", reason="scripts lie elsewhere")
def test_deno_is_looked_for_beside_python_then_for_the_user_then_on_path(tmp_path: Path) -> None:
    environment, elsewhere, home = (tmp_path / name for name in ("environment", "path", "home"))
    venv.create(environment, symlinks=True)
    python = environment / "bin" / "python"
    assert found_by(python, str(elsewhere), home) == "None"
    on_path = put_deno(elsewhere)
    assert found_by(python, str(elsewhere), home) == str(on_path)
    of_user = put_deno(home / ".local" / "bin")
    assert found_by(python, str(elsewhere), home) == str(of_user)
    beside_python = put_deno(environment / "bin")
    assert found_by(python, str(elsewhere), home) == str(beside_python)


def test_deno_came_with_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    deno = javascript_runtime()
    assert deno is not None
    assert deno.parent == Path(sys.executable).parent
