"""The Whoosh schema: how what a segment holds appears to Whoosh.

Title and body share one list of positions: the title's words come first, from 0; the body's
begin BODY_GAP after the title's last. So `title:` is a filter on positions, and no phrase runs
from one into the other. The list exists by stem (`stems`) and by the word as it is written
(`exact`); a word of an article whose tongue is not English, and its stem, are terms with their
tongue behind them (`index.languages.stemming`). The keys of the columns are terms of keyword
fields.

Invariant: SCHEMA_VERSION changes with the fields, `index.codec`, `index.analysis` and
`index.languages`.
"""

from __future__ import annotations

from array import array

from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Existence, Format

SCHEMA_VERSION = 9


class Positions(Format):  # type: ignore[misc]
    """Postings whose value is the ascending positions as native unsigned 32-bit integers."""

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The positions of one posting."""
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """How often the word stands in the article."""
        return len(valuestring) // 4

    def decode_weight(self, valuestring: bytes) -> float:
        """Whoosh's name for the frequency with boosts; we have none."""
        return float(len(valuestring) // 4)

    def decode_position_boosts(self, valuestring: bytes) -> list[tuple[int, float]]:
        """Every position at weight 1."""
        return [(position, 1.0) for position in self.decode_positions(valuestring)]


class Terms(FieldType):  # type: ignore[misc]
    """A field whose terms are taken as they are; written by `index.codec` alone."""

    def __init__(self, format_: Format, unique: bool = False) -> None:
        self.format = format_
        self.scorable = isinstance(format_, Positions)
        self.stored = False
        self.unique = unique
        self.analyzer = None

    def to_bytes(self, value: str | bytes) -> bytes:
        """The term as Whoosh keeps it."""
        return value if isinstance(value, bytes) else value.encode("utf-8")


#: Fields that are columns of keys: one term a key.
KEYED = ("path", "actor", "source", "language", "published", "mentions")

SCHEMA = Schema(
    id=Terms(Existence(), unique=True),
    stems=Terms(Positions()),
    exact=Terms(Positions()),
    **{name: Terms(Existence()) for name in KEYED},
    article=STORED(),
)
