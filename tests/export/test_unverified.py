"""A quote that came from captions: what is told of it, until it is verified."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hearingnotes.export.forms import form_named
from hearingnotes.export.story import Telling
from hearingnotes.importers.formats import json as json_format
from hearingnotes.importers.source import Source
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.proceedings import Proceedings
from hearingnotes.model.timeline import Timeline
from hearingnotes.model.wording import flags

NOW = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
HEARING = Hearing("H1", "Council", NOW)
RECORDING = Recording("R1", "H1", "youtube", "4LBmWqYuuDY", "https://youtu.be/4LBmWqYuuDY")
QUOTE = Note("N1", "H1", Moment(NOW, "R1", 60.0, 0.0), "> We will vote.", from_captions=True)


def written(form: str, note: Note) -> str:
    timeline = Timeline([RECORDING], [], [note.moment])
    return form_named(form).write(Proceedings(HEARING, timeline, (note,)), Telling())


@pytest.mark.parametrize("form", ["log", "minutes", "html"])
def test_it_is_told_until_it_is_verified(form: str) -> None:
    assert "unverified quote" in written(form, QUOTE)
    assert "unverified quote" not in written(form, replace(QUOTE, verified=True))
    assert "unverified quote" not in written(form, replace(QUOTE, from_captions=False))


def test_a_section_with_one_tells_it_as_well() -> None:
    section = replace(QUOTE, text="# Item 4\n> We will vote.")
    assert "unverified quote" in written("log", section)


def test_an_article_does_not_tell_it() -> None:
    assert "unverified" not in written("article", QUOTE)


def test_json_keeps_it_and_what_has_none_of_it_is_read_as_ever() -> None:
    whole = json.loads(written("json", QUOTE))
    assert whole["notes"][0]["from_captions"] is True
    assert _read(whole).from_captions
    del whole["notes"][0]["from_captions"]
    assert not _read(whole).from_captions


def _read(whole: object) -> Note:
    incoming = json_format.read(Source("a.json", json.dumps(whole), NOW))
    assert incoming.whole is not None
    (note,) = incoming.whole.notes
    return note


@pytest.mark.parametrize(("verified", "sign"), [(False, "“?"), (True, "✓")])
def test_its_sign(verified: bool, sign: str) -> None:
    assert flags(replace(QUOTE, verified=verified)) == sign
