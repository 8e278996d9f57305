"""What makes an article the same article, and the same version of it.

Invariant: an id depends on the article's address alone (its URL, else its path and place in
the corpus), a digest on its content alone; neither changes with the machine or the run.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace
from hashlib import blake2b
from operator import attrgetter
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from index.article import RawArticle

#: The fields of an article; `asdict` takes ten times as long to get at them.
_FIELDS = tuple(field.name for field in fields(RawArticle))
_values = attrgetter(*_FIELDS)

#: What may differ between copies of one version of an article.
_CIRCUMSTANCES = ("place", "member", "seen", "told")

_TRACKING = frozenset({"fbclid", "gclid"})


def clean(raw: RawArticle) -> RawArticle:
    """`raw` with every lone surrogate (JSON can spell them) as "?": no index can write them."""
    broken: dict[str, Any] = {
        name: value.encode("utf-8", "replace").decode("utf-8")
        for name, value in zip(_FIELDS, _values(raw), strict=True)
        if isinstance(value, str) and not _is_unicode(value)
    }
    return replace(raw, **broken) if broken else raw


def article_id(raw: RawArticle, path: str) -> str:
    """16 hexadecimal digits, from the canonical URL, else from `path` (corpus/file) and place."""
    address = canonical_url(raw.url) if raw.url else None
    return _hash(["url", address] if address else ["path", path, raw.place], size=8)


def content_digest(raw: RawArticle) -> str:
    """32 hexadecimal digits over everything the reader took, except where and when it did."""
    content = dict(zip(_FIELDS, _values(raw), strict=True))
    for name in _CIRCUMSTANCES:
        del content[name]
    return _hash(content, size=16)


def canonical_url(url: str) -> str | None:
    """`url` without what may differ between links to one article; None if it names no page.

    Dropped: scheme, fragment, utm_*, fbclid and gclid parameters, trailing slash, case of the
    host. A bare host is no article: aggregators write it where they know no better.
    """
    try:
        parts = urlsplit(url.strip())
        parameters = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return None
    kept = [(name, value) for name, value in parameters if not _tracks(name)]
    path = parts.path.rstrip("/")
    if not parts.netloc or not (path or kept):
        return None
    return parts.netloc.lower() + path + ("?" + urlencode(kept) if kept else "")


def _is_unicode(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _tracks(name: str) -> bool:
    return name.lower() in _TRACKING or name.lower().startswith("utm_")


def _hash(value: object, size: int) -> str:
    # ASCII escapes make every string hashable, lone surrogates included.
    return blake2b(json.dumps(value).encode("ascii"), digest_size=size).hexdigest()
