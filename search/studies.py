"""What the command tells of the articles of a search besides its hits: as text to print.

Invariant: an answer is the one the API gives, but for addresses, which only a site has: a count
stands beside the query that finds it under the same filters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from search.contrast import PARAMETERS as CONTRAST
from search.contrast import bounds_from
from search.engine import Engine
from search.exports import as_csv, as_graphml
from search.inquiry import contrast, network, profile
from search.network import FORMATS, MOST_NODES, shape_from
from search.network import PARAMETERS as NETWORK
from search.page import Told
from search.parameters import request_from

Pairs = Iterable[tuple[str, str]]

_FILES = {"csv": as_csv, "graphml": as_graphml}


class Study(NamedTuple):
    """An option that asks for something else than hits: `choices` or `metavar` for its value."""

    option: str
    help: str
    choices: tuple[str, ...] = ()
    metavar: str = ""


#: Of these an asker gives one at most.
STUDIES = (
    Study("cooccurrence", "print who is named together, as pairs with counts", FORMATS),
    Study("contrast", "print which actors and words set the articles apart", ("json",)),
    Study("about", "print who an actor is in the articles, as JSON", metavar="ID"),
)


class Answer(NamedTuple):
    """How many articles matched, what to print, and what to say beside it ("" for nothing)."""

    total: int
    text: str
    remark: str = ""


def extras() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(name, help, choices) of the parameters that studies take besides those of a search."""
    tables = {"cooccurrence": NETWORK, "contrast": CONTRAST}
    names = dict.fromkeys(each.name for table in tables.values() for each in table)
    for name in names:
        told = {
            study: each for study, table in tables.items() for each in table if each.name == name
        }
        if name != "format":
            said = "; ".join(f"with --{study}: {each.help}" for study, each in told.items())
            yield name, said, next(iter(told.values())).choices


def studied(engine: Engine, asked: Mapping[str, str], pairs: Pairs) -> Answer | None:
    """The answer to the study that was `asked` for, by its option; None if none was."""
    match next(iter(asked.items()), None):
        case "cooccurrence", form:
            return _together(engine, form, pairs)
        case "contrast", _:
            bounds, rest = bounds_from(pairs)
            apart = contrast(engine, request_from(rest), bounds)
            return Answer(apart.total, _as_json(apart))
        case "about", key:
            told = profile(engine, request_from(pairs), key)
            return Answer(told.total, _as_json(told))
        case _:
            return None


def _together(engine: Engine, form: str, pairs: Pairs) -> Answer:
    shape, _, rest = shape_from(pairs)
    found = network(engine, request_from(rest), shape)
    text = _as_json(found) if form == "json" else _FILES[form](found, str)
    shown, distinct = len(found.nodes), found.distinct
    cut = f"the {shown} most named of {distinct} actors; --top takes up to {MOST_NODES}"
    return Answer(found.total, text, cut if shown < distinct else "")


def _as_json(told: Told) -> str:
    return json.dumps(told.to_dict(), indent=2) + "\n"
