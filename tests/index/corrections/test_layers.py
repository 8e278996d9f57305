"""What becomes of an article's actors by each kind of correction."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.actors import Catalogue, catalogue, recognise
from index.article import Actor
from index.corrections import Layer, Layers, corrections_in


def layer(text: str, corpus: str = "news") -> Layer:
    return Layers(corrections_in(text, "actors.toml"), catalogue()).of(corpus)


def told(layer: Layer, text: str, title: str = "") -> dict[str, Actor]:
    found = recognise(title, text, 0, layer.known)
    return {each.id: each for each in (layer.mending.mend(found) if layer.mending else found)}


def ids(corrections: str, text: str, corpus: str = "news") -> list[str]:
    return list(told(layer(corrections, corpus), text))


def found(known: Catalogue, alias: str) -> list[str]:
    return [entry.id for entry in known.find(alias)]


TESK = """
[[add]]
kind = "person"
name = "Oryn Teskavel"
names = ["Teskavel of Marl"]
"""


def test_an_added_actor_is_known_by_every_name_and_then_by_its_surname() -> None:
    actors = told(layer(TESK), "Teskavel of Marl spoke. Oryn Teskavel left; so Teskavel is gone.")
    (actor,) = actors.values()
    assert (actor.id, actor.name) == ("person/oryn-teskavel", "Oryn Teskavel")
    assert [m.text for m in actor.mentions] == ["Teskavel of Marl", "Oryn Teskavel", "Teskavel"]
    assert {m.rule for m in actor.mentions[:2]} == {"correction"}


def test_a_list_adds_an_actor_a_line() -> None:
    text = "[[add]]\nkind = 'media'\nlist = '''\nMarl Gazette, Gazette of Marl\nMarl Bugle'''"
    assert ids(text, "The Gazette of Marl and Marl Bugle disagree.") == [
        "media/marl-gazette",
        "media/marl-bugle",
    ]


def test_more_names_are_those_of_the_known_actor() -> None:
    text = "[[add]]\nto = 'organisation/united-nations'\nnames = ['Glass House of Nations']"
    actor = told(layer(text), "The Glass House of Nations met; the U.N. did.")
    assert [m.text for m in actor["organisation/united-nations"].mentions] == [
        "Glass House of Nations",
        "U.N.",
    ]


def test_a_renamed_actor_keeps_its_names_and_is_found_by_the_new_one() -> None:
    corrected = layer("[[rename]]\nid = 'country/france'\nname = 'Frankland'")
    actor = told(corrected, "France and Frankland are one, say the French.")["country/france"]
    assert (actor.name, len(actor.mentions)) == ("Frankland", 3)
    assert found(corrected.known, "frankland") == ["country/france"]


def test_an_actor_found_by_evidence_is_renamed_too() -> None:
    text = "[[rename]]\nid = 'person/marta-quillon'\nname = 'Marta Quillon-Reyes'"
    actors = told(layer(text), "President Marta Quillon spoke. Quillon left.")
    assert actors["person/marta-quillon"].name == "Marta Quillon-Reyes"


def test_known_actors_are_merged_with_all_their_names() -> None:
    corrected = layer("[[merge]]\nids = ['country/spain']\ninto = 'country/france'")
    (actor,) = told(corrected, "Spain, the Spanish, Madrid and Paris agree.").values()
    assert (actor.id, len(actor.mentions)) == ("country/france", 4)
    assert found(corrected.known, "Spain") == ["country/france"]
    parents = {entry.parent for entry in corrected.known.by_id.values()}
    assert "country/spain" not in parents


def test_actors_found_by_evidence_are_merged_with_their_mentions_in_order() -> None:
    text = """
[[merge]]
ids = ["person/marta-quillon", "person/m-quillone"]
into = "person/martha-quillon"
name = "Martha Quillon"
"""
    said = "President Marta Quillon spoke. Minister Martha Quillon left. France saw Quillon go."
    actors = told(layer(text), said, title="President Marta Quillon speaks")
    quillon = actors["person/martha-quillon"]
    starts = [mention.start for mention in quillon.mentions]
    assert starts == sorted(starts)
    assert len(starts) >= 2 and quillon.title_mentions
    assert quillon.name == "Martha Quillon"
    assert {m.rule for m in quillon.title_mentions} == {"correction"}
    assert "person/marta-quillon" not in actors


def test_merges_follow_one_another() -> None:
    text = """
[[merge]]
ids = ["country/spain"]
into = "country/france"
[[merge]]
ids = ["country/france"]
into = "country/italy"
"""
    assert ids(text, "Spain and France agree with Rome.") == ["country/italy"]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0)])
def test_entries_may_stand_in_any_order(order: tuple[int, ...]) -> None:
    entries = (
        "[[add]]\nid = 'person/tesk'\nname = 'Aryna Tesk'\nyears = '1900-1950'\n",
        "[[add]]\nto = 'person/tesk'\nnames = ['A. Tesk']\n",
        "[[merge]]\nids = ['country/chad']\ninto = 'country/mali'\n",
        "[[merge]]\nids = ['country/mali']\ninto = 'country/niger'\n",
    )
    known = layer("".join(entries[place] for place in order)).known
    tesk, niger = known.by_id["person/tesk"], known.by_id["country/niger"]
    assert (tesk.name, tesk.years) == ("Aryna Tesk", ((1900, 1950),))
    assert set(tesk.aliases) == {"Aryna Tesk", "A. Tesk"}
    assert {"Chad", "Mali"} <= set(niger.aliases)


def test_a_split_name_is_the_others_and_all_else_stays() -> None:
    text = """
[[split]]
alias = "Georgia"
of = "country/georgia"
to = "place/georgia-usa"
name = "Georgia (USA)"
"""
    said = "Georgia votes, and Tbilisi looks on."
    assert ids(text, said) == ["place/georgia-usa", "country/georgia"]
    assert found(layer(text).known, "georgia") == ["place/georgia-usa"]


def test_a_form_of_a_found_name_is_split_off() -> None:
    text = """
[[split]]
alias = "Quillon"
of = "person/marta-quillon"
to = "person/berto-quillon"
name = "Berto Quillon"
"""
    actors = told(layer(text), "President Marta Quillon spoke. Quillon left for France.")
    assert [m.text for m in actors["person/berto-quillon"].mentions] == ["Quillon"]
    assert len(actors["person/marta-quillon"].mentions) == 1


def test_a_forbidden_name_leaves_the_next_best_reading() -> None:
    said = "The Bank of Spain said so."
    assert ids("", said) != ids("[[forbid]]\nalias = 'Bank of Spain'", said)
    assert ids("[[forbid]]\nalias = 'Bank of Spain'", said) == ["country/spain"]


def test_a_forbidden_found_actor_leaves_the_next_best_reading() -> None:
    said = "President Marta Jordan spoke. Jordan was silent, as were Amman and Syria."
    assert "person/marta-jordan" in ids("", said)
    actors = told(layer("[[forbid]]\nid = 'person/marta-jordan'"), said)
    assert "person/marta-jordan" not in actors
    assert "Jordan" in [m.text for m in actors["country/jordan"].mentions]


def test_a_name_is_forbidden_for_one_actor_alone() -> None:
    said = "Madrid and Spain said so."
    actors = told(layer("[[forbid]]\nalias = 'Madrid'\nid = 'country/spain'"), said)
    assert [m.text for m in actors["country/spain"].mentions] == ["Spain"]


def test_a_forbidden_actor_is_nobody_though_others_are_part_of_it() -> None:
    corrected = layer("[[forbid]]\nid = 'country/spain'")
    assert list(told(corrected, "Spain and Paris said so.")) == ["country/france"]
    assert found(corrected.known, "Spain") == []


def test_what_is_said_of_one_corpus_holds_there_alone() -> None:
    text = "[[forbid]]\nalias = 'Spain'\ncorpora = ['seeds']"
    assert ids(text, "Spain said so.", "seeds") == []
    assert ids(text, "Spain said so.", "news") == ["country/spain"]


def test_the_catalogue_itself_stays_as_it_is() -> None:
    before = dict(catalogue().by_id), {name: [*c] for name, c in catalogue().claims.items()}
    layer(TESK + "[[merge]]\nids = ['country/spain']\ninto = 'country/france'")
    assert (dict(catalogue().by_id), dict(catalogue().claims)) == before


@pytest.mark.parametrize("corrections", ["", TESK])
def test_an_article_of_which_nothing_is_said_has_the_same_actors(corrections: str) -> None:
    said = "President Marta Quillon met NATO in Paris. Spain's Harbour Ministry left."
    assert tuple(told(layer(corrections), said).values()) == recognise("", said, 0, catalogue())


SAID = "Spain and France met President Marta Quillon, Chile and NATO. Quillon left Spain; NATO and"
WHO = ["country/spain", "country/france", "country/chile", "organisation/nato"]


@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(WHO)), max_size=6))
def test_however_merges_are_chained_no_mention_is_lost(pairs: list[tuple[str, str]]) -> None:
    into: dict[str, str] = {}
    for one, other in pairs:
        if one != other and one not in into and _end(into, other) != one:
            into[one] = other
    text = "".join(f'[[merge]]\nids = ["{one}"]\ninto = "{into[one]}"\n' for one in into)
    before, after = told(layer(""), SAID), told(layer(text), SAID)
    assert after.keys() == {_end(into, key) for key in before}
    for key, actor in after.items():
        spans = [
            (mention.start, mention.end)
            for former in before.values()
            if _end(into, former.id) == key
            for mention in former.mentions
        ]
        assert [(m.start, m.end) for m in actor.mentions] == sorted(spans)


def _end(into: dict[str, str], key: str) -> str:
    while key in into:
        key = into[key]
    return key
