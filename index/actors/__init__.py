"""Actors: who acts in an article, known from a catalogue or told by what surrounds a name."""

from __future__ import annotations

from index.actors.datelines import located
from index.actors.entries import Entry
from index.actors.hints import Hints
from index.actors.known import KINDS, PARTIES, Catalogue, catalogue
from index.actors.recognising import recognise
from index.actors.rules import SENTENCES

__all__ = [
    "KINDS",
    "PARTIES",
    "SENTENCES",
    "Catalogue",
    "Entry",
    "Hints",
    "catalogue",
    "located",
    "recognise",
]
