"""A quote that came from captions: what is told of it, until it is verified."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hearingnotes.export.document import RenderOptions, export_warnings, render_hearing
from hearingnotes.export.draft_document import CitationResolver, draft_warnings, render_draft
from hearingnotes.export.draft_formats import DRAFT_FORMATS
from hearingnotes.export.registry import get_format
from hearingnotes.files import SourceFile
from hearingnotes.importers.formats import csv as csv_format
from hearingnotes.importers.formats import json as json_format
from hearingnotes.library.library import Library
from hearingnotes.model.draft import Draft, NoteSource, Paragraph, Passage
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.labels import flags
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from hearingnotes.services.import_notes import ImportOptions, import_notes

NOW = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
HEARING = Hearing("H1", "Council", NOW)
RECORDING = Recording("R1", "H1", "youtube", "4LBmWqYuuDY", "https://youtu.be/4LBmWqYuuDY")
QUOTE = Note("N1", "H1", Moment(NOW, "R1", 60.0, 0.0), "> We will vote.", from_captions=True)


def of(*notes: Note) -> HearingSnapshot:
    return HearingSnapshot(HEARING, Timeline([RECORDING], [], [n.moment for n in notes]), notes)


def written(export_format: str, note: Note) -> str:
    return get_format(export_format).write(of(note), RenderOptions())


@pytest.mark.parametrize("export_format", ["log", "minutes", "html", "liveblog"])
def test_an_unverified_quote_is_marked_in_exports_until_it_is_verified(export_format: str) -> None:
    assert "unverified quote" in written(export_format, QUOTE)
    assert "unverified quote" not in written(export_format, replace(QUOTE, verified=True))
    assert "unverified quote" not in written(export_format, replace(QUOTE, from_captions=False))


def test_a_section_with_an_unverified_quote_is_marked() -> None:
    section = replace(QUOTE, text="# Item 4\n> We will vote.")
    assert "unverified quote" in written("log", section)
    assert "unverified quote" in written("liveblog", section)


def test_an_article_reports_unverified_quotes_beside_its_text() -> None:
    text, _, comment = written("article", QUOTE).partition("<!-- ")
    assert "unverified" not in text
    assert comment == "unverified quotes: https://youtu.be/4LBmWqYuuDY&t=60 -->\n"
    assert "<!--" not in written("article", replace(QUOTE, verified=True))
    message = "1 quote out of captions is not verified by anybody yet."
    assert message in export_warnings(render_hearing(of(QUOTE), RenderOptions()), RenderOptions())
    two = (QUOTE, replace(QUOTE, id="N2"), replace(QUOTE, id="N3", verified=True))
    message = "2 quotes out of captions are not verified by anybody yet."
    assert message in export_warnings(render_hearing(of(*two), RenderOptions()), RenderOptions())
    verified = render_hearing(of(replace(QUOTE, verified=True)), RenderOptions())
    assert export_warnings(verified, RenderOptions()) == []


def test_a_draft_reports_unverified_quotes_beside_its_text() -> None:
    cited = NoteSource("H1", "N1")
    passages = (Passage("We will vote", (cited,)), Passage("They did.", (cited,)))
    draft = Draft("D", NOW, paragraphs=(Paragraph("P", passages),))
    article = render_draft(draft, CitationResolver({"H1": of(QUOTE)}, RenderOptions()))
    assert draft_warnings(article) == [
        "2 cited quotes out of captions are not verified by anybody yet."
    ]
    for export_format in DRAFT_FORMATS.values():
        assert "verified" not in export_format.write(article)
    verified = of(replace(QUOTE, verified=True))
    assert (
        draft_warnings(render_draft(draft, CitationResolver({"H1": verified}, RenderOptions())))
        == []
    )


def test_an_unverified_quote_comes_back_from_a_table(tmp_path: Path) -> None:
    table = written("csv", QUOTE).removeprefix("\ufeff")
    assert '"from_captions"' not in table
    assert table.splitlines()[1].endswith(",false,false,true,N1")
    with Library(tmp_path / "library.db") as library:
        import_notes(library, csv_format.read(SourceFile("a.csv", table, NOW)), ImportOptions())
        (stored,) = library.hearings.all()
        (note,) = library.notes.of_hearing(stored.hearing.id)
    assert note.is_unverified_quote
    without = written("csv", replace(QUOTE, from_captions=False)).removeprefix("\ufeff")
    (brought,) = csv_format.read(SourceFile("a.csv", without, NOW)).notes
    assert not brought.from_captions


def test_an_unverified_quote_comes_back_from_json_of_any_version() -> None:
    whole = json.loads(written("json", QUOTE))
    assert whole["notes"][0]["from_captions"] is True
    assert _read(whole).from_captions
    del whole["notes"][0]["from_captions"]
    assert not _read(whole).from_captions


def _read(whole: object) -> Note:
    incoming = json_format.read(SourceFile("a.json", json.dumps(whole), NOW))
    assert incoming.whole is not None
    (note,) = incoming.whole.notes
    return note


@pytest.mark.parametrize(("verified", "sign"), [(False, "“?"), (True, "✓")])
def test_an_unverified_quote_has_a_sign_of_its_own(verified: bool, sign: str) -> None:
    assert flags(replace(QUOTE, verified=verified)) == sign
