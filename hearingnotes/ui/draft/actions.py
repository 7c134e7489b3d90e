"""Actions on the screen of an article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hearingnotes.model.draft import Draft
from hearingnotes.ui.action import Action, Mode
from hearingnotes.ui.pane_actions import LEFT, RIGHT, move_line

if TYPE_CHECKING:
    from hearingnotes.ui.action_screen import ActionScreen
    from hearingnotes.ui.draft.screen import DraftScreen

PAGE = 10
NOTES = (Mode.CHOOSING,)
ARTICLE = (Mode.ARRANGING,)
BOTH = (Mode.CHOOSING, Mode.ARRANGING)
NO_NOTE = "No note is chosen; {draft_hearings} lays the notes of a hearing beside the article."


def open_article(screen: ActionScreen[None]) -> None:
    """Let the person select an article, or start one."""
    screen.program.select_draft()


def select(steps: int, screen: DraftScreen) -> None:
    """Move the selection by this many lines, in the pane that has the keys."""
    if screen.arranges:
        screen.draft_session.select_spot_by(steps)
    else:
        screen.draft_session.select_note_by(steps)
    screen.show_all()


def switch(screen: DraftScreen) -> None:
    """Give the keys to the other pane."""
    screen.arranges = not screen.arranges
    if not screen.arranges and screen.shows_preview:
        screen.shows_preview = False  # the notes come back where the preview was
    screen.show_all()


def add(screen: DraftScreen) -> None:
    """Insert the selected note as a paragraph."""
    _with_note(screen, screen.draft_session.add_note, "taken over")


def join(screen: DraftScreen) -> None:
    """Append the selected note to the selected paragraph."""
    _with_note(screen, screen.draft_session.join_note, "joined to the paragraph")


def cite(screen: DraftScreen) -> None:
    """Add the selected note to the sources of the selected passage."""
    if screen.draft_session.passage is None:
        screen.show_with_keys(
            "There is no paragraph to cite it in; {draft_add} makes one of the note."
        )
    else:
        _with_note(screen, screen.draft_session.cite, "cited")


def _with_note(screen: DraftScreen, act: Callable[..., None], done: str) -> None:
    note = screen.draft_session.note
    if note is None:
        screen.show_with_keys(NO_NOTE)
        return
    act(note)
    screen.show_with_keys("The note is {done}. {draft_undo} takes that back.", done=done)
    screen.draft_session.select_note_by(1)
    screen.show_all()


def find(screen: DraftScreen) -> None:
    """Ask for words, and show only notes that contain them."""
    filter_ = screen.draft_session.filter
    label = "show only notes with these words; none shows all"
    screen.write(label, screen.draft_session.words, filter_, filter_)


def hearings(screen: DraftScreen) -> None:
    """Let the person select a hearing whose notes are listed beside the article, or no longer."""
    screen.program.select_hearing(screen.draft_session.draft.hearing_ids, screen.toggle_hearing)


def play(screen: DraftScreen) -> None:
    """Play from the selected note, if its hearing is open."""
    note, hearing = screen.draft_session.note, screen.hearing
    if note is None or hearing is None or not hearing.play_note(note):
        screen.show_with_keys("That note's hearing is not open; {draft_open} opens its link.")


def open_link(screen: DraftScreen) -> None:
    """Open the selected note's link in the browser; copy the link of a file."""
    from hearingnotes.export.document import RenderOptions, note_link

    note = screen.draft_session.note
    if note is None:
        screen.show_with_keys(NO_NOTE)
        return
    snapshot = screen.draft_session.hearings[note.hearing_id]
    options = RenderOptions(screen.settings.link_style, in_full=True)
    link = note_link(note, snapshot.timeline, snapshot.leads, options)
    if link.startswith(("http://", "https://")):
        screen.program.browse(link)
    elif link:
        screen.program.copy(lambda: link)
    else:
        screen.show_message("This note has no place in a recording, so it has no link yet.")


def reword(screen: DraftScreen) -> None:
    """Change the words of the selected passage."""
    passage, spot = screen.draft_session.passage, screen.draft_session.spot
    if passage is None or spot is None:
        write_new(screen)
        return
    _write_passage(screen, passage.text)


def _write_passage(screen: DraftScreen, text: str) -> None:
    """Have the passage typed as one undo step; delete it if it stays empty, without sources."""
    from hearingnotes.ids import new_id

    typing = new_id()

    def on_change(words: str) -> None:
        screen.draft_session.reword(words, typing)

    def on_done(words: str) -> None:
        screen.draft_session.reword(words.strip(), typing)
        passage = screen.draft_session.passage
        if passage is not None and not passage.text and not passage.sources:
            screen.draft_session.delete()

    screen.arranges = True
    screen.draft_session.start_rewording()
    screen.write("the words of the article", text, on_done, on_change)
    screen.show_panes()


def write_new(screen: DraftScreen) -> None:
    """Insert a paragraph without a source, and have it typed."""
    screen.draft_session.add_text()
    _write_passage(screen, "")


def headline(screen: DraftScreen) -> None:
    """Have the headline typed."""
    draft = screen.draft_session.draft
    _write_field(screen, "headline", draft.headline, lambda d, words: replace(d, headline=words))


def standfirst(screen: DraftScreen) -> None:
    """Have the standfirst typed."""
    draft = screen.draft_session.draft
    _write_field(
        screen, "standfirst", draft.standfirst, lambda d, words: replace(d, standfirst=words)
    )


def _write_field(
    screen: DraftScreen, name: str, text: str, with_words: Callable[[Draft, str], Draft]
) -> None:
    from hearingnotes.ids import new_id

    typing = new_id()

    def on_change(words: str) -> None:
        screen.draft_session.change(name, with_words(screen.draft_session.draft, words), typing)

    screen.write(f"the {name}", text, lambda words: on_change(" ".join(words.split())), on_change)


def move(steps: int, screen: DraftScreen) -> None:
    """Move the paragraph by this many places, up where negative."""
    screen.draft_session.move(steps)
    screen.show_all()


def merge(screen: DraftScreen) -> None:
    """Append the paragraph to the one before it."""
    screen.draft_session.merge()
    screen.show_all()


def split(screen: DraftScreen) -> None:
    """Start a new paragraph at the selected passage."""
    if not screen.draft_session.split():
        screen.show_message(
            "Choose the passage (it has a + before it) with which the new paragraph is to begin."
        )
    screen.show_all()


def delete(screen: DraftScreen) -> None:
    """Delete the passage from the article; the note stays."""
    if screen.draft_session.delete():
        screen.show_with_keys("Taken out of the article. {draft_undo} brings it back.")
    else:
        screen.show_message("There is nothing here to be taken out.")
    screen.show_all()


def uncite(screen: DraftScreen) -> None:
    """Remove the passage's last source."""
    screen.draft_session.uncite()
    screen.show_all()


def turn_kind(screen: DraftScreen) -> None:
    """Turn the paragraph into the next kind: text, quote, heading."""
    screen.draft_session.next_kind()
    paragraph = screen.draft_session.paragraph
    if paragraph is not None:
        screen.show_message(f"The paragraph is a {paragraph.kind.value} now.")
    screen.show_all()


def preview(screen: DraftScreen) -> None:
    """Show the markdown, or the notes again."""
    screen.shows_preview = not screen.shows_preview
    if screen.shows_preview:
        screen.arranges = True
    screen.show_all()


def undo(screen: DraftScreen) -> None:
    """Undo the latest change of the article."""
    screen.run_undo(screen.program.writer.undo)


def redo(screen: DraftScreen) -> None:
    """Redo the change that was undone last."""
    screen.run_undo(screen.program.writer.redo)


def copy(screen: DraftScreen) -> None:
    """Copy the whole article as plain text."""
    from hearingnotes.export.document import RenderOptions
    from hearingnotes.export.draft_document import describe_left_out, describe_unverified
    from hearingnotes.export.draft_formats import DRAFT_FORMATS

    options, article = RenderOptions(screen.settings.link_style), screen.draft_session.document()
    notice = " ".join(
        filter(None, [*describe_left_out(article), describe_unverified(article.written)])
    )
    screen.program.copy(lambda: DRAFT_FORMATS["text"].write(screen.render_now(options)), notice)


def export(screen: DraftScreen) -> None:
    """Open the dialogue that writes the article to a file."""
    from hearingnotes.ui.export.open_dialog import draft_export_screen

    dialog = draft_export_screen(
        screen.draft_session,
        screen.render_now,
        screen.settings.link_style,
        screen.last_export,
        screen.show_outcome,
    )
    screen.app.push_screen(dialog, screen.export_closed)


def show_keys(screen: DraftScreen) -> None:
    """Show the page of keys."""
    from hearingnotes.ui.dialogs.keys import KeysScreen

    screen.app.push_screen(KeysScreen(screen.keymap, lambda _key, _character: False, screen.mode))


def back(screen: DraftScreen) -> None:
    """Close the article and show the hearing."""
    screen.close_page()


def done(screen: DraftScreen) -> None:
    """Finish typing."""
    screen.done_writing()


def new_line(screen: DraftScreen) -> None:
    """Insert a new line into the text."""
    screen.editor.new_line()


def _change(id_: str, title: str, keys: str, run: Callable[..., None], **more: object) -> Action:
    return Action(id_, title, tuple(keys.split()), run, changes_notes=True, **more)  # type: ignore[arg-type]


ACTIONS = (
    Action("article", "Write an article from the notes", ("D",), open_article),
    Action("draft_up", "Up", ("up", "k"), partial(select, -1), BOTH),
    Action("draft_down", "Down", ("down", "j"), partial(select, 1), BOTH),
    Action("draft_page_up", "Ten up", ("pageup",), partial(select, -PAGE), BOTH),
    Action("draft_page_down", "Ten down", ("pagedown",), partial(select, PAGE), BOTH),
    Action("draft_first", "The first", ("home",), partial(select, -(10**9)), BOTH),
    Action("draft_last", "The last", ("end",), partial(select, 10**9), BOTH),
    Action(
        "draft_switch",
        "To the article, or to the notes",
        ("tab",),
        switch,
        BOTH,
        footer="other side",
        rank=1,
    ),
    _change("draft_add", "Make the note a paragraph", "enter a", add, modes=NOTES, footer="add",
            rank=2),
    _change("draft_join", "Join the note to the paragraph", "+", join, modes=NOTES, footer="join",
            rank=3),
    _change("draft_cite", "Cite the note in the passage", "c", cite, modes=NOTES, footer="cite",
            rank=4),
    Action("draft_find", "Show only notes with these words", ("/",), find, NOTES, "find", 7),
    Action("draft_hearings", "Lay the notes of a hearing beside it, or no more", ("H",), hearings,
           BOTH),
    Action("draft_play", "Play from the note", ("p",), play, NOTES),
    Action("draft_open", "Open the note's link in the browser", ("o",), open_link, NOTES),
    _change("draft_reword", "Change the words", "enter e", reword, modes=ARTICLE, footer="edit",
            rank=2),
    _change("draft_write", "Write a paragraph without a source", "t", write_new, modes=BOTH,
            footer="text", rank=5),
    _change("draft_move_up", "Move the paragraph up", "shift+up K", partial(move, -1),
            modes=ARTICLE, footer="move", rank=3),
    _change("draft_move_down", "Move the paragraph down", "shift+down J", partial(move, 1),
            modes=ARTICLE),
    _change("draft_merge", "Join the paragraph to the one before", "+", merge, modes=ARTICLE,
            footer="join", rank=4),
    _change("draft_split", "Begin a new paragraph at the passage", "s", split, modes=ARTICLE,
            footer="split", rank=6),
    _change("draft_delete", "Take the passage out", "d delete", delete, modes=ARTICLE),
    _change("draft_uncite", "Take the passage's last source away", "C", uncite, modes=ARTICLE),
    _change("draft_kind", "Make it text, a quote, or a heading", "g", turn_kind, modes=ARTICLE),
    _change("draft_headline", "Write the headline", "h", headline, modes=BOTH, footer="headline",
            rank=8),
    _change("draft_standfirst", "Write the sentence below it (standfirst)", "f", standfirst,
            modes=BOTH),
    Action("draft_preview", "Show the markdown, or the notes again", ("v",), preview, BOTH,
           "preview", 9),
    Action("draft_wider", "The article wider", ("{",), partial(move_line, LEFT), BOTH),
    Action("draft_narrower", "The article narrower", ("}",), partial(move_line, RIGHT), BOTH),
    Action("draft_undo", "Undo", ("u",), undo, BOTH),
    Action("draft_redo", "Redo", ("ctrl+r",), redo, BOTH),
    Action("draft_copy", "Copy the article", ("y",), copy, BOTH),
    Action("draft_export", "Export the article to a file", ("x",), export, BOTH, "export", 10),
    Action("draft_help", "All keys", ("?", "f1"), show_keys, BOTH, "keys", 90),
    Action("draft_back", "Back to the hearing", ("escape", "q", "ctrl+q"), back, BOTH, "back", 91),
    Action("draft_done", "Done; what is typed is kept all along", ("enter", "escape", "ctrl+q"),
           done, (Mode.REWORDING,), "done", 1),
    Action("draft_new_line", "A new line", ("ctrl+n",), new_line, (Mode.REWORDING,), "new line",
           2),
)  # fmt: skip
