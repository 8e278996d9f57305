"""In what language an article is, and what that does to its words.

`known` has the names of languages and the words that only serve grammar, `stemming` gives words
their stems, `detection` reads a text and says which language it is (and is imported by the
indexing side alone).
"""

from __future__ import annotations

from index.languages.known import code_of, is_function_word, language_name, languages, tongue_of
from index.languages.stemming import OF, bare, stem, tagged, tongue_in

__all__ = [
    "OF",
    "bare",
    "code_of",
    "is_function_word",
    "language_name",
    "languages",
    "stem",
    "tagged",
    "tongue_in",
    "tongue_of",
]
