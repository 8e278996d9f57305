"""What a user says of actors: an actors.toml, and what becomes of catalogue and articles by it."""

from __future__ import annotations

from index.corrections.kinds import Corrections
from index.corrections.layers import Layer, Layers, layers_of, take, uncorrected
from index.corrections.written import corrections_in, corrections_of, read_corrections

__all__ = [
    "Corrections",
    "Layer",
    "Layers",
    "corrections_in",
    "corrections_of",
    "layers_of",
    "read_corrections",
    "take",
    "uncorrected",
]
