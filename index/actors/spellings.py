"""British, American and shorter spellings of one name: Organisation, Organization; Saint, St.

Whoever writes a catalogue writes a name once; news writes it either way.

Invariant: a name's other spellings have as many words, but for Co-operation, Cooperation and "&".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: What is written in either way; words that also part two parties (Labour, Labor) are not here.
_PAIRS = (
    ("Organisation", "Organization"),
    ("Co-operation", "Cooperation"),
    ("Co-operative", "Cooperative"),
    ("Co-ordination", "Coordination"),
    ("Defence", "Defense"),
    ("Centre", "Center"),
    ("Programme", "Program"),
    ("Saint", "St"),
    ("and", "&"),
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_CAPITAL = re.compile(r"\b[A-Z]")
_OTHER = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
_WORDS = "|".join(sorted(_OTHER, key=len, reverse=True))
_WORD = re.compile(rf"\b(?:{_WORDS})(?=s?\b)|&")


def is_small(name: str) -> bool:
    """Whether no word of a name begins with a capital: contras, eSwatini."""
    return name[0].islower() and not _CAPITAL.search(name)


def other_spellings(name: str) -> Iterator[str]:
    """Every other way to spell `name`."""
    if not name.isascii() and (plain := name.translate(_UMLAUTS)) != name:
        yield plain
    found = list(_WORD.finditer(name))
    for chosen in range(1, 1 << min(len(found), 3)):
        spelled = name
        for place in reversed(range(min(len(found), 3))):
            if chosen >> place & 1:
                start, end = found[place].span()
                spelled = spelled[:start] + _OTHER[found[place][0]] + spelled[end:]
        yield spelled
