"""The measures by name. A new one is a module beside this with a function, and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from bench.quality.actors import actors
from bench.quality.aliases import aliases
from bench.quality.bodies import bodies
from bench.quality.duplicates import duplicates
from bench.quality.languages import languages
from bench.quality.mentions import mentions
from bench.quality.outcome import Measure
from bench.quality.published import published

MEASURES: Mapping[str, Measure] = {
    "actors": actors,
    "aliases": aliases,
    "bodies": bodies,
    "duplicates": duplicates,
    "languages": languages,
    "mentions": mentions,
    "published": published,
}
