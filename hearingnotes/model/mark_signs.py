"""The syntax of marks: the patterns of `@name`, `#tag`, `> ` and `# `, and where they stand."""

import re

# Addresses and e-mail contain both signs too: a mark stands alone, or behind what opens a word.
OPENS = r"(?<![^\s(\[{\"'“‘«‹,;…—–])"
# The speaker of a quote may follow its last sign at once; Chinese and Japanese set no blanks.
_OPENS_NAME = r"(?<![^\s(\[{\"'“‘«‹,;…—–.!?)”’»、。！？，；：「『（」』）؟۔।\u200e\u200f\u061c])"
# Vowels and accents that are characters of their own belong to the letter before.
_LETTER = (
    r"[\w\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    r"\u0900-\u0963\u0966-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd"
    r"\u102b-\u103e\u17b4-\u17d3\u200c\u200d]"
)
# O'Brien has an apostrophe in the name, the chair's motion has one behind it.
_NAME = rf"{_LETTER}+(?:(?:-|['’](?={_LETTER}{{3}})){_LETTER}+)*"
_TAG = r"(?=[\w-]*[^\W\d])\w+(?:-\w+)*"
MARK = re.compile(rf"{_OPENS_NAME}@(?P<speaker>{_NAME})|{OPENS}#(?P<tag>{_TAG})")
SPEAKER = re.compile(rf"@({_NAME})[\u200e\u200f\u061c]?(：|:(?=\s|$)|(?=\s|$))[ \t]*")
QUOTE = re.compile(r">[ \t]+(?=\S)")
SECTION = re.compile(r"#[ \t]+(?=\S)")
_BEHIND_A_TAG = ("", ".", ",", ";")


def marks_in(text: str) -> list[re.Match[str]]:
    """Return the matches of speakers and tags, in the order written."""
    return [*MARK.finditer(text)] if "@" in text or "#" in text else []


def without_tags(text: str) -> str:
    """Return the text without the tags at its end."""
    end = len(text)
    for match in reversed(marks_in(text)):
        if not match["tag"] or text[match.end() : end].rstrip() not in _BEHIND_A_TAG:
            break
        end = match.start()
    return text[:end].rstrip() if end < len(text) else text


def speaker_in_front(text: str) -> re.Match[str] | None:
    """Match the speaker who begins the text, in front of the sign of a quote or behind it."""
    quote = QUOTE.match(text)
    return SPEAKER.match(text, quote.end() if quote else 0)


def without_speaker(text: str) -> tuple[str, str]:
    """Return the speaker who begins the text, in lower case, and the rest of it.

    A speaker behind the sign of a quote counts: `> @chair we will vote` reads as `@chair > we will
    vote`. Where the name is alone on its line, the sign is dropped with it.
    """
    match = speaker_in_front(text)
    if match is None:
        return "", text
    rest = text[match.end() :]
    head = "" if rest.startswith("\n") else text[: match.start()]
    return match[1].casefold(), head + rest.lstrip()
