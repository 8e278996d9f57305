"""Names from other scripts in the many ways the news spells them: Usama, Osama, Oussama.

Two spellings are of one name if they sound alike: doubled letters, articles (al-, as-, el-) and
the choice between e, i and y, or o and u, do not count. Of Chinese, Korean and other names of
short syllables only hyphens and the order do not count, for there each letter does.

Invariant: what sounds like the names of two entries is neither's; a spelling that an entry claims
as it is written never comes here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from index.actors.entries import TITLED, Claim

#: Countries whose people's names are written by sound.
_SOUNDING = """
afghanistan albania algeria armenia azerbaijan bahrain bangladesh belarus bosnia-and-herzegovina
bulgaria chad comoros djibouti egypt eritrea ethiopia georgia india iran iraq israel
jordan kazakhstan kosovo kuwait kyrgyzstan lebanon libya malaysia maldives mali mauritania moldova
mongolia montenegro morocco nepal niger nigeria north-macedonia north-yemen oman pakistan palestine
qatar russia saudi-arabia senegal serbia somalia south-yemen soviet-union sri-lanka sudan syria
tajikistan tunisia turkey turkmenistan ukraine united-arab-emirates uzbekistan western-sahara yemen
yugoslavia
"""
#: Countries in whose people's names only hyphens and the order vary.
_SPELLING = """
cambodia china hong-kong japan laos myanmar north-korea north-vietnam singapore south-korea
south-vietnam taiwan thailand vietnam
"""
_BY_SOUND = frozenset(f"country/{each}" for each in _SOUNDING.split())
_BY_LETTER = frozenset(f"country/{each}" for each in _SPELLING.split())
_ARTICLES = frozenset(("al", "el", "il", "ul", "as", "ash", "es", "an", "en", "ar", "er", "ad"))
#: Names whose spellings differ by more than sound, the first standing for all.
_SAME = {
    each: line.split()[0]
    for line in """
muhammad mohammed muhammed mohamed mohammad mohamad mohamet muhamed mohamud
ahmad ahmed akhmed akhmad ahmet
yusuf yousef youssef yousuf yusef yussef iosif
abdallah abdullah abdulla abdalla
alexander aleksandr alexandr aleksander oleksandr alyaksandr
bin ibn ben
sheikh shaikh shaykh sheik cheikh
mikhail mihail mykhailo
piotr pyotr petr petro
fyodor fedor feodor
artyom artem
semyon semen
pavel pavlo
igor ihor
oleg oleh
sergei serhiy serhii siarhei
andrei andriy andrii
nikolai mykola
vladimir wladimir
dmitri dmytro dimitri dimitry
anatoly anatol anatolii
konstantin constantin constantine
evgeny yevgeny eugeny yevhen
said saeed sayeed saied
jamal gamal djamal
jaafar jafar gaafar djaafar
hashim hashem hachem
hafiz hafez
mahdi mehdi
massoud masood masoud masud
rahman rehman
khan
syed sayed sayyid sayyed seyed seyyed
zayn zein zine
""".strip().splitlines()
    for each in line.split()
}
_SHORTEST = 6  # letters of a name by sound: shorter ones sound like too many
_SURNAME = 7  # letters by sound of a surname that is told by itself
#: How letters that sound alike are written, one after another.
_ALIKE = tuple(
    (re.compile(pattern), wanted)
    for pattern, wanted in (
        (r"^abd[aeu]l(?=.)", "abd"),
        (r"^abd[aeu]l$", "abd"),
        (r"(?<=[csz]h)y?o(?=v)", "e"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"q|c(?![hiey])", "k"),
        (r"([dgt])h", r"\1"),
        (r"tz", "ts"),
        (r"dj|dzh", "j"),
        (r"a?[eiyj](?:[eiy]|j(?![aou]))*", "i"),
        (r"[ouw]+", "u"),
        (r"h$", ""),
        (r"(.)\1+", r"\1"),
    )
)


class Alike(NamedTuple):
    """The names that spellings unknown as such may stand for.

    `begun` are the words with which they begin, as they sound or are written.
    """

    begun: frozenset[str]
    names: Mapping[str, str]

    def begins(self, key: str) -> bool:
        """Whether a name may begin with a folded word."""
        return key in self.begun or _sound(key) in self.begun

    def name(self, keys: Sequence[str]) -> str | None:
        """The known name of which folded words are another spelling."""
        return self.names.get(_by_sound(keys)) or self.names.get("".join(keys))


def alike(names: Mapping[str, Iterable[Claim]]) -> Alike:
    """The full names of people whose spelling varies, by what does not."""
    begun: set[str] = set()
    owners: dict[str, str] = {}
    found: dict[str, str | None] = {}
    for name, claimed in names.items():
        for claim in claimed:
            spelled = _spellings(name, claim)
            owner = claim.entry.id if claim.entry else ""
            for first, form in spelled:
                begun.add(first)
                if owners.setdefault(form, owner) == owner:
                    found.setdefault(form, name)
                else:
                    found[form] = None
    return Alike(frozenset(begun), {form: name for form, name in found.items() if name})


def _spellings(name: str, claim: Claim) -> list[tuple[str, str]]:
    """What does not vary in a name, each with the word it begins with."""
    entry = claim.entry
    if entry is None or entry.kind != "person" or claim.rule == TITLED:
        return []
    keys = name.split(" ")
    if entry.parent in _BY_LETTER and len(keys) > 1:
        turned = [keys[-1], *keys[:-1]], [*keys[1:], keys[0]]
        return [(order[0], "".join(order)) for order in (keys, *turned)]
    if entry.parent in _BY_SOUND or (entry.parent or "").startswith("armed-group/"):
        sound = _by_sound(keys)
        least = _SHORTEST if len(keys) > 1 else _SURNAME
        return [(_sound(keys[0]), sound)] if len(sound) >= least else []
    return []


def _by_sound(keys: Sequence[str]) -> str:
    return "".join([_sound(key) for key in keys if key not in _ARTICLES])


@functools.lru_cache(1 << 14)
def _sound(key: str) -> str:
    """A folded word without what varies in its spelling."""
    key = _SAME.get(key, key)
    for pattern, wanted in _ALIKE:
        key = pattern.sub(wanted, key)
    return key
