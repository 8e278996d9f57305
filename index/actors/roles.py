"""What the news calls a country's body by what it is: the Israeli army, Japan's central bank.

roles.toml says for each of these words, divided by commas in the heading, which body of the
catalogue they mean beside which country; the country may be written in any way it is known by.

Invariant: such a name is read only if nobody has it as a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from index.actors.entries import Claim, Entry, tables
from index.actors.years import WRITTEN, years_of
from index.errors import BrokenCatalogue

#: The file of the bodies by their countries.
ROLES = "roles.toml"
_BESIDE = frozenset(("catalogue", "demonym", "acronym"))


def roles(path: Path, entries: Mapping[str, Entry], claimed: Iterable[Claim]) -> Iterator[Claim]:
    """What each body is called beside its country, as claims. Raises BrokenCatalogue."""
    content = tables(path)
    beside = _names_of_countries(claimed) if content else {}
    for heading, bodies in content.items():
        words = [word.strip() for word in heading.split(",")]
        for country, written in bodies.items() if isinstance(bodies, dict) else ():
            body = _body(path, heading, entries, country, written)
            for name in beside.get(f"country/{country}", ()):
                yield from (body._replace(text=f"{name} {word}") for word in words)


def _body(
    path: Path, heading: str, entries: Mapping[str, Entry], country: str, written: object
) -> Claim:
    """The body of a country, without a text of its own yet."""
    text = written if isinstance(written, str) else ""
    dated = WRITTEN.search(text)
    body = entries.get(f"organisation/{text[: dated.start()] if dated else text}")
    if body is None or f"country/{country}" not in entries:
        raise BrokenCatalogue(
            f'{path.name}: ["{heading}"] has {country} = {written!r}: write the heading of a '
            "country in countries.toml and the slug of an organisation, with its years if need be"
        )
    years = years_of(dated[1]) if dated else body.years
    return Claim(body, "", "catalogue", years)


def _names_of_countries(claimed: Iterable[Claim]) -> dict[str, list[str]]:
    """What stands before such a word, by country: Israel, Israel's, Israeli."""
    names: dict[str, list[str]] = {}
    for entry, text, rule, *_ in claimed:
        if entry and entry.kind == "country" and rule in _BESIDE:
            owns = [text] if rule == "demonym" else [text, f"{text}'s"]
            names.setdefault(entry.id, []).extend(owns)
    return names
