"""What stands in place of the notes while there are none."""

from hearingnotes.ui.keymap import Keymap

NO_NOTES = "No notes yet. Press {capture} the moment you hear something."
BY_KEY = "{capture} notes what you hear: its second is taken at the key. Type, then Enter."
BY_ANY_LETTER = "Any letter begins a note: its second is taken at that letter. Then Enter."
FIRST_START = (
    "{pause} pauses; {back_5} and {on_5} go back and on 5 seconds; {play_note} plays from a note.",
    "{help} shows all keys; {quit_writing} leaves. What you note is kept at once.",
)
FILTERED = "No note has these words."


def no_notes(keymap: Keymap, *, is_first_start: bool) -> str:
    """One line; at the first start three, of all that is needed to begin."""
    if not is_first_start:
        return keymap.told(NO_NOTES)
    how = BY_ANY_LETTER if keymap.letters_are_text else BY_KEY
    return "\n".join(keymap.told(line) for line in (how, *FIRST_START))
