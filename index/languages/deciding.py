"""The language of an article: what its text is in, else what it declares.

Pages of all languages declare English, for that is how templates come; so a text of which the
language can be told is believed before the page it stands in.

Invariant: where text and declaration disagree there is a note; without either there is no language.
"""

from __future__ import annotations

from index.article import RawArticle
from index.languages.detection import written_in
from index.languages.known import code_of, language_name

#: Tags that name no language: undetermined, several, none, one without a code.
_NONE = ("und", "mul", "zxx", "mis")


def language_of(raw: RawArticle) -> tuple[str | None, str, str | None]:
    """(language, where from, note): as `Article.language` and `language_from` have them."""
    declared = _declared(raw.language)
    found = written_in(raw.title, raw.text, declared)
    if found is None:
        return declared, "metadata" if declared else "none", None
    return found, "text", _doubt(found, declared) if declared not in (None, found) else None


def _declared(tag: str | None) -> str | None:
    """What an article says it is in, by its code where we know one."""
    name = (tag or "").strip()
    return code_of(name) or (name.lower() if name and name.lower() not in _NONE else None)


def _doubt(found: str, declared: str | None) -> str:
    said = language_name(declared or "")
    return f"The language {said!r} (metadata) was not used: the text is {language_name(found)}."
