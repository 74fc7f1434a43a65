"""Find the article of a government web page: the element that holds its sentences.

Chinese government sites run on a handful of content systems whose containers have known names;
where none of them is met, the element with the most sentences outside links is taken.
"""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from corpus.loaders.html_blocks import SKIPPED, hidden

# Names that systems give to the body of an article and to nothing else.
_STRONG = re.compile(
    r"^(?:zoom|zoomcon|ucap-content|trs_editor\w*|view trs_.*|pages_content|article[-_]?content(?:[-_]body)?|"
    r"(?:article|news|detail|info|con|content|xl|xxgk|text|wz)[-_]?(?:con|cont|content|text|txt|body|main|detail|article)|"
    r"js_cont|content_article|contenttext|newscontent|newstext|artibody|artcontent|bt-article-\w+|"
    r"mainbody|wzcon|nr|wznr|xwnr|nrcon|infocontent|printcontent|printarea|fontzoom|vsb_content\w*|"
    r"v_news_content|easysite-news-text|gsj_htmlcon_bot|j-fontcontent|trs_paper_preview|detailcon|info_cont|"
    r"newsmain|rich_media_content|js_content)$",
    re.I,
)
_WEAK = re.compile(r"^(?:content|article|main|detail|text|news|con|cont|box_content)$", re.I)
_CHROME = re.compile(
    r"(?:^|[-_ ])(?:foot|footer|bottom|header|top|nav|navs|menu|crumb|crumbs|breadcrumb|curmb|curb|location|position|"
    r"share|bdshare\w*|qrcode|qr|ewm|wechat|sidebar|side|aside|related|relevant|recommend|friend\w*|copyright|"
    r"toolbar|tools?|search|searchbox|login|popup|modal|dialog|comment|pager|pagination|print|op|btns?|button|"
    r"controls|audio|hits|extended|others|xgwz|xgxw|xgwj|xgfj|gaojian\w*|fujian\w*|gbck|header\w*|foot\w*|"
    r"mainnav\w*|nav\w*|search\w*|tag|attr|appendixs?|op-row|dqwz)(?:$|[-_ 0-9])",
    re.I,
)
_CONTAINERS = frozenset("div td article section main ucapcontent form span".split())
_INNER = frozenset("p span font ol ul table".split())  # stand in an article and never around it
_MARKS = re.compile("[，。；！？]")
_MARK_WORTH = 8  # a sentence mark says more for prose than a character
_ENOUGH = 0.4  # share of the page's prose that a named container must hold
_CHROME_MOST = 0.35  # an element with more of the prose than this is no menu, whatever its name


@dataclass(slots=True)
class _Box:
    node: LexborNode
    parent: int
    mass: float = 0.0
    names: tuple[str, ...] = ()


def find_article(root: LexborNode) -> tuple[LexborNode, frozenset[int]]:
    """Return the article's element and the ``mem_id`` of menus, shares and hidden parts in it."""
    boxes = _measure(root)
    chrome = _chrome(boxes, boxes[0].mass or 1.0)
    blanked = _without(boxes, chrome)
    article = boxes[_choose(boxes, blanked, max(blanked[0], 1.0))].node
    return article, frozenset(boxes[i].node.mem_id for i in chrome)


def _measure(root: LexborNode) -> list[_Box]:
    """Every shown element in reading order, with the prose below it."""
    boxes: list[_Box] = []
    stack: list[tuple[LexborNode, int, bool]] = [(root, -1, False)]
    while stack:
        node, parent, in_link = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            if not in_link and parent >= 0:
                text = "".join((node.text_content or "").split())
                boxes[parent].mass += len(text) + _MARK_WORTH * len(_MARKS.findall(text))
            continue
        if tag.startswith(("-", "!")) or tag in SKIPPED:
            continue
        attributes = node.attributes
        names = tuple(f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split())
        position = len(boxes)
        boxes.append(_Box(node, parent, names=names))
        link = in_link or tag == "a"
        stack.extend(
            (child, position, link) for child in reversed(list(node.iter(include_text=True)))
        )
    for box in reversed(boxes):
        if box.parent >= 0:
            boxes[box.parent].mass += box.mass
    return boxes


def _chrome(boxes: list[_Box], total: float) -> set[int]:
    """Menus, shares, footers by name, and hidden parts, unless they hold the article itself."""
    found = set()
    for position, box in enumerate(boxes):
        if position == 0 or box.mass > _CHROME_MOST * total:
            continue
        tag = box.node.tag or ""
        named = tag not in ("td", "tr", "p", "span", "table", "body") and any(
            _CHROME.search(n) for n in box.names
        )
        strong = any(_STRONG.match(name) for name in box.names)
        office = box.node.attributes.get("title") in ("header", "footer")  # LibreOffice's
        menu = (named or tag in ("nav", "footer", "header", "aside")) and not strong
        if hidden(box.node) or office or menu:
            found.add(position)
    return found


def _without(boxes: list[_Box], chrome: set[int]) -> list[float]:
    """The prose of every element less the chrome inside it."""
    masses = [box.mass for box in boxes]
    inside = [False] * len(boxes)
    for position, box in enumerate(boxes):
        inside[position] = box.parent >= 0 and (inside[box.parent] or box.parent in chrome)
        if position in chrome and not inside[position]:
            above = box.parent
            while above >= 0:
                masses[above] -= box.mass
                above = boxes[above].parent
            masses[position] = 0.0
        elif inside[position]:
            masses[position] = 0.0
    return masses


def _choose(boxes: list[_Box], masses: list[float], total: float) -> int:
    strong = _named(boxes, masses, _STRONG, _ENOUGH * total)
    if strong:
        return strong[0]  # the outermost: signatures stand outside editors
    weak = _named(boxes, masses, _WEAK, 0.6 * total)
    return _descend(boxes, masses, weak[-1] if weak else 0)


def _named(
    boxes: list[_Box], masses: list[float], names: re.Pattern[str], least: float
) -> list[int]:
    """The containers of these names with the most prose, and at least that much, outermost first."""
    found = [
        i
        for i, box in enumerate(boxes)
        if masses[i] >= least
        and box.node.tag in _CONTAINERS
        and any(names.match(name) for name in box.names)
    ]
    most = max((masses[i] for i in found), default=0.0)
    return [i for i in found if masses[i] >= 0.9 * most]


def _descend(boxes: list[_Box], masses: list[float], position: int) -> int:
    """Go down while one child holds nearly all the prose."""
    children: dict[int, list[int]] = {}
    for i, box in enumerate(boxes):
        children.setdefault(box.parent, []).append(i)
    while below := children.get(position):
        best = max(below, key=lambda i: masses[i])
        if masses[best] < 0.85 * masses[position] or boxes[best].node.tag in _INNER:
            break
        position = best
    return position
