"""Names are read as one sees them, whatever stands between their letters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Mention
from index.recognition import PLAIN
from index.unseen import legible
from tests.conftest import article

NAMED = "President Jäné Quorn of France spoke. Quorn left."


@pytest.mark.parametrize(
    "written",
    [
        NAMED.replace("ä", "a\u0308").replace("é", "e\u0301"),
        NAMED.replace("uorn", "u\u00adorn").replace("Fran", "Fr\u00adan"),
        NAMED.replace("Fran", "Fr\u200dan").replace("Quorn", "Q\u200cuorn\u2060"),
    ],
)
def test_what_is_not_seen_cuts_no_name_in_two(written: str) -> None:
    actors = PLAIN.actors(article("a", written, written), 0, date(2024, 1, 1))
    assert {actor.id for actor in actors} == {"person/jane-quorn", "country/france"}
    for actor in actors:
        assert actor.mentions and actor.title_mentions
        for mention in (*actor.mentions, *actor.title_mentions):
            assert written[mention.start : mention.end] == mention.text


@given(st.text(st.sampled_from("aÉ \u0301\u0308\u00ad\u200d\ufeff.x"), max_size=30))
def test_every_span_of_a_legible_text_is_one_of_the_original(original: str) -> None:
    made = legible(original)
    assert legible(made.text).text == made.text
    if not made.places:
        assert made.text == original
        return
    assert len(made.places) == len(made.text) + 1
    assert list(made.places) == sorted(made.places)
    assert made.places[-1] == len(original)
    for at in range(len(made.text)):
        (told,) = made.outside((Mention(at, at + 1, "", "test"),))
        assert told.text == original[told.start : told.end] != ""
        assert legible(told.text).text in ("", made.text[at])
