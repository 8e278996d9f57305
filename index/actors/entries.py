"""The catalogue's files: TOML that people can read and edit, into entries and what names them.

A section with a `name` is an entry, its heading the slug of its id (`[pakistan]` in
countries.toml is `country/pakistan`); a section with a `list` holds entries of one line each,
their slugs made from their names:

    [france]
    parent = "country/france"
    list = '''
    Charles de Gaulle, General de Gaulle * de Gaulle | president 1959-1969
    '''

These are the keys of an entry with a section of its own:

    name      the canonical name, also an alias
    names     other names
    acronyms  written in capitals, with or without dots; from four letters on also as a word (Nato)
    people    adjectives and nouns for what belongs to it (Pakistani, Pakistanis)
    capitals  cities that stand for its government; seats: buildings and streets that do
    iso       ISO 3166-1 alpha-2 code, alpha-4 of ISO 3166-3 for states that are no more
    parent    id of the entry it is part of, for a person the country or body
    years     when a state existed ("1922-1991"): of several owners of a name those of its year win
    careful   aliases that are also words or people's names: never read on a line of capitals,
              nor as a part of a longer unknown name
    unsure    aliases read only where the entry, its parent or one in `hints` is named besides
    hints     ids of entries whose presence confirms what is unsure
    shared    aliases that belong to another entry first, and to this one where only this one
              is named in another way

And these are the parts of a line: names, the first the canonical one; after `*` the short names
that stand for a person or body alone (without a `*`, a person's last word, as if marked `?`);
after `|` offices with their years, `@` and an id for one not held in the `parent`. Any alias may
end in the years in which it holds (`Bonn 1949-1990`) and, in a line, in `?` if it is unsure: a
short name then needs the title of an office before it, or the full name elsewhere.

Invariant: what a file says is taken as a whole or refused with the file, the entry, the remedy.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from index.actors.tokens import cut
from index.actors.years import EVER, WRITTEN, Years, years_of
from index.errors import BrokenCatalogue

#: The rule of a short name that stands for its owner, and of one that needs more than itself.
SURNAME, TITLED = "surname", "title+name"
#: The rule of a city that is no capital.
CITY = "city"

_RULES = {
    "names": "catalogue",
    "acronyms": "acronym",
    "people": "demonym",
    "capitals": "capital",
    "seats": "seat",
    "shared": "catalogue",
}
_MARKS = ("careful", "unsure")
_TEXTS = ("name", "iso", "parent", "years")
_LISTS = (*_RULES, *_MARKS, "hints")
_ENDS = frozenset("?-0123456789")
_RISE = 8  # years before a first office in which a person is known by the surname
_ISO = re.compile(r"[A-Z]{2}(?:[A-Z]{2})?")
_OFFICE = re.compile(r"([a-z][a-z' -]*?)(?: @(\S+))?((?: \d{4}(?:-(?:\d{4})?)?)+)")


class Office(NamedTuple):
    """What a person was, of which country or body (an id), and when."""

    title: str
    of: str
    years: Years


@dataclass(frozen=True, slots=True)
class Entry:
    """A known actor; `aliases` begin with its name, `hints` are ids that confirm it."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    iso: str | None = None
    parent: str | None = None
    hints: tuple[str, ...] = ()
    years: Years = EVER
    offices: tuple[Office, ...] = ()


class Claim(NamedTuple):
    """One alias as an entry claims it, not looked at any closer. `entry` is None for a place."""

    entry: Entry | None
    text: str
    rule: str
    years: Years = EVER
    careful: bool = False
    unsure: bool = False
    shared: bool = False


class Section(NamedTuple):
    """A heading of a file and what stands below it."""

    file: str
    heading: str
    table: Mapping[str, Any]
    text: str = ""  # the file's, to tell the line

    def fault(self, what: str) -> BrokenCatalogue:
        """The error that says what is wrong with this section."""
        found = re.search(rf"(?m)^\[{re.escape(self.heading)}\]", self.text)
        line = f" line {self.text.count(chr(10), 0, found.start()) + 1}" if found else ""
        return BrokenCatalogue(f"{self.file}{line}: [{self.heading}] {what}")


def tables(path: Path) -> dict[str, Any]:
    """The content of a file; nothing if it is not there. Raises BrokenCatalogue."""
    return _parsed(path, _text(path))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenCatalogue(f"{path.name}: {error}: it must be a text in UTF-8") from error


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        remedy = "each entry needs its own [slug] heading and each key stands once in it"
        raise BrokenCatalogue(f"{path.name}: {error}: {remedy}") from error


def claims(path: Path, kind: str) -> Iterator[tuple[Entry, list[Claim]]]:
    """Every entry of a file with what it claims, in order. Raises BrokenCatalogue."""
    text = _text(path)
    for heading, table in _parsed(path, text).items():
        yield from entries_of(Section(path.name, heading, table, text), kind)


def entries_of(section: Section, kind: str) -> Iterator[tuple[Entry, list[Claim]]]:
    """Every entry of a section with what it claims. Raises BrokenCatalogue."""
    if isinstance(section.table, dict) and "list" in section.table:
        yield from _lines(section, kind)
    else:
        yield _entry(section, kind)


def _entry(section: Section, kind: str) -> tuple[Entry, list[Claim]]:
    """An entry with a section of its own."""
    table = section.table
    if not isinstance(table, dict) or "name" not in table:
        raise section.fault('has no name: give it name = "…", or a list')
    _check_keys(section)
    written = [("names", table["name"])]
    written += [(key, alias) for key in _RULES for alias in table.get(key, ())]
    if empty := next((key for key, alias in written if not alias.strip()), None):
        raise section.fault(f"has an empty name in {empty}: write one or take it out")
    dated = [(key, *_dated(section, alias)) for key, alias in written]
    entry = Entry(
        id=f"{kind}/{section.heading}",
        kind=kind,
        name=table["name"],
        aliases=tuple(dict.fromkeys(alias for _, alias, _ in dated)),
        iso=table.get("iso"),
        parent=table.get("parent"),
        hints=tuple(table.get("hints", ())),
        years=_years(section, table["years"]) if "years" in table else EVER,
    )
    marked = {mark: set(table.get(mark, ())) for mark in _MARKS}
    for mark, aliases in marked.items():
        if stray := sorted(aliases - set(entry.aliases)):
            raise section.fault(
                f"marks {stray[0]!r} as {mark}, which is none of its aliases: "
                "add it to names, acronyms, people or capitals too"
            )
    return entry, [
        Claim(
            *(entry, alias, _RULES[key], years),
            careful=alias in marked["careful"],
            unsure=alias in marked["unsure"],
            shared=key == "shared",
        )
        for key, alias, years in dated
    ]


def _check_keys(section: Section) -> None:
    for key, value in section.table.items():
        if key not in (*_TEXTS, *_LISTS):
            near = get_close_matches(key, (*_TEXTS, *_LISTS), 1) or [", ".join((*_TEXTS, *_LISTS))]
            raise section.fault(f"has the key {key!r}, which there is not: is it {near[0]}?")
        many = isinstance(value, list) and all(isinstance(each, str) for each in value)
        if not (many if key in _LISTS else isinstance(value, str)):
            form = "a list of texts" if key in _LISTS else "a text"
            raise section.fault(f"has {key} = {value!r}: write {form}")
    if not _ISO.fullmatch(section.table.get("iso", "XX")):
        raise section.fault(f"has iso = {section.table['iso']!r}: write two or four capitals")


def _lines(section: Section, kind: str) -> Iterator[tuple[Entry, list[Claim]]]:
    """The entries of a list, one a line; lines that begin with # are remarks."""
    rest = {key: value for key, value in section.table.items() if not isinstance(value, str)}
    if rest or not section.table.keys() <= {"list", "parent"}:
        raise section.fault("has more than list and parent (texts): put the rest into sections")
    parent = section.table.get("parent")
    for line in section.table["list"].splitlines():
        if (line := line.strip()) and not line.startswith("#"):
            yield _line(section, kind, line, parent)


def _line(section: Section, kind: str, line: str, parent: str | None) -> tuple[Entry, list[Claim]]:
    called, _, held = line.partition("|")
    full, starred, short = called.partition("*")
    names = [name.strip() for name in full.split(",")]
    shorts = [name.strip() for name in short.split(",")] if starred else []
    if not all(names) or not all(shorts):
        raise section.fault(f"has the line {line!r}: write a name between the commas")
    if kind == "person" and not starred and " " in names[0]:
        shorts = [names[0].rpartition(" ")[2] + "?"]
    offices = tuple([_office(section, part, parent) for part in held.split(",")]) if held else ()
    claimed = [_marked(section, name) for name in names]
    name = claimed[0][0]
    called_by = [_marked(section, name) for name in shorts]
    free = [text for text, unsure, _ in called_by if not unsure]
    aliases = tuple(dict.fromkeys([*[text for text, _, _ in claimed], *free]))
    entry = Entry(f"{kind}/{slug(name)}", kind, name, aliases, None, parent, offices=offices)
    made = [Claim(entry, each[0], _rule(each[0]), each[2], unsure=each[1]) for each in claimed]
    return entry, made + [_short(entry, *each) for each in called_by]


def _short(entry: Entry, alias: str, unsure: bool, years: Years) -> Claim:
    """What a short name claims; a person is called by it not long before the first office."""
    if entry.kind != "person":
        return Claim(entry, alias, _rule(alias), years, unsure=unsure)
    if not unsure and years is EVER and entry.offices:
        years = ((min(office.years[0][0] for office in entry.offices) - _RISE, 9999),)
    return Claim(entry, alias, TITLED if unsure else SURNAME, years, unsure=unsure)


def _rule(alias: str) -> str:
    return "acronym" if alias.isupper() and " " not in alias else "catalogue"


def slug(name: str) -> str:
    """The last part of an id made from a name."""
    plain = name.lower().replace(" ", "-")
    if plain.isascii() and plain.replace("-", "").isalpha() and "--" not in plain:
        return plain
    return "-".join(token.key for token in cut(name))


def _marked(section: Section, alias: str) -> tuple[str, bool, Years]:
    """An alias of a line, whether it is unsure, and its years."""
    if alias[-1] not in _ENDS:
        return alias, False, EVER
    alias, years = _dated(section, alias)
    return (alias[:-1], True, years) if alias.endswith("?") else (alias, False, years)


def _dated(section: Section, alias: str) -> tuple[str, Years]:
    """An alias and the years it ends in."""
    if not alias[-1:].isdigit() and not alias.endswith("-"):
        return alias, EVER
    match = WRITTEN.search(alias)
    return (alias[: match.start()], _years(section, match[1])) if match else (alias, EVER)


def _office(section: Section, part: str, parent: str | None) -> Office:
    match = _OFFICE.fullmatch(part.strip())
    if not match:
        raise section.fault(
            f"has the office {part.strip()!r}: write title years, as in "
            "president 1981-1989, or title @organisation/nato 2014-2024"
        )
    of = match[2] or parent
    if not of:
        raise section.fault(f"has {part.strip()!r}: say of what with @, or give a parent")
    return Office(match[1], of, _years(section, match[3]))


def _years(section: Section, text: str) -> Years:
    try:
        return years_of(text.strip())
    except ValueError as fault:
        raise section.fault(f"has the years {text.strip()!r}: {fault}") from fault
