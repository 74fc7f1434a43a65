"""The cells of a table: their words on one line, what they look like, and the places they cover."""

import re
from collections.abc import Sequence

_BLANK = re.compile(r"[\s\u3000]+")
_CJK = re.compile(r"[\u3400-\u9fff]")
_LONG = 200  # characters of a cell whose paragraphs are kept apart
_LONGEST = 60  # characters; a longer cell is no value and no name of a column
_LABEL_LENGTH = 30  # characters; longer cells are content
_SENTENCE = re.compile(r"[。；;！!？?，,](?![^（(]*[)）])")
_CHOICE = re.compile("[□☐■☑√✓○●]")
_TAIL = re.compile(r"[\s*＊]*(?:[（(][^（）()]*[)）])?[\s*＊：:]*$")
_ITEM = re.compile(
    r"[0-9]{1,2}[.．、）)](?![0-9])|[（(][0-9一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]{1,2}、|[①-⑳]"
)
# A character may be read in one way only, so that no cell takes long.
_QUANTITY = re.compile(
    r"(?:[<>≤≥＜＞=约A-Za-z]\s?|不超过|最高|每[人户件月年亩]){0,3}[-+]?[0-9０-９]"
    r"(?:[0-9０-９,.，．%％/／:：\-—–~～至到≤≥＜＞<>A-Za-z万亿千百个元亩户家套人次名岁分天日月年级件倍吨台米㎡度及]"
    r"|平方米|工作日|小时|公里|以[上下内])*"
)
_SERIES = re.compile(r"[0-9０-９]+|[一二三四五六七八九十]+")
# What the name of a column ends in. Words of general office tables, not of any one document.
_HEADER_WORD = re.compile(
    "(?:序号|编号|名称|名|事项|项目|内容|单位|部门|机构|机关|类别|种类|分类|类型|标准|条件|对象|时间|日期|时限|期限|地址|"
    "地点|电话|方式|联系人|备注|说明|依据|指标|目标|任务|措施|要求|材料|流程|程序|渠道|金额|数量|数|数值|年度|年份|月份|"
    "责任人|负责人|牵头|配合|来源|范围|地区|区域|区县|区|县|市|街道|乡镇|行业|产品|企业|政策|文件|文号|标题|链接|网址|姓名|性别|"
    "年龄|学历|职务|职称|职责|代码|编码|等级|级别|级|档次|档|情形|方法|值|额|限额|额度|比例|率|单价|价格|费用|收费|面积|规模|规格|型号|"
    "品种|病种|门类|大类|中类|小类|层级|对应|邮箱|传真|手机|账号|开户行|法定代表人|日程|课程|上午|下午|晚上|合计|投资|产值|"
    "补贴|补助|奖励|周期|频次|频率|用途|性质|状态|结果|意见|情况|权重|分值|得分|星期|班次|站点|窗口|科室|岗位|学校|专业|人数)$"
)
# Labels that say nothing else: with one of them the first row of two columns is a header.
_GENERIC = re.compile(
    "序号|项目|内容|名称|事项|说明|指标|要素|栏目|字段|类别|类型|备注|标准|(?:具体|主要)?(?:内容|要求|事项|说明)"
)


class FromLeft(str):
    """The words of a merged cell at a place that it covers, but that is not its first column."""

    __slots__ = ()


class FromAbove(str):
    """The words of a merged cell at a place below the row where it begins."""

    __slots__ = ()


def covered(cell: str) -> bool:
    """Whether a place only repeats a merged cell."""
    return type(cell) is not str


def own_cells(row: Sequence[str]) -> list[str]:
    """The cells that begin in a row, merged ones once."""
    return [
        cell for cell in row if type(cell) is str
    ]  # a merged cell's places are of its own types


def cleaned(cell: str) -> str:
    """A cell's words in order, its kind of place kept; the lines of a text stay apart."""
    words = cell_words(cell.split("\n")) if "\n" in cell else clean_cell(cell)
    return type(cell)(words) if covered(cell) else words


def one_line(cell: str) -> str:
    """A cell on one line, its kind of place kept."""
    if "\n" not in cell:
        return cell
    words = join_cell(cell.split("\n"))
    return type(cell)(words) if covered(cell) else words


def cell_words(lines: Sequence[str]) -> str:
    """The paragraphs of a cell: apart where they are a text with items or paragraphs of its own, else
    on one line."""
    kept = [line for line in map(clean_cell, lines) if line]
    long = sum(map(len, kept)) > _LONG or sum(map(is_item, kept)) > 1
    return "\n".join(kept) if len(kept) > 2 and long else join_cell(kept)


def clean_cell(text: str) -> str:
    """One line of text: white space collapsed; letters set apart (``基 础 指 标``) are joined."""
    if " " not in text and text.isprintable():  # most cells
        return text
    text = _BLANK.sub(" ", text).strip()
    parts = text.split(" ")
    return "".join(parts) if len(parts) > 1 and all(len(part) == 1 for part in parts) else text


def join_cell(lines: Sequence[str]) -> str:
    """The paragraphs of a cell as one line; a short name broken over lines is put together, items
    are set apart by ``；``."""
    words = [line for line in (clean_cell(line) for line in lines) if line]
    if len(words) < 2:
        return words[0] if words else ""
    if sum(is_item(word) for word in words) > 1:
        joined = words[0]
        for word in words[1:]:
            listed = is_item(word) and joined[-1] not in "：:，,"
            joined = f"{joined.rstrip('。；;')}；{word}" if listed else f"{joined} {word}"
        return joined
    short = all(
        len(word) <= 8 and word[-1] not in "。；;，,：:" and not word[0].isascii() for word in words
    )
    return ("" if short else " ").join(words)


def is_item(line: str) -> bool:
    """Whether a line begins like an item of a list."""
    return bool(_ITEM.match(line))


def is_quantity(cell: str) -> bool:
    """Whether a cell is a number, an amount, a date, a range, a telephone number…: a value, no name."""
    return len(cell) <= _LONGEST and bool(_QUANTITY.fullmatch(cell.replace(" ", "")))


def is_label(cell: str) -> bool:
    """Whether a cell may name what stands beside or below it: short words, no value, no sentence."""
    if not 0 < len(cell) <= _LABEL_LENGTH or not _CJK.search(cell):
        return False
    return not _SENTENCE.search(cell) and not is_quantity(cell) and not _CHOICE.search(cell)


def is_header_word(cell: str) -> bool:
    """Whether a cell ends as names of columns do (``总投资（万元）``)."""
    return len(cell) <= _LONGEST and bool(_HEADER_WORD.search(_TAIL.sub("", cell)))


def is_generic(cell: str) -> bool:
    """Whether a cell names a column and could name nothing else (项目, 内容)."""
    return len(cell) <= _LONGEST and bool(_GENERIC.fullmatch(_TAIL.sub("", cell)))


def shape(cell: str) -> str:
    """A cell with its numbers taken out: cells of one series (第1天, 第2天) have the same."""
    return _SERIES.sub("#", cell)


def squeezed(cell: str) -> str:
    """Header words without the blanks that set them apart (``序 号``)."""
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", cell)
