"""The command line, with a home folder of its own and hearings to name."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hearingnotes.cli.main import cli
from hearingnotes.library.library import Library
from hearingnotes.model.hearing import Hearing, LiveStatus, Recording
from hearingnotes.model.live import LiveEvidence
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from tests.e2e.terminal import ROOT, environment_for

NOW = datetime(2026, 1, 16, 15, 0, 0, tzinfo=UTC)
VIDEO_ID = "4LBmWqYuuDY"
OTHER_ID = "aaaaaaaaaaa"
OTHER = f"https://www.youtube.com/watch?v={OTHER_ID}"
JOINED_S = 2820.0
LIVE_ID = "01KF3Z000000000000000000R1"
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


@dataclass(frozen=True)
class CommandResult:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one sentence of a refusal, without the program's name."""
        (line,) = self.err.splitlines()
        assert line.startswith("hearingnotes: ")
        return line.removeprefix("hearingnotes: ")


@dataclass
class UserHome:
    """A person's folders, in which nothing is yet."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def library_path(self) -> Path:
        return self.folder / "data" / "hearingnotes" / "library.db"

    @property
    def settings_path(self) -> Path:
        return self.folder / "config" / "hearingnotes" / "settings.toml"

    @property
    def remembered_path(self) -> Path:
        return self.folder / "state" / "hearingnotes" / "remembered.toml"

    @property
    def log_path(self) -> Path:
        return self.folder / "state" / "hearingnotes" / "hearingnotes.log"

    @property
    def environment(self) -> dict[str, str]:
        return environment_for(self.folder, self.variables)

    def run(self, *words: str) -> CommandResult:
        """Run a command in this process, without a terminal. It may not raise anything."""
        unset = dict.fromkeys(name for name in os.environ if name.startswith("HEARINGNOTES_"))
        result = CliRunner().invoke(
            cli, words, prog_name="hearingnotes", env={**unset, **self.environment}
        )
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return CommandResult(result.exit_code, result.stdout, result.stderr)

    def process(self, *words: str, code: str = "", **how: Any) -> CommandResult:
        """Run a command as a process, without a terminal. `code` runs in place of `-m`.

        Permissions count for it, also where tests run as root.
        """
        start = ("-c", code) if code else ("-m", "hearingnotes")
        usual: dict[str, Any] = {
            "env": {**self.environment, "PYTHONPATH": str(ROOT)},
            "cwd": self.folder,
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "text": True,
            "timeout": 60,
            "preexec_fn": heed_permissions,
        }
        done = subprocess.run([sys.executable, *start, *words], check=False, **{**usual, **how})
        assert "Traceback" not in (done.stderr or "")
        return CommandResult(done.returncode, done.stdout or "", done.stderr or "")

    def write_settings(self, text: str) -> None:
        self.settings_path.parent.mkdir(parents=True, exist_ok=True)
        self.settings_path.write_text(text, encoding="utf-8")

    def keep(
        self,
        title: str,
        notes: Iterable[Note | str] = (),
        *,
        number: int = 1,
        path: Path | None = None,
        **of_recording: Any,
    ) -> Hearing:
        """Put a hearing into the library; its handle is its number in four digits.

        A note that is only a text lies at 10, 20, 30 seconds and so on.
        """
        hearing = Hearing(f"01KF3Z{number:020}", title, NOW, body="Council", date=date(2026, 1, 16))
        recording = Recording(
            f"R{number}", hearing.id, "youtube", VIDEO_ID, f"https://youtu.be/{VIDEO_ID}"
        )
        recording = replace(recording, **of_recording)
        with Library(path or self.library_path, who="ana@desk") as library:
            library.hearings.save(hearing, [recording])
            for place, note in enumerate(notes, 1):
                library.notes.add(
                    note if isinstance(note, Note) else note_at(place, note, number=number)
                )
        return hearing


def note_at(place: int, text: str, *, number: int = 1, **fields: Any) -> Note:
    """A note at ten times `place` seconds of a hearing's recording."""
    moment = Moment(NOW, f"R{number}", 10.0 * place, 0.0, 0.04)
    values: Mapping[str, Any] = {"moment": moment, "text": text, **fields}
    return Note(id=f"N{number:03}{place:04}", hearing_id=f"01KF3Z{number:020}", **values)


def live_note(minute: int, text: str, **of_moment: Any) -> Note:
    """A note so many minutes after a broadcast that began at NOW was joined, at its minute 47."""
    joined_utc = NOW + timedelta(seconds=JOINED_S)
    live = LiveEvidence(JOINED_S, joined_utc, first_sq=564, segment_s=5.0, release_utc=NOW)
    heard_utc = joined_utc + timedelta(minutes=minute)
    moment = Moment(heard_utc, LIVE_ID, JOINED_S + 60.0 * minute, JOINED_S, 0.04, live=live)
    return note_at(minute, text, moment=replace(moment, **of_moment))


def save_live(home: UserHome, texts: Iterable[Note | str], **of_recording: Any) -> Hearing:
    """A hearing heard while it was live; a note that is only a text was taken at minute 48, 49 …
    of the broadcast."""
    notes = [
        live_note(minute, note) if isinstance(note, str) else note
        for minute, note in enumerate(texts, 1)
    ]
    return home.keep(
        "Council", notes, **{"id": LIVE_ID, "live_status": LiveStatus.LIVE, **of_recording}
    )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UserHome:
    monkeypatch.chdir(tmp_path)
    return UserHome(tmp_path)


def heed_permissions() -> None:
    """Take from root what lets it pass by the permissions of files."""
    if sys.platform == "linux" and os.geteuid() == 0:
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def can_mount() -> bool:
    """Whether a test may have a disk of its own."""
    words = ("unshare", "--map-root-user", "--mount", "true")
    try:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
