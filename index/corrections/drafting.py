"""A catalogue in the making: another one with a user's corrections, one after the other.

Invariant: the catalogue it came from stays as it is, and no name ends up with two owners of whom
nothing says which is meant: that is refused, and both are named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.actors import Catalogue, Entry
from index.actors.checking import check_references, contested
from index.actors.entries import SURNAME, TITLED, Claim, slug
from index.actors.known import assembled
from index.actors.rules import CORRECTION
from index.actors.tokens import key_of, keys_of
from index.corrections.checking import finals
from index.corrections.kinds import Add, Correction, Forbid, Merge, Place, Rename, Split, near
from index.corrections.mending import Mending
from index.errors import BrokenCatalogue, BrokenCorrections

#: Rules that a name only has with its owner: with another it is as good as any name.
_OWN = frozenset(("catalogue", SURNAME, TITLED))


class Draft:
    """A catalogue while it is corrected."""

    def __init__(self, base: Catalogue, file: str) -> None:
        """`file` is the name of the corrections, for complaints."""
        self._base = base
        self._file = file
        self._entries = dict(base.by_id)
        self._names = dict(base.claims)
        self._by_owner: defaultdict[str, list[str]] = defaultdict(list)
        for name, claims in self._names.items():
            for claim in claims:
                if claim.entry:
                    self._by_owner[claim.entry.id].append(name)
        self._moves: dict[str, str] = {}
        self._forms: dict[tuple[str, str], str] = {}
        self._barred: set[str] = set()
        self._touched: dict[str, Place] = {}
        self._added: dict[str, str] = {}

    def correct(self, given: Sequence[Correction]) -> None:
        """Make corrections that agree with one another (`index.corrections.checking`).

        What takes place before what is the same, whatever their order in the file.
        """
        self._add([each for each in given if isinstance(each, Add)])
        for kind in (Rename, Split):
            self._make(each for each in given if isinstance(each, kind))
        self._merge([each for each in given if isinstance(each, Merge)])
        self._make(each for each in given if isinstance(each, Forbid))
        self._moves = finals(self._moves)

    def finish(self) -> tuple[Catalogue, Mending]:
        """The catalogue, and what it cannot say. Raises BrokenCorrections."""
        self._renew()
        self._require_owners()
        try:
            places = dict.fromkeys(self._entries, self._file)
            check_references(self._entries, places | self._added)
        except BrokenCatalogue as fault:
            raise BrokenCorrections(str(fault)) from fault
        known = assembled(self._entries, self._names, self._base.ambiguous, frozenset(self._barred))
        renewed = {
            key: entry
            for key, entry in self._entries.items()
            if entry is not self._base.by_id.get(key)
        }
        return known, Mending(self._moves, self._forms, renewed)

    def _make(self, given: Iterable[Rename | Split | Forbid]) -> None:
        for each in given:
            match each:
                case Rename():
                    self._call(each.place, each.id, each.name)
                case Split():
                    self._split(each)
                case Forbid(alias=""):
                    self._forbid_actor(each.id)
                case Forbid():
                    self._forbid_name(each)

    def _add(self, given: Iterable[Add]) -> None:
        """Add all at once: there may be many, and of many one actor or one name."""
        made: list[tuple[Place, str, Claim]] = []
        more: defaultdict[str, list[Entry]] = defaultdict(list)
        for each in given:
            for entry, claims in each.made:
                if each.to:
                    more[each.to].append(entry)
                else:
                    self._entries[entry.id] = entry
                    self._added[entry.id] = str(each.place)
                made += [(each.place, each.to or entry.id, claim) for claim in claims]
        for owner, told in more.items():
            known = self._entries[owner]
            hints = dict.fromkeys((*known.hints, *(hint for each in told for hint in each.hints)))
            longer = _called(known, *(alias for each in told for alias in each.aliases))
            self._entries[owner] = replace(longer, hints=tuple(hints))
        if made:
            self._claim(made)

    def _claim(self, made: Sequence[tuple[Place, str, Claim]]) -> None:
        """Let names be those of the actors with these ids."""
        names = keys_of([claim.text for _, _, claim in made])
        new: defaultdict[str, list[Claim]] = defaultdict(list)
        for name, (place, owner, claim) in zip(names, made, strict=True):
            entry = self._entries[owner]
            new[name].append(claim if claim.entry is entry else claim._replace(entry=entry))
            self._by_owner[owner].append(name)
            self._touched[name] = place
        for name, claims in new.items():  # the lists are those of the base, and stay as they are
            self._names[name] = [*self._names.get(name, ()), *claims]

    def _call(self, place: Place, key: str, name: str) -> None:
        """Give an actor a name; one that the catalogue knows is found by it, too."""
        entry = self._entries.get(key)
        if entry is None:
            self._entries[key] = Entry(key, key.partition("/")[0], name, (name,))
            return
        self._entries[key] = replace(_called(entry, name), name=name)
        if not any(_is_of(claim, key) for claim in self._names.get(key_of(name), ())):
            self._claim([(place, key, Claim(entry, name, CORRECTION))])

    def _split(self, each: Split) -> None:
        name = key_of(each.alias)
        if each.name:
            self._call(each.place, each.to, each.name)
        self._forms[each.of, name] = each.to
        claims = self._names.get(name, [])
        lost = [claim for claim in claims if _is_of(claim, each.of)]
        if not lost and each.of in self._base.by_id:
            raise self._no_such_name(each.place, each.of, each.alias)
        if lost:
            self._entries[each.to] = _called(self._entries[each.to], each.alias)
            self._names[name] = [claim for claim in claims if claim not in lost]
            self._claim([(each.place, each.to, _moved(lost[0]))])

    def _merge(self, given: Sequence[Merge]) -> None:
        """Merge all at once: a chain of them may stand in any order, and be long."""
        for each in given:
            if each.name:
                self._call(each.place, each.into, each.name)
        merged = {key: each for each in given for key in each.ids}
        self._moves = {key: each.into for key, each in merged.items()}
        ends = finals(self._moves)
        gone: defaultdict[str, list[Entry]] = defaultdict(list)
        for key, each in merged.items():
            if entry := self._entries.pop(key, None):
                gone[ends[key]].append(entry)
            self._touched.update(dict.fromkeys(self._by_owner[key], each.place))
        for end in gone.keys() & self._entries.keys():
            into, others = self._entries[end], gone[end]
            offices = (*into.offices, *(held for each in others for held in each.offices))
            longer = _called(into, *(alias for each in others for alias in each.aliases))
            self._entries[end] = replace(longer, offices=offices)

    def _forbid_name(self, each: Forbid) -> None:
        name = key_of(each.alias)
        claims = self._names.pop(name, [])
        left = [claim for claim in claims if each.id and not _is_of(claim, each.id)]
        if left:
            self._names[name] = left
        if each.id in self._base.by_id and len(left) == len(claims):
            raise self._no_such_name(each.place, each.id, each.alias)
        self._forms[each.id, name] = ""
        if not each.id or each.id.endswith(f"/{slug(each.alias)}"):
            self._barred.add(name)

    def _forbid_actor(self, key: str) -> None:
        self._moves[key] = ""
        self._barred.add(key.partition("/")[2].replace("-", " "))
        for name in self._by_owner.pop(key, ()):
            left = [claim for claim in self._names.pop(name, ()) if not _is_of(claim, key)]
            if left:
                self._names[name] = left
        if entry := self._entries.get(key):  # others may be part of it
            self._entries[key] = replace(entry, aliases=(), offices=())

    def _no_such_name(self, place: Place, key: str, alias: str) -> Exception:
        names = [c.text for n in self._by_owner[key] for c in self._names[n] if _is_of(c, key)]
        return place.fault(
            f"speaks of {alias!r}, which is no name of {key}{near(alias, sorted({*names}))}: "
            "write one that it has"
        )

    def _renew(self) -> None:
        """Let every reference to an actor that was changed be to what it is now."""
        gone = self._moves
        for key, entry in self._entries.items():
            parent = gone.get(entry.parent or "", entry.parent)
            of = tuple(o._replace(of=gone.get(o.of) or o.of) for o in entry.offices)
            hints = tuple(gone.get(hint) or hint for hint in entry.hints)
            if (parent, of, hints) != (entry.parent, entry.offices, entry.hints):
                parent = None if parent == key else parent or entry.parent
                self._entries[key] = replace(entry, parent=parent, offices=of, hints=hints)
        changed = {k for k, e in self._entries.items() if e is not self._base.by_id.get(k)}
        owned = {name for key in changed | gone.keys() for name in self._by_owner.get(key, ())}
        for name in owned & self._names.keys():
            self._names[name] = [self._now(claim) for claim in self._names[name]]

    def _now(self, claim: Claim) -> Claim:
        if claim.entry is None:
            return claim
        entry = self._entries[self._moves.get(claim.entry.id) or claim.entry.id]
        if entry is claim.entry:
            return claim
        if entry.id != claim.entry.id and claim.rule == "catalogue":
            return claim._replace(entry=entry, rule=CORRECTION)
        return claim._replace(entry=entry)

    def _require_owners(self) -> None:
        for name, place in self._touched.items():
            if pair := contested(self._names.get(name, ())):
                first, last = (claim.entry.id for claim in pair if claim.entry)
                raise place.fault(
                    f"lets {last} be called {pair[1].text!r}, as {first} is: say which of them is "
                    "meant, by [[forbid]] with this alias and the id of the other, or list it "
                    "under shared in the one that it means less often"
                )


def _is_of(claim: Claim, key: str) -> bool:
    return claim.entry is not None and claim.entry.id == key


def _moved(claim: Claim) -> Claim:
    """A claim as that of another, who is meant by it without further proof."""
    rule = CORRECTION if claim.rule in _OWN else claim.rule
    return claim._replace(rule=rule, unsure=False, shared=False)


def _called(entry: Entry, *names: str) -> Entry:
    """An entry with more aliases."""
    return replace(entry, aliases=tuple(dict.fromkeys((*entry.aliases, *names))))
