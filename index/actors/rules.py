"""The rules by which actors are found, and what each says, for people who ask why.

Invariant: every rule that a mention can carry has its sentence here.
"""

from __future__ import annotations

from collections.abc import Mapping

#: The rule of what a user says.
CORRECTION = "correction"

#: What each rule says of a mention.
SENTENCES: Mapping[str, str] = {
    "catalogue": "a name the catalogue gives",
    CORRECTION: "a name whose owner your actors.toml tells",
    "acronym": "an acronym, of the catalogue, your actors.toml or defined in the article",
    "acting acronym": "an acronym that is said to speak or to have members, as bodies do",
    "demonym": "people or things of the country",
    "capital": "the capital, which stands for the government",
    "seat": "the seat of the government or body",
    "city": "a city of the country",
    "dateline": "the place in the country from which the article is written",
    "surname": "the name by which the person is known",
    "office": "an office alone, and who held it in the year of the article",
    "title+name": "a title or office right before the name",
    "role+name": "what the person does, in small letters before the name",
    "name+role": "what the person does or the age, after the name",
    "given name": "a common given name before a family name",
    "initial": "an initial or Junior, as in people's names",
    "particle": "a small word that stands in people's names",
    "reporting verb": "it is said to speak, as people are",
    "full name": "a full name whose surname alone speaks elsewhere in the article",
    "short form": "a part of a name that the article gives in full",
    "head of name": "a word that only names of bodies have: Ministry, Bank, Corp, Herald",
    "learned": "a name that the recogniser you plugged in finds",
    "ministry": "a ministry, of the country beside it or the only one the article names",
    "company": "words that stand beside companies: analysts at, shares of",
    "located": "something is said to be in it or near it",
    "place": "words that stand in or beside names of places: Mount, Province, the town of",
}
