"""Markup to text: a tree from HTML, blocks from a tree, plain text from a snippet.

Invariant: markup is parsed, never executed, loaded or rendered, and one with more tags than
any article has is refused before it is parsed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString, Script, Stylesheet, TemplateString

Tree = Tag  # the one name of bs4's that the modules beside this one know

TAG_LIMIT = 200_000
DEPTH_LIMIT = 500  # keeps every climb from a text to the root cheap
BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "option", "p"),
        *("pre", "section", "summary", "table", "tbody", "td", "th", "tr", "ul", "[document]"),
    }
)
# Sure signs of markup. "<B>" alone is none: old wires write tickers so.
_SNIPPET = re.compile(
    r"</(?:p|div|span|a|b|i|u|em|strong|h[1-6]|ul|ol|li|blockquote|figure|table|section)\s*>"
    r"|<br\s*/?>|<p>|<(?:p|div|a|img|span)\s+[a-z-]+\s*=",
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});", re.IGNORECASE)
#: Strings that no reader sees: comments and the like, code, styles, templates.
_UNSEEN = (PreformattedString, Script, Stylesheet, TemplateString)
_PROLOG = re.compile(r"\A\s*<\?xml[^>]*>")
_SPACES_IN_LINE = re.compile(r" {2,}")
_SPACES = re.compile(r"[ \t\n\f\r\xa0]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text in one block element `owner`; `linked` of its characters are in links."""

    owner: Tag
    text: str
    linked: int


def parse(markup: str) -> Tree:
    """The tree of a page. Raises ValueError when it has too many tags or they lie too deep."""
    if markup.count("<") > TAG_LIMIT:
        raise ValueError(f"a page of more than {TAG_LIMIT} tags")
    tree = BeautifulSoup(bare(markup), "lxml", multi_valued_attributes=None)
    depth = {id(tree): 0}
    for tag in every(tree):
        depth[id(tag)] = depth[id(tag.parent)] + 1
        if depth[id(tag)] > DEPTH_LIMIT:
            raise ValueError(f"a page whose tags are nested more than {DEPTH_LIMIT} deep")
    return tree


def bare(markup: str) -> str:
    """Markup without the XML prolog that would make a parser take a page for XML."""
    return _PROLOG.sub("", markup, count=1)


def attribute(tag: Tree, name: str) -> str:
    """An attribute as it is written, empty when absent."""
    value = tag.get(name)
    return value if isinstance(value, str) else ""


def every(root: Tree, *names: str, **attributes: object) -> Iterator[Tree]:
    """The elements under `root` of these names (any when none) that have these attributes.

    An attribute is given as its value or one of its words, as a pattern found in it, or as True
    if any value will do. (bs4's own search takes four times as long for as much.)
    """
    for node in root.descendants:
        if not isinstance(node, Tag) or (names and node.name not in names):
            continue
        if all(_has(node, name, value) for name, value in attributes.items()):
            yield node


def _has(tag: Tree, name: str, wanted: object) -> bool:
    value = tag.get(name)
    if not isinstance(value, str):
        return False
    if isinstance(wanted, re.Pattern):
        return wanted.search(value) is not None
    return wanted is True or wanted == value or wanted in value.split()


def first(root: Tree, *names: str, **attributes: object) -> Tree | None:
    """The first of `every`, or None."""
    return next(every(root, *names, **attributes), None)


def words_of(tag: Tree | None) -> str:
    """The text of an element on one line; empty when there is none."""
    return " ".join(tag.get_text(" ").split()) if tag else ""


def blocks(root: Tag) -> Iterator[Block]:
    """The runs of text under `root` in reading order, white space single, empty ones left out."""
    owner: Tag = root
    parts: list[str] = []
    linked = 0
    for node in root.descendants:
        if isinstance(node, Tag):
            if node.name == "br":
                parts.append("\n")
            continue
        if not isinstance(node, NavigableString) or isinstance(node, _UNSEEN):
            continue
        holder, in_link = _holder(node)
        if holder is not owner:
            yield from _block(owner, parts, linked)
            owner, parts, linked = holder, [], 0
        parts.append(_SPACES.sub(" ", node))
        linked += len(node.strip()) if in_link else 0
    yield from _block(owner, parts, linked)


def _holder(node: NavigableString) -> tuple[Tag, bool]:
    """The block element a string stands in, and whether it stands in a link."""
    in_link = False
    parent = node.parent
    while parent is not None and parent.name not in BLOCKS and parent.parent is not None:
        in_link = in_link or parent.name == "a"
        parent = parent.parent
    assert parent is not None  # noqa: S101 (a string of a tree has a parent)
    return parent, in_link


def _block(owner: Tag, parts: list[str], linked: int) -> Iterator[Block]:
    text = re.sub(r" *\n *", "\n", _SPACES_IN_LINE.sub(" ", "".join(parts))).strip()
    for paragraph in re.split(r"\n{2,}", text):
        if paragraph.strip():
            yield Block(owner, paragraph.replace("\n", " "), linked)


def plain_text(text: str) -> str:
    """Text out of a JSON field: as it is, or freed from the markup it surely contains."""
    if "<" in text and _SNIPPET.search(text):
        try:
            tree = parse(text)
        except ValueError:
            return text  # no page we would parse: its words can still be found
        for tag in list(every(tree, "script", "style", "noscript", "template")):
            tag.decompose()
        return "\n\n".join(block.text for block in blocks(tree))
    return html.unescape(text) if "&" in text and _ENTITY.search(text) else text
