"""Captions from texts, whatever their format; pure."""

from collections.abc import Callable, Iterator, Mapping

from hearingnotes.captions.cues import read_srt, read_vtt
from hearingnotes.captions.json3 import read_json3
from hearingnotes.errors import HearingnotesError
from hearingnotes.model.captions import Caption, Captions
from hearingnotes.model.words import Word

MOST_BYTES = 32 << 20
MOST_LETTERS = 500
"""The most letters of a caption: a longer one is split."""

_READERS: Mapping[str, Callable[[str], list[Caption]]] = {
    "json3": read_json3,
    "vtt": read_vtt,
    "srt": read_srt,
}
FORMATS = tuple(_READERS)
"""The formats that can be read, the most detailed first."""


def read_captions(text: str, caption_format: str) -> Captions:
    """Read the captions of a text in the format `vtt`, `srt` or `json3`.

    Raises HearingnotesError, as the end of a sentence, when there are none in it.
    """
    captions = Captions(part for whole in _READERS[caption_format](text) for part in _parts(whole))
    if not len(captions):
        raise HearingnotesError("there are no captions in it")
    return captions


def _parts(caption: Caption) -> Iterator[Caption]:
    if len(caption.text) <= MOST_LETTERS:
        yield caption
        return
    parts: list[list[Word]] = [[]]
    letters = 0
    for second_s, word in caption.timed_words:
        letters += len(word)
        if letters > MOST_LETTERS:
            parts.append([])
            letters = len(word)
        parts[-1].append((second_s, word if parts[-1] else word.lstrip()))
    ends = [*(part[0][0] for part in parts[1:]), caption.end_s]
    for part, end_s in zip(parts, ends, strict=True):
        text = "".join(word for _, word in part)
        yield Caption(part[0][0], max(part[0][0], end_s), text, tuple(part))
