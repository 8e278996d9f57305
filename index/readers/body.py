"""The article's own text in a page: the element that holds most of its paragraphs.

Invariant: the text is made of whole blocks of the page in reading order, parted by blank lines.
"""

from __future__ import annotations

import re
from collections import Counter

from index.readers.markup import Block, Tree, attribute, blocks, every, first

_NEVER = (
    *("script", "style", "noscript", "template", "nav", "aside", "footer", "button"),
    *("svg", "iframe", "select", "textarea", "figure", "figcaption", "video", "audio", "object"),
    *("dialog", "menu", "canvas", "time"),
)
# Class and id words of what stands around and between the paragraphs of an article.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|related|recommend\w*|share|sharing|social\w*|newsletter\w*"
    r"|promo\w*|sponsor\w*|advert\w*|ads?|sidebar|breadcrumbs?|cookies?|consent|popular|trending"
    r"|subscri\w*|caption|credits?|tags?|byline|author-?(?:bio|info|box|card)|footer|nav|navigation"
    r"|menu|popup|modal|paywall|outbrain|taboola|teasers?|read-?more|more-?(?:on|from|stories)"
    r"|copyright|print-?only|hidden|visually-?hidden|sr-only|screen-reader\w*|toolbar|widget\w*"
    r"|metadata|dateline|timestamp)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PARAGRAPH = 60  # characters that make a block of running text
_SHARE = 0.7  # of the running text that a narrower element must keep to be the article


def body(page: Tree, title: str) -> str:
    """The article's text; `page` is stripped of everything else on the way."""
    root = first(page, "body") or page
    _strip(root)
    found = list(blocks(root))
    weight = _weights(found)
    holder = _narrowed(root, weight)
    inside = [block for block in found if any(tag is holder for tag in _chain(block))]
    kept = _between(inside, title)
    return "\n\n".join(block.text for block in kept)


def _strip(root: Tree) -> None:
    for tag in list(every(root, *_NEVER)):
        tag.decompose()
    total = len(root.get_text())
    for tag in list(every(root)):
        if tag.decomposed or tag.name in ("body", "main", "article", "html"):
            continue
        # A name that misleads must not cost the article: what holds a third of the page stays.
        if _is_around(tag) and 3 * len(tag.get_text()) < total:
            tag.decompose()


def _is_around(tag: Tree) -> bool:
    names = f"{attribute(tag, 'class')} {attribute(tag, 'id')} {attribute(tag, 'role')}"
    return bool(
        tag.name == "form"  # some sites put the whole page into one
        or _AROUND.search(names)
        or tag.has_attr("hidden")
        or attribute(tag, "aria-hidden") == "true"
        or _UNSEEN.search(attribute(tag, "style"))
    )


def _is_running(block: Block) -> bool:
    return len(block.text) >= _PARAGRAPH and 2 * block.linked < len(block.text)


def _chain(block: Block) -> list[Tree]:
    return [block.owner, *block.owner.parents]


def _weights(found: list[Block]) -> Counter[int]:
    """Characters of running text under each element, by its identity."""
    weight: Counter[int] = Counter()
    for block in filter(_is_running, found):
        for tag in _chain(block):
            weight[id(tag)] += len(block.text)
    return weight


def _narrowed(root: Tree, weight: Counter[int]) -> Tree:
    """The innermost element that still holds most of the running text of the one around it."""
    marked = first(root, itemprop="articleBody")
    if marked and weight[id(marked)] > weight[id(root)] / 3:
        root = marked
    while True:
        children = [tag for tag in root.children if isinstance(tag, Tree)]
        inner = max(children, key=lambda tag: weight[id(tag)], default=None)
        if inner is None or inner.name == "p":
            return root
        if weight[id(inner)] < max(_SHARE * weight[id(root)], 1):
            return root
        root = inner


def _between(found: list[Block], title: str) -> list[Block]:
    """Running text and what stands between it: headings, short paragraphs, list items."""
    running = [number for number, block in enumerate(found) if _is_running(block)]
    if not running:
        return [block for block in found if 2 * block.linked < len(block.text)]
    begin, end = running[0], running[-1]
    return [
        block
        for block in found[begin : end + 1]
        if _is_running(block) or (2 * block.linked < len(block.text) and block.text != title)
    ]
