"""Where the notes go, and in which form."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from textual import events, on
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from hearingnotes.errors import Cancelled
from hearingnotes.export.drafts import DraftForm
from hearingnotes.export.form import Form
from hearingnotes.model.links import LinkStyle
from hearingnotes.ui.widgets.choices import Choices
from hearingnotes.ui.widgets.key_line import KeyLine
from hearingnotes.ui.widgets.line_input import LineInput

REPLACE_KEY = "ctrl+r"
KEYS = (("enter", "writes"), ("tab", "moves"), ("escape", "goes back"))
SHOW_EVERY_S = 0.1
WRITING = "Writing …"
STOPPED = "Stopped; nothing is written."
MAY_BE_WRITTEN = "The disk does not answer; whether the file is written will be told."


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the person chose; `force` says to replace what is there."""

    form: str
    link_style: LinkStyle
    path: Path
    force: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. Where it is a trouble, `may_force` says whether `force` would help."""

    sentence: str
    is_trouble: bool = False
    may_force: bool = False


Job = Callable[[Callable[[str], None]], Outcome]
"""Writes, and tells how far it is; what that raises ends it."""


class ExportScreen(ModalScreen[ExportWish | None]):
    """A form, a form of link, a file name. Tab goes from one to the next, Enter writes.

    It stays until the file is written or Esc is pressed, and gives back what was last tried.
    """

    CSS_PATH = ["export.tcss", "../widgets/key_line.tcss"]
    AUTO_FOCUS = ""  # set at once, below: a moment later the first letters would be lost

    def __init__(
        self,
        forms: Sequence[Form | DraftForm],
        usual: ExportWish,
        usual_stem: str,
        write: Callable[[ExportWish], Job],
        tell: Callable[[Outcome], None],
    ) -> None:
        """`write` gives back what is then called on a thread; `tell` gets what is to be known when
        this has closed."""
        super().__init__()
        self._forms = {form.name: form for form in forms}
        self._usual = usual
        self._usual_stem = usual_stem
        self._write_file = write
        self._tell = tell
        self._tried: ExportWish | None = None
        self._is_writing = False
        self._stopped = Event()
        self._how_far = ""
        self._may_force = False
        self._form_by_name: str | None = None

    def compose(self) -> ComposeResult:
        """Three questions, already answered."""
        with Vertical(id="box"):
            yield KeyLine(*KEYS, lead="Export: ")
            with Horizontal(id="choices"):
                with Vertical(id="forms"):
                    yield Static("Form")
                    yield _choices("form", self._forms)
                with Vertical(id="link-styles"):
                    yield Static("YouTube links")
                    yield _choices("links", LinkStyle)
            yield Static("File")
            yield LineInput(str(self._usual.path), id="file", compact=True)
            yield Static(id="told", markup=False)

    def on_mount(self) -> None:
        """Begin with the usual, ready for another file name."""
        self.set_interval(SHOW_EVERY_S, self._show_how_far)
        self.set_focus(self.query_one("#file", Input), scroll_visible=False)
        forms = self.query_one("#form", OptionList)
        forms.highlighted = list(self._forms).index(self._usual.form)
        links = list(LinkStyle).index(self._usual.link_style)
        self.query_one("#links", OptionList).highlighted = links

    @on(OptionList.OptionHighlighted)
    def _mark_choice(self, event: OptionList.OptionHighlighted) -> None:
        """A dot, so that colour alone does not tell what is chosen."""
        choices = event.option_list
        for index in range(choices.option_count):
            dot = "●" if index == event.option_index else "○"
            name = choices.get_option_at_index(index).id
            form = self._forms.get(name or "")
            told = f"{name:<9} {form.title}" if form is not None else name
            choices.replace_option_prompt_at_index(index, f"{dot} {told}")
        if choices.id == "form" and event.option_id != self._form_by_name:
            self._change_name(self._forms[event.option_id or ""])

    def _change_name(self, form: Form | DraftForm) -> None:
        """The file's name ends as files of the form do, and the usual name tells the form where
        that does not; an ending and a name of the person's own stay.
        """
        file = self.query_one("#file", Input)
        path = Path(file.value)
        if path.stem in {self._stem(other) for other in self._forms.values()}:
            path = path.with_stem(self._stem(form))
        known = {ending for other in self._forms.values() for ending in other.endings}
        if path.suffix in known - {*form.endings}:
            path = path.with_suffix(form.endings[0])
        file.value = str(path)

    def _stem(self, form: Form | DraftForm) -> str:
        first = next(other for other in self._forms.values() if other.endings == form.endings)
        return self._usual_stem if first is form else f"{self._usual_stem}-{form.name}"

    def on_key(self, event: events.Key) -> None:
        """Esc goes back. Replacing has a key of its own: a second Enter may be a slip."""
        if event.key == "escape":
            event.stop()
            self._stop_or_close()
        elif event.key == REPLACE_KEY and self._may_force:
            event.stop()
            self._write(force=True)

    def _stop_or_close(self) -> None:
        """A file that is being written is stopped first; where it hangs, a second Esc closes."""
        if self._is_writing and not self._stopped.is_set():
            self._stopped.set()
            self._show("Stopping …")
            return
        self._close()
        if self._is_writing:
            self._tell(Outcome(MAY_BE_WRITTEN))

    @on(Input.Changed)
    def _name_changed(self, event: Input.Changed) -> None:
        self._may_force = False
        self._show("")
        self._mark_form(Path(event.value).suffix.casefold())

    def _mark_form(self, ending: str) -> None:
        """The form that the ending of the name goes with; the name stays as it is typed."""
        forms, choices = list(self._forms.values()), self.query_one("#form", OptionList)
        fitting = [at for at, form in enumerate(forms) if ending in form.endings]
        self._form_by_name = None
        if fitting and choices.highlighted not in fitting:
            self._form_by_name = forms[fitting[0]].name
            choices.highlighted = fitting[0]

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _entered(self) -> None:
        self._write()

    def _write(self, *, force: bool = False) -> None:
        file_name = self.query_one("#file", Input).value.strip()
        if not file_name or self._is_writing:
            self.query_one("#file", Input).focus()
            return
        form = self.query_one("#form", OptionList).highlighted or 0
        links = self.query_one("#links", OptionList).highlighted or 0
        wish = ExportWish(list(self._forms)[form], list(LinkStyle)[links], Path(file_name))
        self._tried = wish
        self._is_writing = True
        self._stopped.clear()
        self._how_far = ""
        self._show(WRITING)
        job = self._write_file(replace(wish, force=force))
        self.run_worker(partial(self._run, self.app, job), thread=True)

    def _run(self, app: App[Any], job: Job) -> None:
        """On a thread."""
        outcome = job(self._tell_how_far)
        with suppress(RuntimeError):  # the program may have ended meanwhile
            app.call_from_thread(self._written, outcome)

    def _tell_how_far(self, how_far: str) -> None:
        """On the thread."""
        if self._stopped.is_set():
            raise Cancelled(STOPPED)
        self._how_far = how_far

    def _show_how_far(self) -> None:
        if self._is_writing and self._how_far and not self._stopped.is_set():
            self._show(f"{self._how_far} …  Esc stops that")

    def _written(self, outcome: Outcome) -> None:
        self._is_writing = False
        if not self.is_current:
            self._tell(outcome)
        elif outcome.is_trouble:
            self._may_force = outcome.may_force
            self._show(f"! {outcome.sentence}")
            self.query_one("#file", Input).focus()
        else:
            self._close()
            self._tell(outcome)

    def _show(self, sentence: str) -> None:
        told = self.query_one("#told", Static)
        told.update(sentence)
        told.display = bool(sentence)

    def _close(self) -> None:
        if self.is_current:  # a second Esc may come before the first has closed it
            self.dismiss(self._tried)


def _choices(choice_id: str, names: Iterable[str]) -> Choices:
    options = (Option(name, id=name) for name in names)
    return Choices(*options, id=choice_id, compact=True, markup=False)
