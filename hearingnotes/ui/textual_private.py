"""The private names of Textual that the program uses, each with its reason.

A new Textual may rename any of them, and no type hint tells. What is called is called from here;
what is overridden is overridden where it is needed and listed here.
"""

from typing import Any

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.scroll_view import ScrollView
from textual.widget import Widget

OVERRIDDEN = {
    "textual.app.App._fatal_error": "One sentence in place of a traceback, which goes to the log.",
    "textual.command.CommandPalette._action_command_list": "The list may not be there yet.",
    "textual.command.CommandPalette._action_cursor_down": "The list may not be there yet.",
    "textual.command.CommandPalette._action_escape": "A second Esc comes to a closed palette.",
    "textual.command.CommandPalette._gather_commands": "The list may not be there yet.",
    "textual.command.CommandPalette._watch__list_visible": "The list may not be there yet.",
    "textual.command.CommandPalette._watch__show_busy": "The list may not be there yet.",
    "textual.widgets._input.Input._on_key": "Keys are acted on in the order of typing.",
    "textual.widgets._option_list.OptionList._move_page": "A key may come before a line is drawn.",
    "textual.widgets._text_area.TextArea._on_key": "Commands see a key before the text does.",
    "textual.widgets._text_area.TextArea._on_mouse_down": "No cursor while nothing is typed.",
    "textual.widgets._text_area.TextArea._on_paste": "Nothing is pasted while nothing is typed.",
}
"""The methods that classes of the program override, by the class of Textual that has them."""

CALLED = {
    "textual.app.App._driver": "Only the driver writes to the terminal what no widget draws.",
    "textual.keys._character_to_key": "The demo presses keys as a terminal would.",
    "textual.widget.Widget._forward_event": "A key is to wait behind earlier ones.",
    "textual.widget.Widget._scroll_update": "Setting the size would lay out all of the window.",
}
"""What the functions below call."""


def character_to_key(character: str) -> str:
    """The name of the key that types a character."""
    return _character_to_key(character)


def driver_of(app: App[Any]) -> Driver | None:
    """What writes to the terminal of an app; None while the app does not run."""
    return app._driver


def forward_event(widget: Widget, event: events.Event) -> None:
    """Put an event behind those that a widget has not handled yet."""
    widget._forward_event(event)


def set_virtual_size(view: ScrollView, size: Size) -> None:
    """Make the content of a view so large, without a new layout of the window."""
    view.set_reactive(ScrollView.virtual_size, size)
    view._scroll_update(size)
