"""What a note becomes in an article: words of the person's own, or said word for word; pure."""

from hearingnotes.model.draft import Kind
from hearingnotes.model.marks import Marks
from hearingnotes.model.quotation import within_prose


def retold(marks: Marks) -> tuple[Kind, str]:
    """The words of a note, marks of speakers left in them, and whether they are prose or a quote.

    A quote is said word for word as a whole. Where anything of it is not, also the name of who
    said it, it is prose with what was said in quotation marks.
    """
    if not marks.is_quote:
        return Kind.TEXT, marks.prose or marks.section
    if marks.speakers or any(block.speakers or not block.is_quote for block in marks.blocks):
        return Kind.TEXT, _prose(marks)
    return Kind.QUOTE, "\n".join(block.text for block in marks.blocks)


def _prose(marks: Marks) -> str:
    speaking = marks.speakers
    words = [_named(speaking)] if speaking else []
    for block in marks.blocks:
        if block.is_quote and block.speakers != speaking:
            speaking = block.speakers
            # The name before must not seem to be whose words these are.
            words.append(_named(speaking) if speaking else "–")
        words.append(within_prose(block.text) if block.is_quote else block.text)
    return " ".join(words)


def _named(speakers: tuple[str, ...]) -> str:
    return f"{', '.join(f'@{speaker}' for speaker in speakers)}:"
