"""`hearingnotes draft`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from hearingnotes.cli.completion import complete_hearing
from hearingnotes.cli.context import CliContext
from hearingnotes.cli.launch import LaunchOptions, play_options, show_draft
from hearingnotes.cli.output import (
    emit,
    file_options,
    folder_of,
    link_style_option,
    named_file,
    print_warnings,
)
from hearingnotes.export.document import RenderOptions
from hearingnotes.export.draft_document import (
    CitationResolver,
    DraftDocument,
    draft_warnings,
    render_draft,
)
from hearingnotes.export.draft_formats import DRAFT_FORMATS, get_draft_format
from hearingnotes.export.records import json_text
from hearingnotes.export.writer import export_key
from hearingnotes.ids import new_id
from hearingnotes.model.draft import Draft
from hearingnotes.model.labels import count
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.sanitize import one_line
from hearingnotes.services.find_hearing import find_hearing
from hearingnotes.services.references import cited_recordings, draft_handles, find_draft


@click.group(short_help="Articles written from the notes, every paragraph with its source.")
def command() -> None:
    """Articles written from the notes of one hearing or several.

    DRAFT is its handle (the first word of a line of draft list), or a part of its headline.
    """


@command.command(short_help="Begin an article.")
@click.argument("hearings", metavar="HEARING...", nargs=-1, required=True,
                shell_complete=complete_hearing)  # fmt: skip
@click.option("--headline", default="", metavar="TEXT", help="What it is called.")
@click.pass_obj
def new(context: CliContext, hearings: Sequence[str], headline: str) -> None:
    """Begin an article with the notes of these hearings beside it, and print its handle."""
    with context.reading() as library:
        ids = dict.fromkeys(find_hearing(library, name).hearing.id for name in hearings)
        library.check_writable()
        draft = Draft(new_id(), datetime.now(UTC), one_line(headline), hearing_ids=tuple(ids))
        library.drafts.add(draft)
        click.echo(draft_handles(library.drafts.all())[draft.id])


@command.command("list", short_help="One line an article; its first word names it.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--removed", is_flag=True, help="Those that were removed, to restore one.")
@click.pass_obj
def list_(context: CliContext, as_json: bool, removed: bool) -> None:
    """List the articles, the newest first."""
    with context.reading() as library:
        removed_drafts = library.drafts.removed()
        drafts = removed_drafts if removed else library.drafts.all()
    names = draft_handles(drafts)
    if as_json:
        click.echo(json_text([_record(draft, names[draft.id]) for draft in drafts]))
        return
    for draft in drafts:
        day = draft.created_utc.astimezone().date()
        paragraphs = count(len(draft.paragraphs), "paragraph")
        headline = one_line(draft.headline) or "(no headline yet)"
        click.echo(f"{names[draft.id]}  {day}  {paragraphs:>13}  {headline}")
    if not drafts:
        click.echo(_nothing(removed, bool(removed_drafts)), err=True)


def _nothing(removed: bool, has_removed: bool) -> str:
    if removed:
        return "No article was removed."
    if has_removed:
        return "Every article was removed; hearingnotes draft list --removed shows them."
    return "There are no articles yet; hearingnotes draft new begins one."


@command.command(short_help="An article, to read.")
@click.argument("draft")
@click.pass_obj
def show(context: CliContext, draft: str) -> None:
    """Print an article as markdown, and say which paragraphs want a source."""
    _, article = _render(
        context, draft, RenderOptions(context.settings.link_style, folder_of(None))
    )
    click.echo(DRAFT_FORMATS["markdown"].write(article), nl=False)
    print_warnings(draft_warnings(article))


@command.command(short_help="An article as a file.")
@click.argument("draft")
@click.option("--format", "form_name", metavar="FORM", help="markdown (usual) or text.")
@link_style_option
@click.option(
    "--recording",
    "recordings",
    multiple=True,
    metavar="[HEARING=]N|URL|KEY",
    help="Let the links point into this recording. Where the article cites several hearings, "
    "HEARING= says which one is meant; may be given for each.",
)
@file_options
@click.pass_obj
def export(
    context: CliContext,
    draft: str,
    form_name: str | None,
    link_style: str | None,
    recordings: Sequence[str],
    template_path: Path | None,
    output: str | None,
    force: bool,
) -> None:
    """Write an article, each citation with its link."""
    context.print_problems()
    to_file = named_file(output)
    export_format = get_draft_format(form_name, to_file, template_path)
    style = LinkStyle(link_style) if link_style else context.settings.link_style
    options = RenderOptions(style, folder_of(to_file))
    found, article = _render(context, draft, options, recordings)
    success, what = "The article is written to", export_key(found.id, export_format.name)
    emit(
        export_format.write_whole(article),
        to_file,
        export_format.comment,
        success,
        what,
        force=force,
    )
    print_warnings(draft_warnings(article))


@command.command(short_help="Go on writing an article, on the screen.")
@click.argument("draft")
@play_options
@click.pass_obj
def edit(context: CliContext, draft: str, launch_options: LaunchOptions) -> None:
    """Open the screen on which an article is written."""
    with context.reading() as library:
        found = find_draft(library.drafts.all(), draft)
        show_draft(context, library, found, launch_options)


@command.command(short_help="Take an article out of the list.")
@click.argument("draft")
@click.pass_obj
def remove(context: CliContext, draft: str) -> None:
    """Take an article out of the list; nothing of the notes is touched."""
    with context.reading() as library:
        found = find_draft(library.drafts.all(), draft)
        library.check_writable()
        library.drafts.remove(found)
        handle = draft_handles([found])[found.id]
    click.echo(f"Removed; hearingnotes draft restore {handle} brings it back.")


@command.command(short_help="Bring back an article that was removed.")
@click.argument("draft")
@click.pass_obj
def restore(context: CliContext, draft: str) -> None:
    """Bring back an article that was removed."""
    with context.reading() as library:
        found = find_draft(library.drafts.removed(), draft)
        library.check_writable()
        library.drafts.change("restore", found, replace(found, removed_utc=None))
    click.echo(f"“{one_line(found.headline) or 'The article'}” is back.")


def _render(
    context: CliContext, text: str, options: RenderOptions, recordings: Sequence[str] = ()
) -> tuple[Draft, DraftDocument]:
    with context.reading() as library:
        draft = find_draft(library.drafts.all(), text)
        every = (*library.hearings.all(), *library.hearings.removed())
        by_id = {stored.hearing.id: stored for stored in every}
        cited = [by_id[id_] for id_ in draft.cited_hearing_ids if id_ in by_id]
        on = cited_recordings(cited, recordings)
        hearings = library.cited(draft, context.roster)
        return draft, render_draft(draft, CitationResolver(hearings, options, on))


def _record(draft: Draft, handle: str) -> dict[str, object]:
    return {
        "id": draft.id,
        "handle": handle,
        "headline": draft.headline,
        "standfirst": draft.standfirst,
        "created_utc": draft.created_utc.astimezone(UTC).isoformat(),
        "hearing_ids": draft.hearing_ids,
        "paragraphs": len(draft.paragraphs),
        "without_source": draft.unsourced,
    }
