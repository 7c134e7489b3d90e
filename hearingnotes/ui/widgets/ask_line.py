"""One question in one line: where to go, which words to find."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import Input


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, what becomes of the answer, and of what is typed on the way to it.

    With `each`, an empty answer is one too, and Esc answers with nothing.
    """

    label: str
    answer: Callable[[str], None]
    each: Callable[[str], None] | None = None


class AskLine(Input):
    """Hidden until something is asked."""

    class Done(Message):
        """The question was answered, or let go."""

    def __init__(self, *, blink: bool) -> None:
        super().__init__(id="ask", compact=True)
        self.cursor_blink = blink
        self.question: Question | None = None

    def ask(self, question: Question) -> None:
        """Take the keys for this question."""
        self.question = question
        self.value = ""
        self.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """A letter more, or less."""
        event.stop()
        if self.question is not None and self.question.each is not None:
            self.question.each(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        question = self._end()
        if question is not None and (event.value.strip() or question.each is not None):
            question.answer(event.value)

    async def _on_key(self, event: events.Key) -> None:
        if event.key != "escape":
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        question = self._end()
        if question is not None and question.each is not None:
            question.each("")

    def _end(self) -> Question | None:
        question, self.question = self.question, None
        self.post_message(self.Done())
        return question
