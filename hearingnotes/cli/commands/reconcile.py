"""`hearingnotes reconcile`."""

import sys
from typing import TYPE_CHECKING, Any

import click

from hearingnotes.cli.completion import complete_hearing
from hearingnotes.cli.context import CliContext
from hearingnotes.cli.output import show_progress
from hearingnotes.errors import HearingnotesError, UsageError
from hearingnotes.export.records import json_text
from hearingnotes.model.hearing import Recording
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.serialization import recording_plain
from hearingnotes.services.find_hearing import find_hearing, handles
from hearingnotes.services.open_hearing import can_be_looked_up
from hearingnotes.services.reconcile import (
    ReconcileResult,
    ReconcileStatus,
    expected_end,
    reconcile,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hearingnotes.media.medium import Medium

URL_LIMIT = 4000


@click.command(short_help="What has become of the recordings since.")
@click.argument("hearing", shell_complete=complete_hearing)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(context: CliContext, hearing: str, as_json: bool) -> None:
    """Ask what each recording of a hearing is now: live, in the making, whole, trimmed, or gone.

    Notes stay as they are. Exit code 1 when a recording could not be asked.
    """
    with context.reading() as library:
        stored = find_hearing(library, hearing)
        handle = handles(library.hearings.all())[stored.hearing.id]
        library.check_writable()
        looked_up = [recording for recording in stored.recordings if can_be_looked_up(recording)]
        if not looked_up:
            raise UsageError(
                "The hearing has no recording that anyone could be asked about; "
                "hearingnotes recording list tells those it has."
            )
        notes = library.notes.of_hearing(stored.hearing.id)
        timeline = library.timeline(stored, notes)
        results = []
        for number, recording in enumerate(looked_up, 1):
            found = _ask(recording, context.settings.mpv, f"{number} of {len(looked_up)}")
            result = reconcile(recording, found, expected_end(recording, notes, timeline))
            library.hearings.save(stored.hearing, [result.recording])
            results.append(result)
            if not as_json:
                click.echo(_format_result(result, handle))
    if as_json:
        click.echo(json_text([_record(result) for result in results]))
    if any(result.status is ReconcileStatus.UNKNOWN for result in results):
        sys.exit(1)


def _ask(recording: Recording, mpv: "Mapping[str, str]", which: str) -> "Medium | str":
    """Return the medium at the recording's address, or why there is none."""
    from hearingnotes.media.lookup import LookupRequest, MediaLookup

    request = LookupRequest(recording.url)
    lookup = MediaLookup(request, want_video=False, proxy=mpv.get("http-proxy"))
    with show_progress() as on_progress:
        try:
            return lookup.run(lambda progress: on_progress(f"Recording {which}: {progress}"))
        except HearingnotesError as error:
            return str(error)


def _format_result(result: ReconcileResult, handle: str) -> str:
    lines = [one_line(result.recording.url, URL_LIMIT), result.sentence]
    if result.status is ReconcileStatus.SHORTER:
        lines.append(
            "Say where one note lies in it, and the later ones follow: "
            f"hearingnotes anchor {handle} NOTE TIME"
        )
    elif result.status is ReconcileStatus.GONE:
        lines.append(
            "The notes are kept; with another recording, their links can point into that: "
            f"hearingnotes recording add {handle} URL"
        )
    return "\n  ".join(lines)


def _record(result: ReconcileResult) -> dict[str, Any]:
    return {
        "standing": result.status.value,
        "sentence": result.sentence,
        "short_by_s": result.short_by_s,
        "recording": recording_plain(result.recording),
    }
