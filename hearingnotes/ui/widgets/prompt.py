"""One question in one line: where to go, which words to find."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from textual import events
from textual.message import Message
from textual.widgets import Input

_STEPS = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}


@dataclass(frozen=True, slots=True)
class PromptRequest:
    """What is asked, what becomes of the answer, and of what is typed on the way to it.

    `answer` gives back what is wrong with the answer, so that it can be mended; nothing when it was
    taken. With `on_change`, an empty answer is one too, and Esc answers with nothing, unless it is
    to be `on_cancel`. With `confirms`, Enter alone says yes. `move` chooses further up or down
    among what is offered. `text` is what was answered the last time.
    """

    label: str
    answer: Callable[[str], str]
    on_change: Callable[[str], object] | None = None
    confirms: bool = False
    on_cancel: Callable[[], object] | None = None
    move: Callable[[int], object] | None = None
    text: str = ""


class Prompt(Input):
    """Hidden until something is asked."""

    class Done(Message):
        """The question was answered, or let go."""

    def __init__(self, take_key: Callable[[events.Key], bool], *, blink: bool) -> None:
        """`take_key` gets the keys that were pressed right behind the answer."""
        super().__init__(id="ask", compact=True)
        self._take_key = take_key
        self.cursor_blink = blink
        self.question: PromptRequest | None = None

    def ask(self, question: PromptRequest) -> None:
        """Take the keys for this question."""
        self.question = question
        self.value = question.text

    def on_input_changed(self, event: Input.Changed) -> None:
        """A letter more, or less."""
        event.stop()
        if self.question is not None and self.question.on_change is not None:
            self.question.on_change(event.value)

    async def _on_key(self, event: events.Key) -> None:
        if self.question is None:
            self._take_key(event)
        elif event.key in _STEPS and self.question.move is not None:
            self.question.move(_STEPS[event.key])
        elif event.key == "escape" and self.question.on_cancel is not None:
            on_cancel, self.question = self.question.on_cancel, None
            self.post_message(self.Done())
            on_cancel()
        elif event.key == "escape":
            self._answer("", is_answer=self.question.on_change is not None)
        elif event.key == "enter":
            self._answer(self.value, is_answer=self._is_answered(self.question))
        else:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()

    def _is_answered(self, question: PromptRequest) -> bool:
        return bool(self.value.strip()) or question.on_change is not None or question.confirms

    def _answer(self, text: str, *, is_answer: bool) -> None:
        question, self.question = self.question, None
        self.post_message(self.Done())
        wrong = question.answer(text) if question is not None and is_answer else ""
        if question is not None and wrong:
            self.question = replace(question, label=wrong)
