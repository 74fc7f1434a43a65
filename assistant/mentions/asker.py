"""Who asks, as he says it: 我是在周口做家具的小厂 → a place, a trade, a size."""

import re
from dataclasses import dataclass

from assistant.mentions.subject import is_matter, is_place
from assistant.understanding.asking import is_asking
from assistant.understanding.question import Question
from corpus.language.words import content_words, fold, is_stop_word, word_spans

_SAYS = re.compile(
    "(?:我们?|俺们?|咱们?|本人|本公司|我司|我厂|我店|我家)(?P<self>[^，,。；;？?]{1,40})[，,。；;\\s]"
    "|(?:作为|身为)(?P<as>[^，,。；;？?]{2,40})[，,。；;]"
    "|^(?P<who>[^，,。？?]{2,24}?(?:企业|公司|厂|店|户|商|行业|的))[，,](?=.{0,4}(?:能|可以|有什么|有啥|有哪些))"
)
_SMALL = re.compile(
    "小厂|小店|小微|中小|小企业|小公司|个体|作坊|小型|微型|初创|小老板|[0-9]+人的?(?:小|公司|厂|企业)"
)
_NOISE = re.compile(
    "一家|家|企业|公司|厂家?|工厂|店|小厂|小店|小型|微型|大型|中型|中小|小微|小|大|开|办|做|搞|干|从事|经营|生产|制造|行业|产业|方面|生意|买卖|老板|"
    "本地|这边|当地|市|县|区|省|个|个体户|户|商|人|名|员工|规模|想|准备|打算|刚|新|老|私营|民营|国有|外资|创业|创业者|业务|为主|主要|有限|有限公司|"
    "[0-9]+|.*年|加工|的|加工厂|单位|们|是|在|里|从|属于|属|来自|注册|位于"
)
_FIRM = re.compile("(?<=.)(?:加工厂|制造厂|企业|公司|工厂|厂|店|商|户|行业|产业)$")


@dataclass(frozen=True, slots=True)
class Asker:
    """``trade`` and ``place`` in his words, "" where he says none, each with other spellings;
    ``small``: he has a small business."""

    trade: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    small: bool = False


def asker_of(question: Question) -> Asker | None:
    """Who asks; None where he does not say."""
    text = fold(question.text)
    said = _SAYS.search(text)
    if said is None:
        return None
    own = next(filter(None, said.groups()))
    trade: list[str] = []
    place = ""
    behind = -1
    for start, end in word_spans(own):
        word = own[start:end]
        if is_place(word):
            place = place or word
            continue
        stem = _FIRM.sub("", word)
        if (
            not re.search(r"\w", stem)
            or is_stop_word(word)
            or is_asking(word)
            or _NOISE.fullmatch(stem)
        ):
            continue
        if trade and behind == start:
            trade[-1] += stem
        elif not trade:
            trade.append(stem)
        behind = end
    trade = [word for word in trade if len(word) > 1 or is_matter(word)]
    names = tuple(_spellings(trade[0], question)) if trade else ()
    places = (place, re.sub("(?<=..)[省市县区]$", "", place)) if place else ()
    return Asker(names, tuple(dict.fromkeys(places)), bool(_SMALL.search(own)))


def _spellings(trade: str, question: Question) -> list[str]:
    """A trade and what a document may call it by its official terms."""
    meanings = [m for t in question.terms if t.word in trade for m in t.meanings]
    return list(dict.fromkeys([trade, *(m for m in meanings if len(m) > 1)]))


def wider(trade: str) -> list[tuple[str, ...]]:
    """The names of a trade that a document may speak of where it does not name the trade itself: its
    words together, then the last of them (休闲食品 → 食品)."""
    words = [w for w in content_words(trade) if len(w) > 1]
    together = tuple(words) if len(words) > 1 else ()
    last = (trade[-2:],) if len(trade) > 3 else ()
    return [names for names in (together, last) if names]
