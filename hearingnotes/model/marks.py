"""What a note's text says by plain-text habit: `# ` a section, `> ` a quote, `@speaker`, `#tag`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

# Addresses and e-mail hold both signs too: a mark stands alone, or behind what opens a word.
_OPENS = r"(?<![^\s(\[{\"'“‘«‹,;…—–])"
_NAME = r"\w+(?:-\w+)*"
MARK = re.compile(rf"{_OPENS}(?:@(?P<speaker>{_NAME})|#(?P<tag>(?=[\w-]*[^\W\d]){_NAME}))")
_SPEAKER = re.compile(rf"@({_NAME})(:?)(?=\s|$)[ \t]*")
_QUOTE = re.compile(r">[ \t]+(?=\S)")
_SECTION = re.compile(r"#[ \t]+(?=\S)")
_BEHIND_A_TAG = ("", ".", ",", ";")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of a note that belong together: said word for word, or not."""

    text: str
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one text.

    `section` is the title that its first line gives to what follows. `speaker` is whose words or
    deeds the note is: the name that it begins with. `mentions` and `tags` are all names and tags,
    without their sign, in lower case, in the order written. `prose` is the text without the
    section's line and without tags that stand at its end; `blocks` is that without the speaker in
    front and without the signs of quotes.
    """

    section: str = ""
    speaker: str = ""
    mentions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    prose: str = ""
    blocks: tuple[Block, ...] = ()

    @property
    def is_quote(self) -> bool:
        """Whether anything in it is said word for word."""
        return any(block.is_quote for block in self.blocks)

    @property
    def has_words(self) -> bool:
        """Whether it says anything beside who speaks."""
        return bool(self.blocks or self.section or self.tags)

    @property
    def kind(self) -> str:
        """`section`, `quote` or `note`."""
        return "section" if self.section else "quote" if self.is_quote else "note"


@lru_cache(maxsize=1 << 14)
def read_marks(text: str) -> Marks:
    """The marks of a note's text."""
    pairs = [(match.lastgroup, match[match.lastgroup or 0].casefold()) for match in _found(text)]
    section, rest = _without_section(text.strip())
    prose = without_tags(rest)
    speaker, spoken = without_speaker(prose)
    return Marks(
        section=section,
        speaker=speaker,
        mentions=tuple(dict.fromkeys(name for sign, name in pairs if sign == "speaker")),
        tags=tuple(dict.fromkeys(name for sign, name in pairs if sign == "tag")),
        prose=prose,
        blocks=_blocks(spoken),
    )


def in_words(text: str, names: Mapping[str, str]) -> str:
    """The text with each `@name` as the name it stands for, and each `#tag` as its word.

    `names` has lower-case marks without their sign; who is not in it keeps the name typed.
    """

    def word(match: re.Match[str]) -> str:
        mark = match["speaker"] or match["tag"]
        return names.get(mark.casefold(), mark) if match["speaker"] else mark

    return MARK.sub(word, text) if "@" in text or "#" in text else text


def without_tags(text: str) -> str:
    """The text without the tags that stand at its end."""
    end = len(text)
    for match in reversed(_found(text)):
        if not match["tag"] or text[match.end() : end].rstrip() not in _BEHIND_A_TAG:
            break
        end = match.start()
    return text[:end].rstrip() if end < len(text) else text


def without_speaker(text: str) -> tuple[str, str]:
    """Who the text begins with, and the rest of it.

    Also from within the quote sign: `> @chair we will vote` is as `@chair > we will vote`.
    """
    match = _speaker_in(text)
    if match is None:
        return "", text
    return match[1].casefold(), text[: match.start()] + text[match.end() :].lstrip()


def mark_parts(text: str) -> list[tuple[str, bool]]:
    """The text in parts, each with whether it is a mark."""
    parts, done = [], 0
    for match in _found(text):
        parts += [(text[done : match.start()], False), (match[0], True)]
        done = match.end()
    return [part for part in (*parts, (text[done:], False)) if part[0]]


def mark_at(text: str, cursor: int) -> str:
    """The mark that is being typed and ends at the cursor, with its sign; or nothing."""
    match = re.search(rf"{_OPENS}[@#][\w-]*$", text[:cursor])
    return match[0] if match else ""


def with_speaker(text: str, speaker: str) -> str:
    """The text as that speaker's: in place of the one it begins with, or in front; below the line
    of a section, as there the speaker is read."""
    rest = text.lstrip()
    title, line_break, below = rest.partition("\n")
    is_section = _SECTION.match(title) is not None
    rest = below.lstrip() if is_section else rest
    head = text[: len(text) - len(rest)] + ("\n" if is_section and not line_break else "")
    match = _speaker_in(rest)
    if match is None:
        return f"{head}@{speaker}: {rest}"
    return f"{head}{rest[: match.start()]}@{speaker}{match[2]} {rest[match.end() :]}"


def _found(text: str) -> list[re.Match[str]]:
    return [*MARK.finditer(text)] if "@" in text or "#" in text else []


def _without_section(text: str) -> tuple[str, str]:
    match = _SECTION.match(text)
    if match is None:
        return "", text
    title, _, rest = text[match.end() :].partition("\n")
    return without_tags(title).strip() or title.strip(), rest.strip()


def _speaker_in(text: str) -> re.Match[str] | None:
    """The one that the text begins with, in front of the sign of a quote or behind it."""
    quote = _QUOTE.match(text)
    return _SPEAKER.match(text, quote.end() if quote else 0)


def _blocks(text: str) -> tuple[Block, ...]:
    lines = [(line, _QUOTE.match(line)) for line in text.split("\n")]
    blocks = []
    for is_quote, group in groupby(lines, key=lambda pair: pair[1] is not None):
        said = (line[match.end() :] if match else line for line, match in group)
        block = "\n".join(said).strip()
        if block:
            blocks.append(Block(block, is_quote))
    return tuple(blocks)
