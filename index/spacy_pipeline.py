"""A pipeline of spaCy as one who tells names: the only module that names spaCy, an extra.

Invariant: spans are told in letters of the text that was given, in order and without overlaps.
"""

from __future__ import annotations

from collections.abc import Callable

import spacy

#: The kind of actor of each label; what pipelines label otherwise are no actors to us. NORP are
#: peoples and parties: those that are of countries the catalogue knows before.
KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "NORP": "organisation",
    "GPE": "place",
    "LOC": "place",
}


def load(name: str) -> Callable[[str], list[tuple[int, int, str]]]:
    """What tells the names in a text as (start, end, kind), by the pipeline of this name or folder.

    Raises OSError, ImportError or ValueError where there is none that can be loaded, or none that
    could tell a name.
    """
    pipeline = spacy.load(name)
    told = [set(pipeline.get_pipe_meta(part).assigns) for part in pipeline.pipe_names]
    # What a component assigns may be left out; one of spans can be set to tell names as well.
    if all(assigned and not assigned & {"doc.ents", "doc.spans"} for assigned in told):
        raise ValueError("no part of the pipeline finds named entities")

    def tell(text: str) -> list[tuple[int, int, str]]:
        return [
            (found.start_char, found.end_char, KINDS[found.label_])
            for found in pipeline(text).ents
            if found.label_ in KINDS
        ]

    return tell
