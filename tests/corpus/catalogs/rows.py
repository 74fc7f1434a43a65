"""The rows of the catalogues that ship with the project, and where the seed document says them."""

import csv
import re
from dataclasses import dataclass

from corpus.document import Document, Provision, ProvisionKind
from corpus.settings import PROJECT_ROOT

CATALOGS = PROJECT_ROOT / "corpus" / "catalogs"
NUMBER = "豫政办〔2011〕75号"
PROOF = ["文号", "条款", "原文"]
OUT, PLACES, DUTIES, MEASURES, TARGETS, RELATED = (
    "淘汰落后标准", "重点项目与基地", "部门职责", "支持措施", "目标指标", "相关政策文件",
)  # fmt: skip
HEADERS = {
    OUT: ["名称", "行业", "淘汰设备或产能", "类型", "界限", "数值", "单位", "比较方向", "备注", *PROOF],
    PLACES: ["名称", "类型", "地点", "产业", "内容", *PROOF],
    DUTIES: ["部门", "现名", "角色", "任务", "协同部门", "变化由来", *PROOF],
    MEASURES: ["措施名称", "类别", "内容", "适用对象", "主管部门", *PROOF],
    TARGETS: ["指标名称", "目标值", "单位", "时间", "范围", "比较方向", *PROOF],
    RELATED: [
        "标题", "文号", "发文机关", "成文日期", "要点", "与本文件的关系", "时效", "时效说明", "核实情况", "来源",
    ],
}  # fmt: skip
DERIVED = [name for name in HEADERS if name != RELATED]
# What a row may leave empty: what the document doesn't state, or what has not changed.
MAY_BE_EMPTY = {
    OUT: {"数值", "单位", "比较方向"},
    PLACES: {"地点"},
    DUTIES: {"现名", "协同部门", "变化由来"},
    MEASURES: {"适用对象", "主管部门"},
    TARGETS: {"单位", "时间", "比较方向"},
    RELATED: {"标题", "文号", "发文机关", "成文日期", "要点", "时效说明", "来源"},
}
UNSTATED = "文件未规定"
# A body that the quote names in other words than the catalogue does.
OFFICE = "省领导小组办公室"
OFFICE_AS_QUOTED = "领导小组下设办公室，办公室设在省工业和信息化厅，负责"
# Tasks whose words stand in another order in the quote: 由…任组长, 有条件的…可安排.
REWORDED = {
    "省政府分管工业的领导": "任省企业技术改造重大项目推进工作领导小组组长",
    "省辖市和县（市）财政": "有条件的可安排专项资金支持企业技术改造",
}
# The extractor names the office without its level; both are the office of 五（一） and 五（二）.
DUTY_NAMES = {"领导小组办公室": OFFICE}

PLACE_ENDS = {
    "企业": ("公司", "集团"),
    "园区": ("园", "园区", "工业城"),
    "基地": ("基地", "谷"),
    "产业集聚": ("产业", "产业集群", "服务业"),
}
# Words of the document that a measure of this kind must contain.
MEASURE_WORDS = {
    "财政": "贴息|资金",
    "税收": "免税",
    "土地": "用地",
    "金融": "融资|贷款|信贷|资金|资本|投资|担保|产权交易|招商",
    "环评与审批": "审批|核准|规划认定|手续",
    "节能环保": "节能|清洁生产|循环经济",
    "人才": "人才",
    "优惠政策": "优惠政策|政策措施",
    "规划": "规划|计划|目录|项目库|提升工程",
    "服务": "服务|中介机构",
    "科技": "技术|创新|研发|专利|标准|信息化",
    "产业": "产业|产能|企业|兼并|铝材",
    "组织保障": "领导小组|机制|责任|考核|检查|体系|协调|表彰|指导",
}

Row = dict[str, str]
Span = tuple[int, int]


def read_file(name: str) -> tuple[list[str], list[list[str]]]:
    text = (CATALOGS / f"{name}.csv").read_bytes().decode("utf-8-sig")
    header, *lines = csv.reader(text.splitlines())
    return header, lines


def rows_of(name: str) -> list[Row]:
    header, lines = read_file(name)
    return [dict(zip(header, line, strict=True)) for line in lines]


@dataclass(frozen=True)
class Seed:
    """The seed document, with the place of every quote."""

    document: Document

    @property
    def text(self) -> str:
        return self.document.text

    def paragraphs(self) -> list[Provision]:
        return [p for p in self.document.provisions if p.kind is ProvisionKind.PARAGRAPH]

    def span(self, row: Row) -> Span:
        start = self.text.index(row["原文"])
        return start, start + len(row["原文"])

    def provision(self, row: Row) -> Provision:
        (found,) = [p for p in self.paragraphs() if p.section == row["条款"]]
        return found


def pieces_of(value: str, quote: str) -> list[Span]:
    """The fewest stretches of ``quote``, in order, that make up ``value``; [] where there are none."""
    reached: dict[int, list[Span]] = {0: []}
    for _ in range(len(value)):
        further: dict[int, list[Span]] = {}
        for left, spans in reached.items():
            after = spans[-1][1] if spans else 0
            for right in range(left + 1, len(value) + 1):
                start = quote.find(value[left:right], after)
                if start < 0:
                    break
                end = start + right - left
                if right not in further or end < further[right][-1][1]:
                    further[right] = [*spans, (start, end)]
        if len(value) in further:
            return further[len(value)]
        if not further:
            return []
        reached = further
    return []


def drawn_from(value: str, quote: str, most: int) -> bool:
    return not value or 1 <= len(pieces_of(value, quote)) <= most


def figures_of(text: str) -> set[str]:
    return set(re.findall("[0-9]+", text))


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
