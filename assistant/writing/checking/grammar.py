"""Closed classes of Chinese grammar: words that claim nothing, and words that may be left out.

Closed means that the language has no others, or hardly: particles, prepositions, pronouns, linking
words, adverbs of manner and degree, verbs that only carry another verb. Words of the field have no
place here. What binds, denies or limits is compared in ``polarity`` and is in none of these lists.
"""

import re

from assistant.writing.polarity import without_polarity
from corpus.language.words import word_spans

GLUE = frozenset(
    "的 了 和 与 及 以及 或 或者 在 是 有 为 对 等 将 以 于 到 从 由 把 被 向 并 并且 而 而且 其 之 "
    "这 那 该 此 本 这些 那些 它 它们 其中 此外 另外 同时 还 也 就 又 即 则 所 者 中 内 上 里 个 项 条 "
    "款 方面 着 过 地 得 根据 按照 依据 依照 规定 明确 提出 指出 要求 文件 政策 条文 条款 就是 属于 包括 "
    "主要 具体 如下 以下 首先 其次 再次 最后 关于 对于 至于 若 如果 的话 您 你 我 找 问 答 相应 现 原 今 "
    "称 叫 做 办 会 能 要 应 需 须 里面 当中 之中 之一 来 去 用于 用 来说 这里 这样 方式 即可 这份 所谓 "
    "相关 有关 两者 二者 也就是说 是指 指 具体来说 简单来说 总的来说 除此之外 不过 并非 情况 时 后 前 另 还要 "
    "还会 都 均 分别 一是 二是 三是 四是 五是 六是 可 可以 给 跟 让 使 将会 需要 应当 应该 必须 而是 以此 "
    "作 作为 各 通过 采取 采用".split()
)  # fmt: skip
MANNER = frozenset(
    "着重 大力 积极 切实 认真 充分 不断 进一步 深入 全力 着力 扎实 有效 广泛 主动 稳步 持续 继续 抓紧 加紧".split()
)  # fmt: skip
# words of scope that say more: without them a sentence says less
ALL = frozenset("全面 全部 一律 所有 统一 普遍 均 都".split())
# what ends the name of a field: 钢铁工业, 钢铁行业 and 钢铁企业 are one topic
CLASS = frozenset("工业 行业 产业 企业 领域 环节 单位 方面 项目".split())
# what ends a name and is left out in speech
NAMES_END = frozenset("集团 公司 有限公司 集团公司 股份公司 工程 项目 企业 行业".split())
# what a figure measures, which it says itself: 补助标准为10万元, 补助10万元
MEASURED = frozenset("标准 金额 数额 额度".split())
LIGHT = frozenset(
    "行政区域 组织 开展 进行 做好 抓好 实行 给予 予以 负责 工作 实施 办理 方面 加以 牵头 提供 力度 作用".split()
)
_DISCOURSE = re.compile(
    "^(?:此外|另外|同时|其中|不过|但是?|而且|并且|并|还|也|因而|具体来说|具体而言|简单来说|总的来说|除此之外|也就是说|"
    "(?:根据|按照|依据)(?:该?文件|规定|要求|意见|办法|通知|条文|材料|上述规定)的?(?:规定|要求)?|"
    "(?:文件|规定|条文|材料|意见|办法|通知)(?:明确)?(?:规定|提出|指出|要求|明确)|(?:会|能|是|可以|有|不会|不能)(?=[，：]))[，：]?"
)  # fmt: skip
CAUSE = re.compile("因此|因而|所以|由于|因为|从而|导致|于是|致使|使得|以致")
PRONOUN = re.compile(
    "^(?:该|此|其(?!中|他|它|余|次)|它们?|这[一些个类项]?|那[一些个类项]?|上述|前述)"
)


def without_discourse(text: str) -> str:
    """``text`` without words at its beginning that only join it to what was said before."""
    while found := _DISCOURSE.match(text):
        if found.end() == len(text) or not found[0]:
            break
        text = text[found.end() :]
    return text


def claims(word: str) -> bool:
    """Whether a word claims something; 是从 and 也在 are two that do not, cut as one."""
    return (
        word not in GLUE
        and not all(c in GLUE for c in word)
        and bool(re.search("[\u3400-\u9fff0-9a-z\ue000-\uf8ff]", word))
    )


def without_class(word: str) -> str:
    """钢铁工业 without its last word, which only says that it is a field."""
    return next((word.removesuffix(c) for c in CLASS if word.endswith(c) and word != c), word)


def droppable(text: str) -> bool:
    """Whether words of a unit may be left out without saying more than it says."""
    bare = without_polarity(re.sub("[\ue000-\uf8ff]", " ", text))
    words = (bare[s:e] for s, e in word_spans(bare))
    return not any(claims(w) and w not in MANNER | LIGHT | ALL for w in words)


def is_verb(word: str) -> bool:
    """Whether a word is a verb by itself (推进), not a noun or a verb used as one (改造)."""
    from jieba import posseg

    flags = [pair.flag for pair in posseg.lcut(word)]
    return bool(flags) and flags[-1] == "v"
