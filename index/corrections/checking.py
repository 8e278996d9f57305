"""Whether the entries of an actors.toml agree with one another, and speak of actors there are.

Invariant: nothing is chosen here: of two entries that contradict each other both are named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from index.actors import Catalogue, Entry
from index.actors.entries import TITLED
from index.actors.tokens import key_of, keys_of
from index.corrections.kinds import (
    Add,
    Correction,
    Corrections,
    Forbid,
    Merge,
    Place,
    Rename,
    Split,
    near,
)

#: So many merges of a circle are shown, the last of them.
_SHOWN = 8


def check(given: Sequence[Correction], base: Catalogue, ids: Collection[str] | None) -> None:
    """Raise BrokenCorrections unless `given`, which hold together, agree.

    `ids` are those of actors beyond the catalogue that there are; None: nobody knows.
    """
    _check_doubles(given)
    _check_given(given)
    added = {entry.id: entry for each in given if isinstance(each, Add) for entry in _added(each)}
    targets = _targets(given)
    for each in given:
        if isinstance(each, Add):
            _check_added(each, base, added)
    _check_known(given, {**base.by_id, **added}, ids)
    _check_used(given, targets)


def ids_of(given: Iterable[Correction]) -> Iterator[str]:
    """The ids that entries take for those of actors there are."""
    for each in given:
        yield from _told_of(each)


def unproved(given: Corrections, base: Catalogue) -> Iterator[str]:
    """A remark on every entry about an actor of whom nobody has heard, without an index to ask."""
    added = {entry.id for each in given.all if isinstance(each, Add) for entry in _added(each)}
    for each in given.all:
        for key in _told_of(each):
            if key not in base.by_id and key not in added:
                yield (
                    f"{each.place} speaks of {key!r}, which the catalogue has not"
                    f"{near(key, [*base.by_id])}: annotate tells whether an article has"
                )


def finals(targets: Mapping[str, str]) -> dict[str, str]:
    """What each id ends up as, following merges, which do not go in a circle."""
    ends: dict[str, str] = {}
    for key in targets:
        line = [key]
        while line[-1] in targets and line[-1] not in ends:
            line.append(targets[line[-1]])
        end = ends.get(line[-1], line[-1])
        ends.update(dict.fromkeys((each for each in line if each in targets), end))
    return ends


def _added(each: Add) -> list[Entry]:
    return [] if each.to else [entry for entry, _ in each.made]


def _told_of(each: Correction) -> tuple[str, ...]:
    """The ids that an entry takes for those of actors there are."""
    match each:
        case Rename():
            return (each.id,)
        case Merge():
            return each.ids if each.name else (*each.ids, each.into)
        case Split():
            return (each.of,) if each.name else (each.of, each.to)
        case Forbid():
            return (each.id,) if each.id else ()
        case Add():
            return ()


def _check_doubles(given: Sequence[Correction]) -> None:
    said: dict[tuple[str, ...], Place] = {}
    for each in given:
        for what in _sayings(each):
            if what in said:
                about = " ".join(part for part in what[1:] if part)
                raise each.place.fault(f"speaks of {about!r} as {said[what]} does: take one out")
            said[what] = each.place


def _sayings(each: Correction) -> list[tuple[str, ...]]:
    """What an entry decides, and no other may."""
    match each:
        case Add():
            return [("add", entry.id) for entry in _added(each)]
        case Rename():
            return [("name", each.id)]
        case Merge():
            named = [("name", each.into)] if each.name else []
            return [*named, *(("merge", key) for key in each.ids)]
        case Split():
            return [("alias", key_of(each.alias), each.of)]
        case Forbid(alias="", id=key):
            return [("forbid", key)]
        case Forbid():
            return [("alias", key_of(each.alias), each.id)]


def _check_given(given: Sequence[Correction]) -> None:
    """Make sure that no name is given to someone and forbidden where it was given."""
    forbids = [each for each in given if isinstance(each, Forbid) and each.alias]
    if not forbids:
        return
    pairs = [(each, *pair) for each in given for pair in _names_given(each)]
    givers: dict[tuple[str, str], Correction] = {}
    for name, (each, owner, _) in zip(keys_of([pair[2] for pair in pairs]), pairs, strict=True):
        givers.setdefault((name, owner), each)
        givers.setdefault((name, ""), each)
    for each in forbids:
        giver = givers.get((key_of(each.alias), each.id))
        if giver and _holds_wherever(each, giver):
            raise each.place.fault(
                f"forbids {each.alias!r}, a name that {giver.place} gives: take one of the two out"
            )


def _names_given(each: Correction) -> Iterator[tuple[str, str]]:
    """(owner, name) of each name that an entry says an actor has."""
    match each:
        case Add():
            for entry, claims in each.made:
                owner = each.to or entry.id
                yield from ((owner, claim.text) for claim in claims if claim.rule != TITLED)
        case Rename():
            yield each.id, each.name
        case Split():
            yield each.to, each.alias
        case _:
            return


def _holds_wherever(each: Correction, other: Correction) -> bool:
    """Whether one entry holds for all corpora for which another does."""
    return not each.corpora or (bool(other.corpora) and set(other.corpora) <= set(each.corpora))


def _check_added(each: Add, base: Catalogue, added: Mapping[str, Entry]) -> None:
    if each.to and each.to not in base.by_id and each.to not in added:
        raise each.place.fault(
            f"gives names to {each.to}, which is not in the catalogue"
            f"{near(each.to, [*base.by_id])}: add it, with id and name instead of to"
        )
    for entry, _ in each.made:
        if not each.to and entry.id in base.by_id:
            raise each.place.fault(
                f'adds {entry.id}, which the catalogue has: write to = "{entry.id}" for more names '
                "of it, or another id for another actor"
            )
        for other in (*entry.hints, *([entry.parent] if entry.parent else ())):
            if other not in base.by_id and other not in added:
                known = [*base.by_id, *added]
                raise each.place.fault(
                    f"refers to {other!r}, whom nobody knows{near(other, known)}: correct or add it"
                )


def _check_known(
    given: Sequence[Correction], known: Mapping[str, Entry], ids: Collection[str] | None
) -> None:
    """Make sure that every id is one of an actor, and that everyone has a name."""
    named = {each.id for each in given if isinstance(each, Rename)}
    made = {each.into for each in given if isinstance(each, Merge) and each.name}
    made |= {each.to for each in given if isinstance(each, Split) and each.name}
    made_or_named = made | named
    for each in given:
        for key in _told_of(each):
            if key in known or key in made or ids is None or key in ids:
                continue
            raise each.place.fault(
                f"speaks of {key!r}, whom neither the catalogue nor an article has"
                f"{near(key, [*known, *ids])}: correct the id, or add it"
            )
        target = (
            each.into if isinstance(each, Merge) else each.to if isinstance(each, Split) else ""
        )
        if target and target not in known and target not in made_or_named:
            raise each.place.fault(
                f"makes {target} of others, which is not in the catalogue: say what it is called, "
                'with name = "…"'
            )


def _targets(given: Sequence[Correction]) -> dict[str, str]:
    """What each merged id is merged into."""
    merges = [each for each in given if isinstance(each, Merge)]
    targets = {key: each.into for each in merges for key in each.ids}
    sound: set[str] = set()
    for each in merges:
        line = {each.into: None}  # in order
        last = each.into
        while last in targets and last not in sound:
            last = targets[last]
            if last in line:
                circle = " -> ".join((*[*line][-_SHOWN:], last))
                raise each.place.fault(f"goes in a circle, {circle}: leave one of these merges out")
            line[last] = None
        sound.update(line)
    return targets


def _check_used(given: Sequence[Correction], targets: Mapping[str, str]) -> None:
    """Make sure that nobody is spoken of who is another by then, or forbidden."""
    forbidden = {
        each.id: each.place for each in given if isinstance(each, Forbid) and not each.alias
    }
    ends = finals(targets)
    for each in given:
        for key in _standing(each):
            if key in ends:
                raise each.place.fault(
                    f"speaks of {key}, which is merged: write {ends[key]} instead"
                )
        for key in _acting(each):
            if key in forbidden:
                raise each.place.fault(
                    f"speaks of {key}, which {forbidden[key]} forbids: take one of the two out"
                )


def _standing(each: Correction) -> tuple[str, ...]:
    """The ids that no other entry may merge into another."""
    match each:
        case Rename() | Forbid():
            return (each.id,)
        case Split():
            return (each.to,)
        case _:
            return ()


def _acting(each: Correction) -> tuple[str, ...]:
    """The ids that no other entry may forbid."""
    match each:
        case Add():
            return (each.to,) if each.to else tuple(entry.id for entry in _added(each))
        case Merge():
            return (each.into,)
        case Forbid(alias=""):
            return ()
        case _:
            return _standing(each)
