"""x"""

from textual.geometry import Size
from textual.scroll_view import ScrollView


def set_virtual_size(view: ScrollView, size: Size) -> None:
    """Make what scrolls so large, without a new layout of the window."""
    view.set_reactive(ScrollView.virtual_size, size)
    view._scroll_update(size)
