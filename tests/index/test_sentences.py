"""Where sentences end: the rule, case by case."""

from __future__ import annotations

import time

import pytest

from index.sentences import is_end
from tests.search.naive import sentences

#: Texts with a bar wherever a sentence ends.
CASES = [
    "The port closed. |Ships waited outside.",
    "Was it closed? |Ships waited! |Nobody knew… |All went home.",
    "“The port is closed.” |Ships waited (outside the bay.) |Nobody knew. |“Go home.”",
    "“Why?” she asked. |“Go home!” the harbour master said.",
    "Mr. Smith, Mrs. May and Gen. Will Brown met Dr. Who. |Sen. J. Jones came by.",
    "The U.S. President met the U.S. Army in the U.S. |The talks went on.",
    "Acme Inc. Chairman Lee and Bolt Co. Ltd. agreed. |It was Acme Corp. |They had won.",
    "It began at 9 a.m. Monday and ended at 5 p.m. |He slept.",
    "Prices rose 3.5 percent to 1,750.25. |Nobody had expected 2.",
    "Look at No. 5 on Sept. 3. |The answer was No. |It began in Sept. |Rain fell.",
    "It cost 5. |20 ships came. |3 left.",
    "Oil, gas, etc. are dear. |Pipes, pumps, etc. |The rest is cheap.",
    "They waited ... and waited ... |Then ships came.",
    "The port closed.|Ships waited. |See harbour.example.org or Ph.D. theses.",
    "A heading\n|The port closed,\nas it said\n\n|and nobody\n|\n|came",
    "港口关闭了。|船在等。|然后呢？|走了",
    "بندرگاہ بند ہے۔ |جہاز انتظار میں ہیں؟ |ہاں",
    "It is in St. Mary Ave. |The house is old. |Plan B. |It works, vs. Smith.",
    "The port closed . |Ships waited .",
    "It closed in the U.S., The Hague and elsewhere: Nobody came; He left, Mr. X said.",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    expected = [part for part in marked.split("|") if part.strip()]
    text = marked.replace("|", "")
    found = sentences(text)
    assert [len(said) for said in found] == [sum(map(len, sentences(p))) for p in expected], found


@pytest.mark.parametrize("gap", [".", ".)", "?\n", ". ", "\n \n", "。", "-", ".,", "\u00ad"])
def test_a_megabyte_between_two_words_is_judged_in_bounded_time(gap: str) -> None:
    began = time.perf_counter()
    is_end("one", gap * (1_000_000 // len(gap)), "two")
    assert time.perf_counter() - began < 1
