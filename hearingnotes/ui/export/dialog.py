"""The export dialogue: in which format the notes are written, and to which file."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from threading import Event
from typing import Any

from textual import events, on
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from hearingnotes.errors import CancelledError
from hearingnotes.export.draft_formats import DraftFormat
from hearingnotes.export.format import ExportFormat
from hearingnotes.model.links import LinkStyle
from hearingnotes.session.export_job import ExportRequest, Job, Outcome
from hearingnotes.ui.dispatch import KeyDispatcher
from hearingnotes.ui.export.answers import Answers
from hearingnotes.ui.key_names import shown_key
from hearingnotes.ui.widgets.input import TextInput
from hearingnotes.ui.widgets.key_bar import KeyBar
from hearingnotes.ui.widgets.option_list import MarkedSelectList, SelectList

REPLACE_KEY = "ctrl+r"
OF_THE_PROGRAM = {"ctrl+c", "ctrl+p", "ctrl+q"}
NARROW_CELLS = 70
LOW_ROWS = 24
KEYS = (("enter", "writes"), ("tab", "moves"), ("escape", "goes back"))
SHOW_EVERY_S = 0.1
WRITING = "Writing …"
_OTHER_FILE = f"Name another file, or replace it with {shown_key(REPLACE_KEY)}."
STOPPED = "Stopped; nothing is written."
MAY_BE_WRITTEN = "The disk does not answer; whether the file is written will be told."


@dataclass(frozen=True, slots=True)
class RecordingChoice:
    """A hearing with several recordings: its title, and their names by their ids."""

    hearing_id: str
    title: str
    recordings: Mapping[str, str]


OWN = ""
"""The choice that each link points into the recording that its note was taken on."""


class ExportScreen(KeyDispatcher, ModalScreen[ExportRequest | None]):
    """The dialogue with format, link style and file name. Tab moves on, Enter writes.

    It stays open until the file is written or Esc is pressed. It closes with the request that was
    last tried, or None.
    """

    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = ""  # set at once, below: a moment later the first letters would be lost
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW_CELLS, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW_ROWS, "-high")]

    def __init__(
        self,
        export_formats: Sequence[ExportFormat | DraftFormat],
        usual: ExportRequest,
        usual_stem: str,
        write: Callable[[ExportRequest], Job],
        notify: Callable[[Outcome], None],
        recordings: Sequence[RecordingChoice] = (),
    ) -> None:
        """`write` returns the job that is then run on a thread; `notify` gets its outcome once the
        dialogue has closed. For each of `recordings`, the person selects one to link into."""
        super().__init__()
        by_name = {export_format.name: export_format for export_format in export_formats}
        name = str(usual.path)
        self._answers = Answers(by_name, usual_stem, usual.export_format, usual.link_style, name)
        labels = {
            export_format.name: f"{export_format.name:<9} {export_format.title}"
            for export_format in export_formats
        }
        self._format_list = MarkedSelectList(labels, "form")
        self._link_list = MarkedSelectList({str(style): str(style) for style in LinkStyle}, "links")
        self._recordings = recordings
        self._recording_lists = {
            choice.hearing_id: MarkedSelectList(
                {OWN: "each note's own", **choice.recordings}, f"recordings-{number}"
            )
            for number, choice in enumerate(recordings)
        }
        self._selected_recordings = dict(usual.recordings)
        self._field = TextInput(name, id="file", compact=True, select_on_focus=False)
        self._write_file = write
        self._notify = notify
        self._tried: ExportRequest | None = None
        self._early: list[events.Key | events.Paste] | None = []
        self._is_writing = False
        self._stopped = Event()
        self._progress = ""
        self._may_force = False

    def compose(self) -> ComposeResult:
        """Yield the lists and the file name, with answers filled in."""
        with Vertical(id="box"):
            yield KeyBar(*KEYS, lead="Export: ")
            with Horizontal(id="choices"):
                with Vertical(id="forms"):
                    yield Static("Form")
                    yield self._format_list
                    for choice in self._recordings:
                        yield Static(f"Links into {choice.title}", classes="asked", markup=False)
                        yield self._recording_lists[choice.hearing_id]
                with Vertical(id="link-styles"):
                    yield Static("YouTube links")
                    yield self._link_list
            yield Static("File", id="file-label")
            yield self._field
            yield Static(id="told", markup=False)

    def on_mount(self) -> None:
        """Focus the file name, then handle the keys that came meanwhile."""
        self.set_interval(SHOW_EVERY_S, self._show_progress)
        self._show_answers()
        self._focus(self._field)
        early, self._early = self._early or [], None
        for event in early:
            if self.is_current:
                self.dispatch_input(event)

    # --- keys ---

    def dispatch_input(self, event: events.Key | events.Paste) -> bool:
        """Handle a key or a paste. Replacing has a key of its own: a second Enter may be a slip."""
        if self._early is not None:
            if is_ours := isinstance(event, events.Paste) or event.key not in OF_THE_PROGRAM:
                self._early.append(event)
            return is_ours
        is_taken = self._give_to_focused(event)
        if not is_taken and isinstance(event, events.Key):
            is_taken = self._dispatch_dialog_key(event.key)
        self._read_answers()
        return is_taken

    def _give_to_focused(self, event: events.Key | events.Paste) -> bool:
        focused = self.focused
        if isinstance(focused, SelectList):
            return isinstance(event, events.Key) and focused.dispatch_key(event.key)
        if focused is None:  # a click beside all widgets removed the focus
            self._focus(self._field)
        return self._field.dispatch_input(event)

    def _dispatch_dialog_key(self, key: str) -> bool:
        match key:
            case "escape":
                self._stop_or_close()
            case "enter":
                self._write()
            case "tab":
                self._move_on(1)
            case "shift+tab":
                self._move_on(-1)
            case _ if key == REPLACE_KEY and self._may_force:
                self._write(force=True)
            case _:
                return False
        return True

    def _move_on(self, by: int) -> None:
        recordings = self._recording_lists.values()
        widgets: list[Widget] = [self._format_list, *recordings, self._link_list, self._field]
        at = widgets.index(self.focused) if self.focused in widgets else -1
        self._focus(widgets[(at + by) % len(widgets)])

    def _focus(self, widget: Widget) -> None:
        """Focus a widget and select the file name at once, not with a message that comes later."""
        if widget is self._field and self.focused is not widget:
            self._field.select_all()
        self.set_focus(widget, scroll_visible=False)

    @on(Input.Changed)
    @on(OptionList.OptionHighlighted)
    def _acted(self) -> None:
        self._read_answers()

    @on(OptionList.OptionSelected)
    def _entered(self) -> None:
        self._write()

    def _read_answers(self) -> None:
        """Read the answers that the widgets show.

        The widgets show the answers, so any difference is made by the person. Late messages of
        known changes find nothing to do.
        """
        before = answers = self._answers
        if self._early is not None:
            return
        if self._field.value != before.name:
            answers = replace(answers, name=self._field.value)
        if self._format_list.selected != before.export_format:
            answers = answers.with_format(self._format_list.selected)
        answers = replace(answers, link_style=LinkStyle(self._link_list.selected))
        selected = {id_: choices.selected for id_, choices in self._recording_lists.items()}
        recordings = {id_: name for id_, name in selected.items() if name != OWN}
        if answers != before or recordings != self._selected_recordings:
            self._answers, self._selected_recordings = answers, recordings
            self._may_force = False
            self._show("")
            self._show_answers()

    def _show_answers(self) -> None:
        self._format_list.select(self._answers.export_format)
        self._link_list.select(str(self._answers.link_style))
        for hearing_id, choices in self._recording_lists.items():
            choices.select(self._selected_recordings.get(hearing_id, OWN))
        if self._field.value != self._answers.name:
            self._field.value = self._answers.name
            self._field.select_all()

    @property
    def _request(self) -> ExportRequest:
        answers = self._answers
        recordings = self._selected_recordings
        return ExportRequest(
            answers.export_format, answers.link_style, answers.path, recordings=recordings
        )

    # --- writing ---

    def _stop_or_close(self) -> None:
        """Stop a running export; a second Esc closes the dialogue even if the disk hangs."""
        if self._is_writing and not self._stopped.is_set():
            self._stopped.set()
            self._show("Stopping …")
            return
        self._close()
        if self._is_writing:
            self._notify(Outcome(MAY_BE_WRITTEN))

    def _write(self, *, force: bool = False) -> None:
        self._read_answers()
        if not self._answers.name.strip() or self._is_writing:
            self._focus(self._field)
            return
        self._tried = request = self._request
        self._is_writing = True
        self._stopped.clear()
        self._progress = ""
        self._show(WRITING)
        job = self._write_file(replace(request, force=force))
        self.run_worker(partial(self._run, self.app, job), thread=True)

    def _run(self, app: App[Any], job: Job) -> None:
        """Run the job, on a thread."""
        outcome = job(self._post_progress)
        with suppress(RuntimeError):  # the program may have ended meanwhile
            app.call_from_thread(self._on_written, outcome)

    def _post_progress(self, progress: str) -> None:
        """Store the progress, on the thread; raise CancelledError once stopped."""
        if self._stopped.is_set():
            raise CancelledError(STOPPED)
        self._progress = progress

    def _show_progress(self) -> None:
        if self._is_writing and self._progress and not self._stopped.is_set():
            self._show(f"{self._progress} …  Esc stops that")

    def _on_written(self, outcome: Outcome) -> None:
        self._is_writing = False
        if outcome.may_force:
            outcome = replace(outcome, sentence=f"{outcome.sentence}. {_OTHER_FILE}")
        if not self.is_current:
            self._notify(outcome)
        elif outcome.is_error:
            self._may_force = outcome.may_force and self._request == self._tried
            self._show(f"! {outcome.sentence}")
            self._focus(self._field)
        else:
            self._close()
            self._notify(outcome)

    def _show(self, sentence: str) -> None:
        message = self.query_one("#told", Static)
        message.update(sentence)
        message.display = bool(sentence)

    def _close(self) -> None:
        if self.is_current:  # a second Esc may come before the first has closed it
            self.dismiss(self._tried)
