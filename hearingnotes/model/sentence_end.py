"""The ends of sentences; pure."""

import re

_END = re.compile(r"[.?!…。？！．｡؟۔।॥][)\]\"'”’»」』）》〉]*$")
_ABBREVIATION = re.compile(
    r"[(\[\"'“‘«]*(mr|mrs|ms|messrs|dr|st|prof|hon|rev|gov|sen|rep|jr|sr|lt|col|gen|maj|capt|cmdr"
    r"|cpl|sgt|pvt|pres|supt|supv|comm|commr|sec|treas|amb|ald|cllr|insp|det|esq|msgr|mme|mlle|sra"
    r"|srta|dra|atty|attn|cc|asst|dept|inc|co|corp|ltd|bros|assn|ave|blvd|mt|ft|vs|cf|etc|approx"
    r"|jan|feb|aug|sept|oct|nov|dec|(?:[^\W\d_\u2e80-\U0003ffff]\.)*[^\W\d_\u2e80-\U0003ffff])\.$",
    re.I,
)


def ends_sentence(word: str, following: str = "") -> bool:
    """Return whether a sentence ends with this word.

    `Mr.` and `No. 5` end none, nor does a word that is followed by lower case.
    """
    is_number = word.casefold() == "no." and following[:1].isdigit()
    is_end = _END.search(word) is not None and not _ABBREVIATION.match(word)
    return is_end and not is_number and not following[:1].islower()
