"""Somebody who types what a page says: a home with hearings in it, a shell, a terminal."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pexpect

from hearingnotes import demo
from hearingnotes.demo.scenes import SCENES
from hearingnotes.ids import new_id
from hearingnotes.library.library import Library
from hearingnotes.model.draft import Draft, NoteSource, Paragraph, Passage
from hearingnotes.model.hearing import Hearing, LiveStatus, Recording
from hearingnotes.model.live import LiveEvidence
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.services.open_hearing import open_reference
from tests.docs.pages import ROOT, block_with
from tests.e2e.terminal import Terminal, end_by_force, environment_for
from tests.media.origin import Origin
from tests.media_files import make_tone

STARRED = 2
VIDEO = "4LBmWqYuuDY"
BROADCAST = {2875.0: "@chair opens the item", 2940.0: "the levy is read", 4000.0: "it is adopted"}
ROOM = "Planning board"
BEGAN_UTC = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
LIBRARIES = ("library.db", "demo.db")


class Reader:
    """A person with a home of their own, who has hearings, and the files that pages name.

    The demo, a broadcast and a room have notes, and an article cites the last one of the broadcast:
    in the usual library, and in that of the demo.
    """

    def __init__(self, home: Path, origin: Origin | None = None) -> None:
        """With `origin`, YouTube is asked there."""
        self.home = home
        self._asking = origin.environment() if origin is not None else {}
        self._exported: list[str] = []
        _put_program(home / "bin" / "hearingnotes")
        for name in LIBRARIES:
            library_path = home / ".local" / "share" / "hearingnotes" / name
            _take_the_demo_notes(library_path)
            _follow_a_broadcast(library_path)
            _sit_in_a_room(library_path)
        make_tone(home / "hearing.mp4", 60)
        _put_files(home)

    def run(self, script: str) -> str:
        """What a script prints, which must end well. What it exports holds from then on."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", "\n".join([*self._exported, script])],
            env=self._environment(), cwd=self.home, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{script}\n{done.stderr}"
        lines = script.splitlines()
        self._exported += [line for line in lines if line.startswith("export ")]
        return done.stdout

    def see(self, line: str, *awaited: str) -> None:
        """Run a line that opens the screen, wait for what is to be seen there, and leave."""
        child = self._spawn(line)
        terminal = Terminal(child, 100, 30)
        try:
            terminal.wait_for(*awaited)
            terminal.press("q")
            assert terminal.end() == 0
        finally:
            end_by_force(child)

    def stop(self, line: str, awaited: str) -> None:
        """Run a line that goes on until Ctrl+C, wait for what it prints, and press that."""
        child = self._spawn(line)
        try:
            child.expect(awaited)
            child.sendintr()
            child.expect(pexpect.EOF)
        finally:
            end_by_force(child)
        assert child.exitstatus == 0

    def _spawn(self, line: str) -> "pexpect.spawn[bytes]":
        script = "\n".join([*self._exported, line])
        return pexpect.spawn(
            "bash", ["-c", script],
            env=self._environment(), cwd=str(self.home), dimensions=(30, 100),
        )  # fmt: skip

    def _environment(self) -> Mapping[str, str]:
        usual = {
            "XDG_DATA_HOME": str(self.home / ".local" / "share"),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_STATE_HOME": str(self.home / ".local" / "state"),
            "PATH": f"{self.home / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
        }
        return environment_for(self.home, {**usual, **self._asking})


def _put_program(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(f"#!{sys.executable}\nfrom hearingnotes.cli.main import main\n\nmain()\n")
    path.chmod(0o755)


def _put_files(home: Path) -> None:
    """What the pages tell their readers to write into files."""
    roster = block_with("[abbreviations]", "toml")
    (home / "roster.toml").write_text(roster.text, encoding="utf-8")
    (home / "agenda.md").write_text("# Agenda\n\n- Item 1: Resolution 41\n- Adjournment\n")
    template = block_with("", "jinja")
    (home / "stars.md.jinja").write_text(template.text, encoding="utf-8")


def _take_the_demo_notes(library_path: Path) -> None:
    with Library(library_path) as library:
        opening = open_reference(library, str(demo.audio_path()))
        hearing = replace(
            opening.hearing,
            title=demo.HEARING_TITLE,
            body=demo.HEARING_BODY,
            date=demo.HEARING_DATE,
        )
        library.hearings.save(hearing, opening.recordings)
        for number, scene in enumerate(SCENES):
            moment = Moment(datetime.now(UTC), opening.recordings[0].id, scene.second_s, 0.0, 0.04)
            is_starred = number == STARRED
            library.notes.add(
                Note(new_id(), hearing.id, moment, text=scene.note, starred=is_starred)
            )


def _follow_a_broadcast(library_path: Path) -> None:
    hearing = Hearing(new_id(), "Budget hearing", BEGAN_UTC)
    recording = Recording(new_id(), hearing.id, "youtube", VIDEO, f"https://youtu.be/{VIDEO}")
    live = LiveEvidence(
        2820.0, BEGAN_UTC + timedelta(seconds=2820), first_sq=564, segment_s=5.0,
        release_utc=BEGAN_UTC,
    )  # fmt: skip
    with Library(library_path) as library:
        library.hearings.save(hearing, [replace(recording, live_status=LiveStatus.LIVE)])
        for second_s, text in BROADCAST.items():
            heard_utc = BEGAN_UTC + timedelta(seconds=second_s)
            moment = Moment(heard_utc, recording.id, second_s, 2820.0, 0.04, live=live)
            note = Note(new_id(), hearing.id, moment, text)
            library.notes.add(note)
        passage = Passage("The levy is adopted.", (NoteSource(hearing.id, note.id),))
        paragraph = Paragraph(new_id(), (passage,))
        draft = Draft(new_id(), BEGAN_UTC, "The levy", "", (hearing.id,), (paragraph,))
        library.drafts.add(draft)


def _sit_in_a_room(library_path: Path) -> None:
    hearing = Hearing(new_id(), ROOM, BEGAN_UTC)
    with Library(library_path) as library:
        library.hearings.save(hearing, [])
        for minute, text in enumerate(("call to order", "roll call")):
            moment = Moment(BEGAN_UTC + timedelta(minutes=minute))
            library.notes.add(Note(new_id(), hearing.id, moment, text))
