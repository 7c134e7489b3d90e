"""The page of all keys, made from the table of actions, and of the signs in the list of notes."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby, zip_longest

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widget import Widget

from hearingnotes.ui.action import Action, Mode
from hearingnotes.ui.key_names import shown_key
from hearingnotes.ui.keymap import Keymap
from hearingnotes.ui.text import fit, wrap

KEY_CELLS = 16
NAME_CELLS = 16
NARROW_CELLS = 60
SIGNS = (
    ("▌", "The chosen note, which keys act on"),
    ("★", "Starred"),
    ("✓", "Verified"),
    ("“?", "A quote of captions that nobody has verified yet"),
    ("▣", "A picture is kept with it"),
    ("✎", "A text kept unsent; changing the note goes on with it"),
    ("…", "Not on the disk yet"),
    ("±", "How many seconds the stamp may be off"),
    ("~", "A stamp that is only rough"),
    ("−3", "A lead: links point so many seconds before the stamp"),
    ("clock", "Only the time of day is known, no place in a recording"),
    ("anchor?", "Only the time of day is known; an anchor will give it its place"),
)


CLOSING = {"escape", "q", "enter"}
OPENS_THIS = {"help", "help_writing", "draft_help"}
USUAL = "All keys. Esc closes this page; the settings can change every key."
ANY_LETTER = (
    "Any letter begins a note, as the settings say, and so do signs and the digits that are no "
    "speaker's. Commands are the other keys: those with Ctrl, the F-keys, arrows, space, Home, "
    "End, PgUp, PgDn and Del. Ctrl+P does everything else by its name."
)


class KeysScreen(ModalScreen[None]):
    """The page of keys. Esc, q, Enter and the key that opened it close it."""

    CSS_PATH = "keys.tcss"

    def __init__(
        self,
        keymap: Keymap,
        capture: Callable[[str, str | None], bool],
        mode: Mode,
    ) -> None:
        """`capture` gets each key, so that moments can be captured while the page is open.

        The keys of the screen that is in this mode come first.
        """
        super().__init__()
        self._keymap = keymap
        self._capture = capture
        self._mode = mode

    def compose(self) -> ComposeResult:
        """Yield one scrolling page."""
        with VerticalScroll(id="page"):
            yield KeyPage(self._keymap, self._mode)

    def on_key(self, event: events.Key) -> None:
        """Close the page, also for a capture."""
        captured = self._capture(event.key, event.character)
        action = self._keymap.find(self._mode, event.key, event.character)
        has_opened_it = action is not None and action.id in OPENS_THIS
        if captured or has_opened_it or event.key in CLOSING:
            event.stop()
            if self.is_current:  # a second Esc may come before the first has closed it
                self.dismiss()


class KeyPage(Widget):
    """The keys of each mode, one mode below the other, then the signs, laid out for the width."""

    def __init__(self, keymap: Keymap, mode: Mode) -> None:
        super().__init__()
        self._keymap = keymap
        self._mode = mode

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows needed at this width."""
        return len(self._rows(width))

    def render(self) -> Content:
        """Return the rows of the page."""
        return Content("\n").join(self._rows(self.size.width))

    def _rows(self, width: int) -> list[Content]:
        rows = [Content(line) for line in wrap(USUAL, width)]
        if self._keymap.letters_are_text:
            rows += [Content(line) for line in wrap(ANY_LETTER, width)]
        in_hearing = {Mode.WATCHING, Mode.WRITING}
        is_here = [(mode in in_hearing) == (self._mode in in_hearing) for mode in Mode]
        for mode, _ in sorted(zip(Mode, is_here, strict=True), key=lambda pair: not pair[1]):
            rows += [Content(), Content.styled(f"While {mode.value}", "bold")]
            actions = self._keymap.actions_for(mode)
            for title, group in groupby(actions, key=_common_title):
                rows += _columns(width, *_keys_and_name(list(group)), title)
        rows += [Content(), Content.styled("Signs in the list of notes", "bold")]
        for sign, meaning in SIGNS:
            rows += _columns(width, sign, "", meaning)
        palette = "Ctrl+P finds every command by its name, and changes the theme."
        return [*rows, Content(), *(Content(line) for line in wrap(palette, width))]


def _columns(width: int, keys: str, name: str, title: str) -> Iterator[Content]:
    """Yield rows of keys, what they do, and, where there is space, their name in the settings."""
    name_cells = NAME_CELLS if width >= NARROW_CELLS else 0
    title_cells = width - 2 - KEY_CELLS - name_cells
    columns = wrap(keys, KEY_CELLS - 1), wrap(title, title_cells - 1), [name[:name_cells]]
    for key, words, named in zip_longest(*columns, fillvalue=""):
        yield Content.assemble(f"  {fit(key, KEY_CELLS)}{fit(words, title_cells)}", (named, "dim"))


def _common_title(action: Action) -> str:
    """Return the title of the action's row; nine speakers share one."""
    is_speaker = re.fullmatch(r"speaker_\d", action.id)
    return "Note with speaker 1 to 9" if is_speaker else action.title


def _keys_and_name(actions: list[Action]) -> tuple[str, str]:
    """Return keys and name of one action, or of several that share a row."""
    first, last = actions[0], actions[-1]
    if first is last:
        return " or ".join(shown_key(key) for key in first.keys), first.id
    return f"{shown_key(first.keys[0])} … {shown_key(last.keys[0])}", f"{first.id} …"
