"""What a user says of actors: an actors.toml, and what becomes of catalogue and articles by it."""

from __future__ import annotations

from index.corrections.kinds import Corrections
from index.corrections.layers import Layer, Layers, layers_of, uncorrected
from index.corrections.written import corrections_in, read_corrections

__all__ = [
    "Corrections",
    "Layer",
    "Layers",
    "corrections_in",
    "layers_of",
    "read_corrections",
    "uncorrected",
]
