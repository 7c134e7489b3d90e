"""`hearingnotes export`."""

from pathlib import Path

import click

from hearingnotes.cli.completion import complete_form, complete_hearing
from hearingnotes.cli.context import CliContext
from hearingnotes.cli.output import (
    file_itself,
    file_options,
    folder_of,
    hand_out,
    link_style_option,
    named_file,
    remark,
    told_how_far,
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
    shell_complete=complete_form,
    help="article (usual), log, minutes, liveblog: markdown. html, csv, json, srt, vtt, chapters, "
    "otr. Without it, the ending of the file tells.",
)
@link_style_option
@click.option("--recording", metavar="N|URL|KEY", help="Let the links point into this recording.")
@file_options
@click.pass_obj
def command(
    session: CliContext,
    hearing: str,
    form_name: str | None,
    link_style: str | None,
    recording: str | None,
    template_path: Path | None,
    output: str | None,
    force: bool,
) -> None:
    """Export a hearing. HEARING is a handle, a part of the title, a video id or a URL."""
    session.tell_problems()
    to_file = named_file(output)
    path = file_itself(to_file)  # before it is written: standard output may lead to one
    form = _form(form_name, template_path, to_file)
    with session.reading() as library:
        kept = find_hearing(library, hearing)
        proceedings = library.proceedings(kept, session.roster, whole=True)
        unfinished = still_typed(library.journal.still_typed()[kept.hearing.id])
        stills = StillStore(library.path)
    on = find_recording(kept.recordings, recording).id if recording is not None else None
    with told_how_far() as tell_how_far:
        shown = addresses(stills, form, proceedings.standing, path, tell_how_far)
    telling = RenderOptions(
        LinkStyle(link_style) if link_style else session.settings.link_style,
        beside=folder_of(to_file),
        recording_id=on,
        stills=shown,
    )
    text = form.write(proceedings, telling)
    story = render_hearing(proceedings, telling)
    told = f"{count(len(story.entries), 'note')} written to"
    what = export_key(kept.hearing.id, form.name)
    hand_out(text, to_file, form.comment, told, what, force=force)
    pictures = ""
    if path is not None:
        with told_how_far() as tell_how_far:
            pictures = copy_beside(stills, form, shown, text, path, tell_how_far)
    remark(filter(None, [pictures, *export_warnings(story, telling), unfinished]))


def _form(name: str | None, template_path: Path | None, to_file: Path | None) -> ExportFormat:
    """The form that was named, that of the person's own template, or that of the file's ending."""
    if template_path is not None:
        if name is not None:
            raise UsageError("Name a form, or a template of your own, but not both.")
        from hearingnotes.export.formats.markdown import template_form

        return template_form(template_path)
    if to_file is None or name is not None:
        return get_format(name or USUAL)
    check_ending(to_file, (ending for form in all_formats().values() for ending in form.endings))
    return format_for_path(to_file) or get_format(USUAL)
