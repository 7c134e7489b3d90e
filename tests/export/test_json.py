"""Our JSON: what its schema says, and all that is kept."""

import json
from importlib.resources import files
from typing import Any

from hypothesis import given, settings
from jsonschema import Draft202012Validator

from hearingnotes.export.document import RenderOptions
from hearingnotes.export.formats.json import write
from hearingnotes.model.hearing import Hearing
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.export.conftest import HEARING, RECORDING, note
from tests.random_hearings import hearings

SCHEMA = json.loads(
    (files("hearingnotes.export") / "schemas" / "hearing-1.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def written(snapshot: HearingSnapshot) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(write(snapshot, RenderOptions()))
    return whole


def test_the_json_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@settings(max_examples=25, deadline=None)
@given(hearings())
def test_every_exported_hearing_is_valid_by_the_schema(snapshot: HearingSnapshot) -> None:
    whole = written(snapshot)
    VALIDATOR.validate(whole)
    assert {each["id"] for each in whole["notes"]} == {each.id for each in snapshot.notes}


def test_the_json_schema_names_every_field_that_is_written() -> None:
    hearing = Hearing("H1", "Council", HEARING.created_utc, roster=Roster((Speaker("chair"),)))
    notes = (note(1, "the levy", 10.0), note(2, "corridor"))
    whole = written(HearingSnapshot(hearing, Timeline([RECORDING]), notes))
    parts = {
        "hearing": [whole["hearing"]],
        "recording": whole["recordings"],
        "note": whole["notes"],
    }
    for name, values in parts.items():
        assert {field for each in values for field in each} == set(
            SCHEMA["$defs"][name]["properties"]
        )
    assert set(whole) == set(SCHEMA["properties"])


def test_a_note_in_json_has_its_text_and_its_place() -> None:
    chair = Roster((Speaker("chair", "Shahana Hanif"),))
    hearing = Hearing("H1", "Council", HEARING.created_utc, roster=chair)
    notes = (
        note(1, "# Budget", 10.0),
        note(2, "@chair > we will vote #levy", 6957.9),
    )
    _, second = written(HearingSnapshot(hearing, Timeline([RECORDING]), notes))["notes"]
    fields = {
        name: second[name] for name in ("kind", "speaker", "section", "tags", "stamp", "link")
    }
    assert fields == {
        "kind": "quote",
        "speaker": "Shahana Hanif",
        "section": "Budget",
        "tags": ["levy"],
        "stamp": "1:55:57",
        "link": "https://youtu.be/4LBmWqYuuDY&t=6957",
    }
    assert second["moment"]["position_s"] == 6957.9
    assert (second["margin_s"], second["rung"]) == (0.04, "file")
