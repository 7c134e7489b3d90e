"""Keys in the order in which they were pressed, however fast."""

from textual import events


class KeysFirst:
    """A screen that the app shows every key and paste as it arrives. Through the focused widget
    they would come late, some by a way of their own, and overtake each other."""

    def take_input(self, event: events.Key | events.Paste) -> bool:
        """Do at once what it says; False when it is nothing of this screen."""
        raise NotImplementedError
