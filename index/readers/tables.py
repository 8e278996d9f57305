"""Tables of articles: a row of names, then one article a row, parted by `,`, tab, `;` or `|`.

Rows are read as they come, so the size of a table is not limited.

Invariant: a text is no table, however many commas it has: the first line of a table is short
names alone, and the rows after it are cut by the same mark into as many fields. A row that
cannot be read costs only itself.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from index.article import RawArticle, Skipped
from index.errors import UnreadableFile
from index.readers.encodings import charset, cleaned, decode
from index.readers.names import KNOWN, LAST_TEXT, NO_COLUMNS, TEXT, Columns, renamed, squeezed
from index.readers.records import articles_in
from index.readers.streams import LINE_LIMIT, MIB, Stream, lines, peek

_MARKS = ",\t;|"
_SAMPLE = 2**18  # bytes: enough for a few articles
_NAMES_SHOWN = 20
_NAME = re.compile(r"[^\W\d][\w .:/()#@$-]{0,59}")
_LINE_ENDS = re.compile(r"(?<=\n)")
_LISTED = 2000  # characters a list or an object written into a field may have
_QUOTED = r"""(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")"""
_LIST = re.compile(rf"\[\s*(?:{_QUOTED}\s*(?:,\s*)?)*\]")
_ITEM = re.compile(_QUOTED)
_NAMED = re.compile(rf"""['"]name['"]\s*:\s*{_QUOTED}""")
_NOTHING = frozenset({"nan", "none", "null"})  # as pandas and Python write it


@dataclass(frozen=True, slots=True)
class Mark:
    """What parts the fields of a table, and whether quotes may hold a field together."""

    character: str
    quoted: bool


def mark_of(stream: Stream, start: bytes, columns: Columns = NO_COLUMNS) -> Mark | None:
    """How the table that begins with `start` is cut; None when it is none.

    The stream stands at its start before and after.
    """
    if b"\x00" in start or not _names(_first_line(start.decode("utf-8", "replace"))):
        return None
    sample = peek(stream, _SAMPLE)
    text = sample.decode(charset(sample), "replace")
    return _mark(text, len(sample) < _SAMPLE, columns)


def mark_of_text(text: str, columns: Columns = NO_COLUMNS) -> Mark | None:
    """As `mark_of`, of a text already decoded."""
    return _mark(text[:_SAMPLE], len(text) <= _SAMPLE, columns)


def read_table(
    stream: Stream, mark: Mark, columns: Columns = NO_COLUMNS
) -> Iterator[RawArticle | Skipped]:
    """The articles of a table that is cut by `mark`.

    Raises UnreadableFile when no column holds text.
    """
    known = charset(peek(stream, _SAMPLE))
    yield from _read(stream.name, _decoded(stream, known), mark, columns)


def read_table_text(
    name: str, text: str, mark: Mark, columns: Columns = NO_COLUMNS
) -> Iterator[RawArticle | Skipped]:
    """As `read_table`, of a text already decoded."""
    yield from _read(name, StringIO(text), mark, columns)


def _decoded(stream: Stream, known: str) -> Iterator[str | None]:
    """The lines of a file, decoded one by one; None for one that is too long."""
    for _, line in lines(stream, blank=True):
        if line is None:
            yield None
            continue
        text = cleaned(_text(line, known))
        # A carriage return alone ends a line as well, but for Python's `csv`.
        yield from filter(None, _LINE_ENDS.split(text)) if "\n" in text[:-1] else [text]


def _text(line: bytes, known: str) -> str:
    try:
        return line.decode(known)
    except UnicodeDecodeError:
        try:
            return decode(line)
        except ValueError:
            return line.decode(known, "replace")


def _read(
    name: str, source: Iterable[str | None], mark: Mark, columns: Columns
) -> Iterator[RawArticle | Skipped]:
    rows = _rows(source, mark)
    header: Sequence[str] = ()
    for number, fields in rows:
        if isinstance(fields, str):
            yield Skipped(name, str(number), fields)
        elif not header:
            header = _header(name, fields, columns)
        elif fault := _fault(fields, header):
            yield Skipped(name, str(number), fault)
        else:
            record = {key: _meant(value) for key, value in zip(header, fields, strict=False)}
            yield from articles_in(record, name, str(number))


def _header(name: str, fields: list[str], columns: Columns) -> list[str]:
    """The names of the columns; what must not be read, being there twice, under one unknown."""
    names: list[str] = []
    for number, field in enumerate(fields):
        given = field.strip().removeprefix("\ufeff")
        names.append(f"{given} {number}" if not given or given in names else given)
    parts = renamed({each: each for each in names}, columns)
    ours = {theirs: part for part, theirs in parts.items()}
    names = [ours.get(each, f"not {each}") for each in names]
    if not {squeezed(each) for each in names} & {*TEXT, *LAST_TEXT}:
        shown = ", ".join(field.strip()[:40] for field in fields[:_NAMES_SHOWN])
        more = " and more" if len(fields) > _NAMES_SHOWN else ""
        raise UnreadableFile(
            name,
            f"a table with no column for the text among {shown}{more}: "
            "say which it is with --columns text=NAME",
        )
    return names


def _fault(fields: list[str], header: Sequence[str]) -> str:
    """Why a row is not read; empty fields beyond the last column are no fault."""
    if len(fields) < len(header) or any(field.strip() for field in fields[len(header) :]):
        return f"a row of {len(fields)} fields in a table of {len(header)} columns"
    return ""


def _meant(value: str) -> object:
    """What a field says: lists and objects that a tool wrote as Python or JSON are read."""
    if len(value) <= _LISTED:
        said = value.strip()
        if said.lower() in _NOTHING:
            return ""
        if said.startswith("[") and _LIST.fullmatch(said):
            return ["".join(found.groups("")) for found in _ITEM.finditer(said)]
        if said.startswith("{") and (found := _NAMED.search(said)):
            return "".join(found.groups(""))
    return value


def _first_line(text: str) -> str:
    return text.lstrip("\ufeff \n\r").partition("\n")[0].partition("\r")[0]


def _names(line: str) -> list[str]:
    """The names in what may be the first line of a table; none when it cannot be one."""
    character = max(_MARKS, key=line.count)
    if character not in line or len(line) > 60 * 200:
        return []
    cells = next(csv.reader([line], delimiter=character, skipinitialspace=True), [])
    names = [cell.strip() for cell in cells]
    # The first column may be a row's number, which pandas leaves without a name.
    plain = all(_NAME.fullmatch(name) and name.count(" ") < 4 for name in names[not names[0] :])
    return names if plain and len(set(names)) == len(names) > 1 else []


def _mark(sample: str, whole: bool, columns: Columns) -> Mark | None:
    line = _first_line(sample)
    names = _names(line)
    if not names:
        return None
    character = max(_MARKS, key=line.count)
    marks = [Mark(character, quoted) for quoted in (True, False)[: 1 + (character == "\t")]]
    counted = {mark: _counts(sample, mark, whole) for mark in marks}
    best = max(marks, key=lambda mark: counted[mark].count(len(names)))
    known = sum(squeezed(name) in KNOWN or squeezed(name) in columns for name in names)
    return best if _agree(names, known, f"{character} " in line, counted[best]) else None


def _counts(sample: str, mark: Mark, whole: bool) -> list[int]:
    """How many fields each row after the first has; one that the sample cuts is left out."""
    rows = _rows(StringIO(sample.lstrip("\ufeff \n\r")), mark)
    counts = [len(fields) if not isinstance(fields, str) else 0 for _, fields in rows]
    return counts[1:] if whole else counts[1:-1]


def _agree(names: list[str], known: int, spaced: bool, counts: list[int]) -> bool:
    """Whether enough rows have as many fields as there are names."""
    right = counts.count(len(names))
    if spaced:  # as in a sentence: then all must be known, and all rows right
        return known == len(names) > 2 and right == len(counts) > 1
    if known > 1:
        return 2 * right >= len(counts)
    return len(names) > 2 and right == len(counts) > 1


class _Lines:
    """The lines of a table for `csv`, which knows neither where a row began nor when to give up."""

    def __init__(self, source: Iterable[str | None]) -> None:
        self._source = iter(source)
        self.number = 0
        self._taken = 0
        self.cut = False

    def __iter__(self) -> _Lines:
        return self

    def begin(self) -> int:
        """A row begins; returns the number of its first line."""
        self._taken = 0
        return self.number + 1

    def __next__(self) -> str:
        line = next(self._source, "")
        if line == "":
            self.cut = self._taken > 0
            raise StopIteration
        self.number += 1
        self._taken += len(line) if line else LINE_LIMIT + 1
        if line is None or self._taken > LINE_LIMIT:
            raise csv.Error(f"a row of more than {LINE_LIMIT // MIB} MiB, or a quote without end")
        return line


def _rows(source: Iterable[str | None], mark: Mark) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with its line: its fields, or why it cannot be read."""
    csv.field_size_limit(LINE_LIMIT)  # of the whole process, but nobody else uses `csv` to read
    numbered = _Lines(source)
    reader = csv.reader(
        numbered,
        delimiter=mark.character,
        quoting=csv.QUOTE_MINIMAL if mark.quoted else csv.QUOTE_NONE,
        skipinitialspace=mark.character != "\t",
    )
    while True:
        number = numbered.begin()
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, str(error)
            continue
        if numbered.cut:
            yield number, "a row that ends inside a quote"
        elif any(field.strip() for field in fields):
            yield number, fields
