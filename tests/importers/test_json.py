"""Our JSON comes back as it was, and nothing of another's is believed."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from hearingnotes.errors import HearingnotesError
from hearingnotes.export.document import RenderOptions
from hearingnotes.export.formats.json import write
from hearingnotes.files import SourceFile
from hearingnotes.importers.formats.json import read
from hearingnotes.model.anchor import Anchor
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.random_hearings import hearings

NOW = datetime(2030, 1, 1, tzinfo=UTC)
THEN = datetime(2026, 1, 16, 15, tzinfo=UTC)
Spoil = Callable[[dict[str, Any]], object]


def source(text: str) -> SourceFile:
    return SourceFile("hearing.json", text, NOW)


def brought(text: str) -> HearingSnapshot:
    whole = read(source(text)).whole
    assert whole is not None
    return whole


def plain() -> dict[str, Any]:
    moment = Moment(THEN, "R1", 12.0)
    snapshot = HearingSnapshot(
        Hearing("H1", "Council", THEN),
        Timeline([Recording("R1", "H1", "youtube", "4LBmWqYuuDY", "https://youtu.be/4LBmWqYuuDY")]),
        (Note("N1", "H1", moment, "levy"),),
        (Anchor("A1", "H1", moment, "R1", 20.0),),
        changed_utc={"N1": THEN},
    )
    whole: dict[str, Any] = json.loads(write(snapshot, RenderOptions()))
    return whole


@settings(max_examples=25, deadline=None)
@given(hearings())
def test_an_exported_hearing_comes_back_whole_from_json(snapshot: HearingSnapshot) -> None:
    back = brought(write(snapshot, RenderOptions()))
    assert back.hearing == snapshot.hearing
    assert back.timeline.recordings == snapshot.timeline.recordings
    assert sorted(back.notes, key=lambda note: note.id) == list(snapshot.notes)
    assert back.anchors == snapshot.anchors
    assert back.changed_utc == snapshot.changed_utc


def test_fields_of_later_versions_are_ignored_in_json() -> None:
    whole = plain()
    for part in (whole, whole["hearing"], whole["notes"][0], whole["notes"][0]["moment"]):
        part["mood"] = {"is": ["good"]}
    assert brought(json.dumps(whole)).notes[0].text == "levy"


def test_a_change_of_the_future_in_json_counts_as_of_now() -> None:
    whole = plain()
    whole["notes"][0]["changed_utc"] = "2999-01-01T00:00:00+00:00"
    assert brought(json.dumps(whole)).changed_utc["N1"] == NOW


def note(**fields: object) -> Spoil:
    return lambda whole: whole["notes"][0].update(fields)


def recording(**fields: object) -> Spoil:
    return lambda whole: whole["recordings"][0].update(fields)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda w: w.update(version=2), "a newer hearingnotes wrote this .*update the program"),
        (lambda w: w.update(version="1"), "does not say which version"),
        (lambda w: w.update(version=True), "does not say which version"),
        (lambda w: w.update(format="otter"), "JSON of another program"),
        (lambda w: w.pop("notes"), "the file has no notes"),
        (lambda w: w["notes"][0].pop("moment"), r"notes\[0\] has no moment"),
        (lambda w: w["notes"].append(w["notes"][0]), "notes have the same id twice"),
        (note(text=7), r"notes\[0\]\.text should be a text"),
        (note(text="\ud800"), r"notes\[0\]\.text has half a character"),
        (note(id="../N1"), r"notes\[0\]\.id should be an id"),
        (note(nudge_s=float("nan")), r"notes\[0\]\.nudge_s is too large"),
        (note(nudge_s=10**400), r"notes\[0\]\.nudge_s is too large"),
        (note(starred=1), r"notes\[0\]\.starred should be true or false"),
        (note(deleted_utc="yesterday"), r"notes\[0\]\.deleted_utc should be an instant"),
        (note(moment={"utc": "2026-01-16T15:00:00"}), r"moment\.utc should be an instant"),
        (note(moment={"utc": "0001-01-01T00:00:00+09:00"}), r"moment\.utc should be an instant"),
        (lambda w: w["hearing"].update(date="2026-13-01"), r"hearing\.date should be a day"),
        (lambda w: w["hearing"].update(leads={"": "3"}), r"hearing\.leads\. should be a number"),
        (lambda w: w["anchors"][0].update(recording_id="R9"), "not in the file"),
        (recording(platform="betamax"), "platform “betamax” is not known here"),
        (recording(key="../../evil"), r"recordings\[0\]\.key names nothing"),
        (recording(url="edl://!new_stream"), r"recordings\[0\]\.url should be an address"),
        (recording(url="--script=evil.lua"), r"recordings\[0\]\.url should be an address"),
        (recording(url="youtu.be/4LBmWqYuuDY"), r"recordings\[0\]\.url should be an address"),
        (recording(url="file:///etc/passwd"), r"recordings\[0\]\.url should be an address"),
        (
            recording(platform="local_file", key="a.mp4"),
            r"recordings\[0\]\.url should be the whole",
        ),
    ],
)
def test_json_against_the_schema_is_refused_with_the_place(spoil: Spoil, sentence: str) -> None:
    whole = plain()
    spoil(whole)
    with pytest.raises(HearingnotesError, match=f"^hearing.json: .*{sentence}"):
        read(source(json.dumps(whole)))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{\n"format": ', "hearing.json, line 2: this is no JSON"),
        ("[" * 100_000, "hearing.json.*: this is no JSON"),
        ("[]", "JSON of another program"),
        ("", "this is no JSON"),
        (f'{{"version": {"9" * 5000}}}', "no JSON that can be read"),
    ],
)
def test_json_of_another_program_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(HearingnotesError, match=sentence):
        read(source(text))
