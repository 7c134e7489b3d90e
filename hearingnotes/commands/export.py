"""`hearingnotes export`."""

import os
from pathlib import Path

import click

from hearingnotes.cli import Session
from hearingnotes.completion import complete_hearing
from hearingnotes.dispatch import PROGRAM, SENTENCE_LIMIT
from hearingnotes.export.files import write_export
from hearingnotes.export.story import Telling, remarks, tell
from hearingnotes.export.styles import style_path, styles
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.plain_text import one_line
from hearingnotes.model.wording import count
from hearingnotes.opening import find_hearing
from hearingnotes.pointing import find_recording
from hearingnotes.system import expanded


@click.command(short_help="The notes as markdown, each with its link.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.option(
    "--style",
    type=click.Choice(styles()),
    default="article",
    show_default=True,
    help="An article's paragraphs with their sources, or a line a note.",
)
@click.option(
    "--link-style",
    type=click.Choice([style.value for style in LinkStyle]),
    help="The form of YouTube links; the settings say which is usual.",
)
@click.option("--recording", metavar="N|URL|KEY", help="Let the links point into this recording.")
@click.option(
    "--template",
    "template_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A Jinja template of your own, instead of a style.",
)
@click.option(
    "-o",
    "--output",
    "output",
    type=click.Path(),
    metavar="FILE",
    help="Write to this file instead of standard output (-).",
)
@click.option("--force", is_flag=True, help="Replace a file that this program did not write.")
@click.pass_obj
def command(
    session: Session,
    hearing: str,
    style: str,
    link_style: str | None,
    recording: str | None,
    template_path: Path | None,
    output: str | None,
    force: bool,
) -> None:
    """Export a hearing. HEARING is a handle, a part of the title, a video id or a URL."""
    from hearingnotes.export.markdown import write_markdown

    session.tell_problems()
    with session.reading() as library:
        kept = find_hearing(library, hearing)
        notes = library.notes.of_hearing(kept.hearing.id)
        timeline = library.timeline(kept, notes)
    on = find_recording(kept.recordings, recording).id if recording is not None else None
    to_file = Path(output) if output not in {None, "-"} else None
    telling = Telling(
        LinkStyle(link_style) if link_style else session.settings.link_style,
        beside=_folder(to_file),
        recording_id=on,
    )
    story = tell(kept.hearing, timeline, notes, telling)
    text = write_markdown(story, template_path or style_path(style))
    if to_file is None:
        click.echo(text, nl=False)
    else:
        write_export(to_file, text, force=force)
        written = f"{count(len(story.entries), 'note')} written to"
        click.echo(one_line(f"{written} {to_file}.", SENTENCE_LIMIT), err=True)
    for remark in remarks(story, telling):
        click.echo(f"{PROGRAM}: {remark}", err=True)


def _folder(to_file: Path | None) -> Path | None:
    """Where links lead from: what is printed is mostly sent to a file in the current folder."""
    try:
        return Path(os.path.realpath(expanded(to_file))).parent if to_file else Path.cwd()
    except FileNotFoundError:  # the current folder was removed
        return None
