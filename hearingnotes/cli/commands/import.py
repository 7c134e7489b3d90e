"""`hearingnotes import`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from hearingnotes.cli.completion import complete_hearing, complete_importer
from hearingnotes.cli.context import CliContext
from hearingnotes.importers.registry import read_file
from hearingnotes.library.library import Library
from hearingnotes.library.merge import MergeResult
from hearingnotes.library.read import open_library
from hearingnotes.model.draft import Draft
from hearingnotes.model.labels import count
from hearingnotes.model.sanitize import one_line
from hearingnotes.services.find_hearing import handles
from hearingnotes.services.import_notes import (
    ImportOptions,
    import_notes,
    known_draft,
    with_hearings,
)
from hearingnotes.services.references import draft_handles


@click.command(short_help="Notes from a file: another's export, captions, a transcript, chapters.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into", metavar="HEARING", shell_complete=complete_hearing, help="The hearing to add to."
)
@click.option(
    "--recording", metavar="URL|N", help="The recording that the file's times are counted in."
)
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    shell_complete=complete_importer,
    help="json, csv, srt, vtt, otr, chapters, markdown. Without it, the ending of the file tells.",
)
@click.option("--dry-run", is_flag=True, help="Only tell what would come in.")
@click.pass_obj
def command(
    context: CliContext,
    file: Path,
    into: str | None,
    recording: str | None,
    format_name: str | None,
    dry_run: bool,
) -> None:
    """Bring the notes of a FILE in: all of them, or none if something is wrong with it.

    They go into the hearing that has the file's recording, else into a new one. Importing a file
    again doubles nothing. Where both have a note of ours, the version changed later stands.
    """
    incoming = read_file(file, format_name)
    options = ImportOptions(into, recording, file.stem, dry_run)
    with _open(context.library_path, dry_run=dry_run) as library:
        if not dry_run:
            library.check_writable()
        if incoming.draft is not None:
            sentence = _import_draft(library, incoming.draft, options)
        else:
            sentence = _format_result(library, import_notes(library, incoming, options), options)
    click.echo(f"Only tried, nothing is changed. {sentence}" if dry_run else sentence)


@contextmanager
def _open(path: Path, *, dry_run: bool) -> Iterator[Library]:
    """Open the library; with `dry_run`, a missing one is created in a temporary folder."""
    with TemporaryDirectory() as folder:
        is_tried_anew = dry_run and not path.exists()
        with open_library(Path(folder, path.name) if is_tried_anew else path) as library:
            yield library


def _format_result(library: Library, merged: MergeResult, options: ImportOptions) -> str:
    notes = f"{count(merged.new, 'note')} new, {merged.changed} changed, {merged.same} as they were"
    title = f"“{one_line(merged.hearing.title, 120)}”"
    handle = handles(library.hearings.all()).get(merged.hearing.id)
    new = "a new hearing, " if merged.is_new_hearing else ""
    sentence = f"{notes}; in {new}{title}{f' ({handle})' if handle else ''}."
    return " ".join(
        filter(None, (sentence, _of_both(merged, options, handle), _of_typing(merged, options)))
    )


def _of_both(merged: MergeResult, options: ImportOptions, handle: str | None) -> str:
    if not merged.both:
        return ""
    notes = f"{count(merged.both, 'note')} {'was' if merged.both == 1 else 'were'} changed in both"
    if options.dry_run:
        return f"{notes}; of each, the later version would stand."
    return f"{notes}; the later version stands, hearingnotes changes {handle} shows the other."


def _of_typing(merged: MergeResult, options: ImportOptions) -> str:
    """Describe the changes of what is written out while somebody types."""
    imported = [
        count(number, noun)
        for number, noun in (
            (merged.abbreviations, "abbreviation"),
            (merged.speakers, "speaker"),
        )
        if number
    ]
    verb = "would come" if options.dry_run else "came"
    return f"{' and '.join(imported)} {verb} in." if imported else ""


def _import_draft(library: Library, draft: Draft, options: ImportOptions) -> str:
    known = known_draft(library, draft)
    if known is not None:
        handle = draft_handles(library.drafts.all())[known.id]
        return f"That article is here already; hearingnotes draft edit {handle} goes on with it."
    draft = with_hearings(library, draft, options)
    if not options.dry_run:
        library.drafts.add(draft)
    cited = sum(len(paragraph.sources) for paragraph in draft.paragraphs)
    paragraphs = count(len(draft.paragraphs), "paragraph")
    sentence = (
        f"An article, “{one_line(draft.headline, 120)}”: {paragraphs}, {count(cited, 'source')}"
    )
    new = draft_handles(library.drafts.all()).get(draft.id)
    return f"{sentence}; hearingnotes draft edit {new} goes on with it." if new else f"{sentence}."
