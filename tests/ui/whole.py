"""Whether what the program itself says stands on the screen whole."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from hearingnotes.ui.hearing.note_list import NoteList
from hearingnotes.ui.widgets.status_line import BETWEEN, StatusLine
from hearingnotes.ui.widgets.text_editor import TextEditor
from tests.ui.conftest import AppDriver


def said(widget: Widget) -> Iterator[str]:
    """What a widget has to say that is the program's own."""
    if isinstance(widget, Static):
        yield str(widget.visual)
    elif isinstance(widget, StatusLine):
        yield BETWEEN.join(widget.text.parts)
    elif isinstance(widget, TextEditor):
        yield "" if widget.is_writing else widget.sentence
    elif isinstance(widget, Input):
        yield "" if widget.value else widget.placeholder
    elif isinstance(widget, NoteList):
        yield "" if widget._lines else widget.empty_text
    elif isinstance(widget, OptionList) and widget.id != "hearings":
        yield from _in_sight(widget)


def _in_sight(choices: OptionList) -> Iterator[str]:
    """The lines that are there from the first row to the last."""
    top, row = choices.scroll_offset.y, 0
    for option in choices.options:
        begins, row = row, row + len(str(option.prompt).split("\n"))
        if begins >= top and row <= top + choices.size.height:
            yield str(option.prompt)


def seen(driver: AppDriver, widget: Widget) -> str:
    """What is drawn of it."""
    region = widget.region
    strips = driver.app.screen._compositor.render_strips(driver.app.size)
    lines = strips[region.y : region.bottom]
    return " ".join(strip.crop(region.x, region.right).text for strip in lines)


def cut(driver: AppDriver) -> list[str]:
    """What is not there whole."""
    shown = [widget for widget in driver.app.screen.query(Widget) if widget.region]
    pairs = [(words, seen(driver, widget)) for widget in shown for words in said(widget)]
    return [words for words, drawn in pairs if _signs(words) not in _signs(drawn)]


def _signs(text: str) -> str:
    """The text without what stands between its words, and without signs of a choice."""
    return "".join(text.split()).translate(dict.fromkeys(map(ord, "▌●○")))
