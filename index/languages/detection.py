"""In which language a text is written, if that can be told.

py3langid (a naive Bayes classifier over byte n-grams; Lui and Baldwin 2012) gives each language
a probability. It is asked of the languages of `known` alone, and of two in which no news is
written: signs without language, and Latin, with which typesetters fill gaps. Tickers, code and
lists of names make it doubt; then no language is better than a wrong one.

Two things are seen without asking it, which keeps reading English news fast: where one word in
ten serves English grammar and that of no language we have such words of, the text is English (of
others hardly one in thirty does); where one in five is a number it is a table, in no language.

Invariant: nothing is loaded before a text needs it; what is said depends on the text and on the
language it declares alone.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from index.analysis import FUNCTION_WORDS
from index.languages.known import languages

#: A language less probable is not told.
SURE = 0.85

#: A declared language at least so probable is believed rather than the most probable: Croatian
#: and Serbian, Indonesian and Malay are told apart by little.
_LIKELY = 0.01

#: Letters of a text that are looked at.
_LETTERS = 400

_ENGLISH = "en"
#: Shares of words, of at least so many: in fewer, one that looks English is chance.
_GRAMMAR, _NUMBERS, _FEWEST = 0.1, 0.2, 16

_NO_NEWS = ("zxx", "la")


def written_in(title: str, text: str, declared: str | None = None) -> str | None:
    """The code of the language of an article, None if unsure; it may declare one, by its code."""
    sample = f"{title}\n{text[:_LETTERS]}"
    words = sample.lower().split()
    many = max(len(words), _FEWEST)
    if sum(map(_english_words().__contains__, words)) >= _GRAMMAR * many:
        return _ENGLISH
    if sum(word[0].isdigit() for word in words) >= _NUMBERS * many:
        return None
    return _judged("\n".join(map(_spoken, sample.split("\n"))), declared)


def _judged(sample: str, declared: str | None) -> str | None:
    best, probability = _model().classify(sample)
    if probability < SURE or best in _NO_NEWS:
        return None
    if declared and declared != best and dict(_model().rank(sample)).get(declared, 0.0) >= _LIKELY:
        return declared
    return str(best)


def _spoken(line: str) -> str:
    """A line as the classifier knows lines: not all in capitals."""
    return line.lower() if line.isupper() else line


@cache
def _english_words() -> frozenset[str]:
    return FUNCTION_WORDS.difference(*(each.function_words for each in languages().values()))


@cache
def _model() -> LanguageIdentifier:
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([*languages(), *_NO_NEWS])
    # Choosing columns leaves them in an order in which rows, which are looked up, lie scattered.
    model.nb_ptc = np.ascontiguousarray(model.nb_ptc)
    return model
