"""What a note becomes in an article: words of the person's own, or said word for word; pure."""

from hearingnotes.model.draft import Kind
from hearingnotes.model.marks import Marks, without_speaker
from hearingnotes.model.quotation import within_prose


def retold(marks: Marks) -> tuple[Kind, str]:
    """The words of a note, marks of speakers left in them, and whether they are prose or a quote.

    A quote is said word for word as a whole. Where anything of it is not, also a name in front,
    it is prose with what was said in quotation marks.
    """
    if not marks.is_quote:
        return Kind.TEXT, marks.prose or marks.section
    said = "\n".join(block.text for block in marks.blocks if block.is_quote)
    has_own_words = marks.speaker or not all(block.is_quote for block in marks.blocks)
    if has_own_words or any(without_speaker(line)[0] for line in said.split("\n")):
        return Kind.TEXT, _prose(marks)
    return Kind.QUOTE, said


def _prose(marks: Marks) -> str:
    words = [f"@{marks.speaker}:"] if marks.speaker else []
    for block in marks.blocks:
        words += map(_attributed, block.text.split("\n")) if block.is_quote else [block.text]
    return " ".join(filter(None, words))


def _attributed(line: str) -> str:
    """What one of several said, behind the name that the line begins with."""
    speaker, words = without_speaker(line)
    return f"@{speaker}: {within_prose(words)}" if speaker else within_prose(words)
