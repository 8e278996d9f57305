"""What tells of a name in an article that is not in English.

The words by which names are told are English: elsewhere "Imam" may be faith, "von" stands between
any two nouns and a noun in capitals is just German. What is left is what reads alike everywhere: a
common given name before a family name, a company's Inc or AG, an acronym that spells the words
before it. Names of the catalogue need nothing of the kind.

Invariant: what counts in any language also counts in English.
"""

from __future__ import annotations

from index.actors.segments import Name
from index.actors.tokens import Run
from index.actors.words import Words

_SHORTEST = 4  # letters of a given name: Ben, Dan, Kim, Per, Tim are everyday words somewhere


def tells_anywhere(name: Name, run: Run, words: Words) -> bool:
    """Whether what tells a name does so in any language."""
    tokens = run.tokens
    if name.rule == "given name":
        return len(tokens[name.first].key) >= _SHORTEST and tokens[name.first + 1].gap.isspace()
    if name.rule == "head of name":
        return tokens[name.last - 1].key in words.suffixes
    return name.rule == "acronym"
