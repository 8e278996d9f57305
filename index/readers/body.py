"""The article's own text in a page: what trafilatura finds, freed of what it leaves around it.

Its settings were measured on pages of many houses: "favour precision" without comments gains a
point of F1 on its defaults. Before it, paragraphs that are links to other articles are taken out,
and a body that comes in several boxes, with advertisements between them, is joined.

Invariant: the text is made of whole blocks of the page in reading order, parted by blank lines;
neither the title nor a line that only dates or signs the article is one of them.
"""

from __future__ import annotations

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from index.readers.markup import BLOCKS, Tree, bare, blocks, every, first, words_of

Element = Any  # lxml ships no types

_TEXT_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code", "list", "table"})
_LINKING = frozenset({"p", "li", "div", "h2", "h3", "h4", "strong"})
_BODY = re.compile(r"(?:article|story|entry|post)[-_]*(?:body|content|text)", re.IGNORECASE)
_MOST_BOXES = 200
SIZE_LIMIT = 5_000_000  # characters
TAG_LIMIT = 20_000  # "<" in a page for trafilatura; the longest of 311 news pages has 12,000
_NEVER = (
    *("script", "style", "noscript", "template", "nav", "aside", "footer", "button", "form"),
    *("svg", "iframe", "select", "textarea", "figure", "figcaption", "dialog", "menu"),
)
_NO_LETTERS = re.compile(r"\W+")
_SENTENCE = re.compile(r"[.!?…。！？:;][\"'”’»›)\]]*$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_RUNNING = 60  # characters that make a line part of the text, whatever it ends in


def body(page: Tree, markup: str, title: str) -> str:
    """The article's text; empty when there is none. `page` is `markup` parsed; it is taken apart.

    A page too large for trafilatura, whose cost grows with the square of a page, and one that it
    finds nothing in are read without it: everything that is running text, and what lies between.
    """
    headline = words_of(first(page, "h1"))
    small = len(markup) <= SIZE_LIMIT and markup.count("<") <= TAG_LIMIT
    texts = list(_blocks(_extracted(markup))) if small else []
    return "\n\n".join(_within(texts or _everything(page), {_letters(title), _letters(headline)}))


def _extracted(markup: str) -> Element:
    """The tree of what trafilatura takes for the article."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of every empty page
    # trafilatura loses what follows a comment inside a paragraph.
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    tree = html.document_fromstring(bare(markup), parser)
    _join(tree)
    _unlink(tree)
    found = bare_extraction(tree, favor_precision=True, include_comments=False, with_metadata=False)
    text = found.body if isinstance(found, Document) else None
    return etree.Element("body") if text is None else text


def _everything(page: Tree) -> list[str]:
    root = first(page, "body") or page
    for tag in list(every(root, *_NEVER)):
        tag.decompose()
    texts = [block.text for block in blocks(root) if 2 * block.linked < len(block.text)]
    running = [at for at, text in enumerate(texts) if _is_running(text)]
    return texts[running[0] :] if running else texts


def _join(tree: Element) -> None:
    """Move what lies in several boxes of one article body into the first of them."""
    boxes: defaultdict[tuple[str, Element], list[Element]] = defaultdict(list)
    named = [tag for tag in tree.iter("div", "section") if _BODY.search(tag.get("class", ""))]
    for box in named if len(named) <= _MOST_BOXES else ():
        around = next(box.iterancestors("article", "main"), None)
        boxes[box.get("class"), around].append(box)
    for box, *others in boxes.values():
        for other in others:
            if box not in other.iterancestors():
                box.extend(list(other))


def _unlink(tree: Element) -> None:
    """Take out the lines that are, for the most part, links: what else there is to read."""
    holder: dict[Element, Element] = {tree: tree}
    linking = {tree: False}
    total: Counter[Element] = Counter()
    linked: Counter[Element] = Counter()
    holding = set()

    def count(text: str | None, tag: Element) -> None:
        length = len(text.strip()) if text else 0
        total[holder[tag]] += length
        linked[holder[tag]] += length if linking[tag] else 0

    for tag in tree.iterdescendants(etree.Element):
        above = tag.getparent()
        is_block = tag.tag in BLOCKS
        if is_block:
            holding.add(holder[above])
        holder[tag] = tag if is_block else holder[above]
        linking[tag] = tag.tag == "a" or linking[above]
        count(tag.text, tag)
        count(tag.tail, above)
    for tag, length in linked.items():
        if tag.tag in _LINKING and tag not in holding and 4 * length > 3 * total[tag]:
            tag.drop_tree()


def _blocks(root: Element) -> Iterator[str]:
    """The blocks of trafilatura's tree as lines of text, in reading order."""
    parts: list[str] = []
    for event, tag in etree.iterwalk(root, events=("start", "end")):
        if tag.tag in _TEXT_BLOCKS or tag is root:
            yield from _lines(parts)
            parts = []
        elif tag.tag == "lb" and event == "start":
            parts.append("\n")
        elif tag.tag == "cell" and event == "end":
            parts.append(" ")
        parts.append((tag.text if event == "start" else tag.tail) or "")
    yield from _lines(parts)


def _lines(parts: list[str]) -> Iterator[str]:
    for line in "".join(parts).split("\n\n"):
        if words := " ".join(line.split()):
            yield words


def _within(blocks: list[str], titles: set[str]) -> list[str]:
    """The blocks without titles, dated lines before running text and labels behind the last."""
    texts = [text for text in blocks if _letters(text) not in titles]
    running = [at for at, text in enumerate(texts) if _is_running(text)]
    written = sum(len(texts[at]) for at in running)
    if 2 * written <= sum(map(len, texts)):
        return texts  # a list, a table of results or a poem is an article of short lines
    begin, end = running[0], running[-1]
    opening = [text for text in texts[:begin] if not _YEAR.search(text)]
    return [*opening, *texts[begin : end + 1]]


def _is_running(text: str) -> bool:
    return len(text) >= _RUNNING or bool(_SENTENCE.search(text))


def _letters(text: str) -> str:
    """A text by which a title is known again: its letters and digits."""
    return _NO_LETTERS.sub("", text).lower()
