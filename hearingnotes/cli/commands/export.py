"""`hearingnotes export`."""

from pathlib import Path

import click

from hearingnotes.cli.completion import complete_format, complete_hearing
from hearingnotes.cli.context import CliContext
from hearingnotes.cli.output import (
    emit,
    file_itself,
    file_options,
    folder_of,
    link_style_option,
    named_file,
    print_warnings,
    show_progress,
)
from hearingnotes.errors import UsageError
from hearingnotes.export.document import RenderOptions, export_warnings, render_hearing
from hearingnotes.export.format import ExportFormat
from hearingnotes.export.registry import (
    USUAL,
    all_formats,
    check_ending,
    format_for_path,
    get_format,
)
from hearingnotes.export.stills import StillStore, addresses, copy_beside
from hearingnotes.export.writer import export_key
from hearingnotes.model.labels import count, still_typed
from hearingnotes.model.links import LinkStyle
from hearingnotes.services.find_hearing import find_hearing
from hearingnotes.services.references import find_recording


@click.command(short_help="The notes as an article, a log, a web page, subtitles and more.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.option(
    "--format",
    "--style",
    "form_name",
    metavar="FORM",
    shell_complete=complete_format,
    help="article (usual), log, minutes, liveblog: markdown. html, csv, json, srt, vtt, chapters, "
    "otr. Without it, the ending of the file tells.",
)
@link_style_option
@click.option("--recording", metavar="N|URL|KEY", help="Let the links point into this recording.")
@file_options
@click.pass_obj
def command(
    context: CliContext,
    hearing: str,
    form_name: str | None,
    link_style: str | None,
    recording: str | None,
    template_path: Path | None,
    output: str | None,
    force: bool,
) -> None:
    """Export a hearing. HEARING is a handle, a part of the title, a video id or a URL."""
    context.print_problems()
    to_file = named_file(output)
    path = file_itself(to_file)  # before it is written: standard output may lead to one
    export_format = _select_format(form_name, template_path, to_file)
    with context.reading() as library:
        stored = find_hearing(library, hearing)
        snapshot = library.snapshot(stored, context.roster, whole=True)
        unfinished = still_typed(library.autosaves.still_typed()[stored.hearing.id])
        stills = StillStore(library.path)
    on = find_recording(stored.recordings, recording).id if recording is not None else None
    with show_progress() as on_progress:
        shown = addresses(stills, export_format, snapshot.standing, path, on_progress)
    options = RenderOptions(
        LinkStyle(link_style) if link_style else context.settings.link_style,
        beside=folder_of(to_file),
        recording_id=on,
        stills=shown,
    )
    text = export_format.write(snapshot, options)
    story = render_hearing(snapshot, options)
    success = f"{count(len(story.entries), 'note')} written to"
    what = export_key(stored.hearing.id, export_format.name)
    emit(text, to_file, export_format.comment, success, what, force=force)
    pictures = ""
    if path is not None:
        with show_progress() as on_progress:
            pictures = copy_beside(stills, export_format, shown, text, path, on_progress)
    print_warnings(filter(None, [pictures, *export_warnings(story, options), unfinished]))


def _select_format(
    name: str | None, template_path: Path | None, to_file: Path | None
) -> ExportFormat:
    """Return the format that was named, that of the person's template, or that of the file's
    extension."""
    if template_path is not None:
        if name is not None:
            raise UsageError("Name a form, or a template of your own, but not both.")
        from hearingnotes.export.formats.markdown import template_format

        return template_format(template_path)
    if to_file is None or name is not None:
        return get_format(name or USUAL)
    check_ending(
        to_file,
        (ending for export_format in all_formats().values() for ending in export_format.endings),
    )
    return format_for_path(to_file) or get_format(USUAL)
