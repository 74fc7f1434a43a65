"""The catalogues that ship with the project: every row is proven by the words it quotes.

Columns of a derived row only leave words of the quote out: a cell is at most a few stretches of the
quote, in the quote's order. What a cell may say beyond that is named in each test.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from corpus.document import Document, Metadata, Provision, ProvisionKind, Validity
from corpus.facts.duties.extract import extract_duties
from corpus.language.departments import department_table
from corpus.language.sentences import phrase_spans, sentence_spans
from corpus.settings import PROJECT_ROOT
from corpus.structure.provisions import parse

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


def _read(name: str) -> tuple[list[str], list[list[str]]]:
    text = (CATALOGS / f"{name}.csv").read_bytes().decode("utf-8-sig")
    header, *lines = csv.reader(text.splitlines())
    return header, lines


def _rows(name: str) -> list[Row]:
    header, lines = _read(name)
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


@pytest.fixture(scope="module")
def seed(seed_text: str) -> Seed:
    return Seed(Document("seed", "seed", seed_text, Metadata(), parse(seed_text)))


def _pieces(value: str, quote: str) -> list[Span]:
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


def _drawn_from(value: str, quote: str, most: int) -> bool:
    return not value or 1 <= len(_pieces(value, quote)) <= most


def _figures(text: str) -> set[str]:
    return set(re.findall("[0-9]+", text))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def test_pieces() -> None:
    assert _pieces("郑州基地", "郑州和新乡生物产业基地") == [(0, 2), (9, 11)]
    assert len(_pieces("新乡生物产业基地", "郑州和新乡生物产业基地")) == 1
    assert _pieces("基地郑州", "郑州和新乡生物产业基地") == []
    assert _pieces("洛阳", "郑州和新乡生物产业基地") == []


# ── the files ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", HEADERS)
def test_file_opens_in_excel_and_has_its_header(name: str) -> None:
    data = (CATALOGS / f"{name}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data and data.endswith(b"\n")
    header, lines = _read(name)
    assert header == HEADERS[name]
    assert lines and all(len(line) == len(header) for line in lines)
    assert all(cell == cell.strip() for line in lines for cell in line)


def test_every_file_of_the_folder_is_tested() -> None:
    files = {path.name for path in CATALOGS.iterdir() if not path.name.startswith(".")}
    assert files == {f"{name}{suffix}" for name in HEADERS for suffix in (".csv", ".yaml")}


@pytest.mark.parametrize("name", HEADERS)
def test_cells_that_must_be_filled(name: str) -> None:
    for row in _rows(name):
        assert {column for column in row if not row[column]} <= MAY_BE_EMPTY[name], row


@pytest.mark.parametrize("name", HEADERS)
def test_no_row_twice(name: str) -> None:
    _, lines = _read(name)
    assert len({tuple(line) for line in lines}) == len(lines)


@pytest.mark.parametrize("name", HEADERS)
def test_sidecar_names_the_document_but_is_not_it(name: str) -> None:
    values = yaml.safe_load(Path(CATALOGS / f"{name}.yaml").read_text(encoding="utf-8"))
    assert set(values) == {"title", "validity", "source_note", "searchable"}
    assert values["searchable"] is False  # answers quote the document itself
    assert values["title"].startswith("河南省企业技术改造意见·")
    assert NUMBER in values["source_note"] and "\n" not in values["source_note"]
    assert values["validity"] == Validity.UNVERIFIED


# ── every row stands on its quote ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", DERIVED)
def test_quote_stands_once_in_the_named_provision(name: str, seed: Seed) -> None:
    for row in _rows(name):
        assert row["文号"] == NUMBER
        assert seed.text.count(row["原文"]) == 1, row["原文"]
        start, end = seed.span(row)
        provision = seed.provision(row)
        assert provision.start <= start and end <= provision.end, row


@pytest.mark.parametrize("name", DERIVED)
def test_figures_stand_in_the_quote(name: str) -> None:
    for row in _rows(name):
        for column in [c for c in HEADERS[name] if c not in (*PROOF, "变化由来")]:
            assert _figures(row[column]) <= _figures(row["原文"]), (column, row)


def test_limits_are_those_of_the_quote(seed: Seed) -> None:
    for row in _rows(OUT):
        quote, topic = row["原文"], seed.provision(row).topic
        assert row["淘汰设备或产能"] in quote, row
        stated = "" if row["界限"] == UNSTATED else row["界限"]
        assert row["名称"] == stated + row["淘汰设备或产能"] and row["名称"] in quote, row
        assert row["行业"] == "不分行业" or row["行业"] in quote or row["行业"] in topic, row
        assert (row["行业"] == "不分行业") <= (not topic), row
        assert "淘汰" in quote or "退出机制" in quote, row
        limit = row["数值"] + row["单位"] + row["比较方向"]
        assert stated in (limit, f"日产{limit}") and bool(stated) == bool(limit), row
        assert bool(row["数值"]) == bool(row["单位"]) == bool(row["比较方向"]) == bool(stated), row
        assert "日产" not in quote.replace("日产2000吨", "") or stated.startswith("日产"), row
        kind = next(k for k in ("生产线", "企业", "产能", "") if row["名称"].endswith(k))
        assert row["类型"] == {"企业": "产能和企业", "": "设备"}.get(kind, kind), row
        assert ("包括本数" in row["备注"]) == (row["比较方向"] == "以下"), row
        assert ("文件写明“及以下”" in row["备注"]) == (row["比较方向"] == "及以下"), row


def test_places_are_named_by_the_quote(seed: Seed) -> None:
    rows = _rows(PLACES)
    assert len({row["名称"] for row in rows}) == len(rows)
    known = {row["地点"] for row in rows} - {""}
    for row in rows:
        quote = row["原文"]
        # "郑州和新乡生物产业基地" names two bases, "新乡和洛阳动力电源系统等特色园区" two parks
        assert _drawn_from(row["名称"], quote, 3), row
        assert _drawn_from(row["内容"], quote, 3), row
        kinds = [kind for kind, ends in PLACE_ENDS.items() if row["名称"].endswith(ends)]
        assert [row["类型"]] == (kinds or ["项目"]), row
        assert row["地点"] in row["名称"], row
        if not row["地点"]:  # 舞钢 is both a company and a city, 中原 no place with borders
            assert not any(place in row["名称"] for place in known), row
        assert row["产业"] and row["产业"] == seed.provision(row).topic, row


def test_duties_name_department_and_task_of_the_quote() -> None:
    table = department_table()
    for row in _rows(DUTIES):
        name, task, quote = row["部门"], row["任务"], row["原文"]
        if name == OFFICE and name not in quote:
            assert quote.startswith(OFFICE_AS_QUOTED), row
        else:
            assert name in quote, row
        assert _drawn_from(task, quote, 4) or task == REWORDED.get(name), row
        mates = [
            other["部门"]
            for other in _rows(DUTIES)
            if (other["原文"], other["任务"]) == (quote, task) and other["部门"] != name
        ]
        assert row["协同部门"] == "、".join(mates), row
        assert row["角色"] in ("牵头", "负责", "会同", "配合", "成员单位"), row
        if row["角色"] != "负责":
            assert row["角色"] in quote, row
        department = None if name in ("省", "省辖市") else table.resolve(name)
        today = table.today(name, department, task) if department else ""
        assert row["现名"] == today, row
        assert row["变化由来"] == (department.change if department and today else ""), row


def test_measures_leave_out_but_add_nothing() -> None:
    rows = _rows(MEASURES)
    assert len({row["措施名称"] for row in rows}) == len(rows)
    for row in rows:
        quote = row["原文"]
        assert re.search(MEASURE_WORDS[row["类别"]], row["内容"]), row
        named = [c for c in row["措施名称"] if c in quote]
        assert 5 * len(named) >= 3 * len(row["措施名称"]), row
        assert _drawn_from(row["内容"], quote, 3), row
        assert _drawn_from(row["适用对象"], quote, 3) or row["适用对象"] == "中小企业", row
        for office in row["主管部门"].split("、"):
            if office == OFFICE and office not in quote:
                assert quote.startswith(OFFICE_AS_QUOTED), row
            else:
                assert office in quote, row
        named = [mention.name for mention in department_table().find(quote)]
        named += re.findall("各级政府|各有关部门|各省辖市、县（市）|省领导小组办公室", quote)
        if "成员单位" not in quote and not quote.startswith("领导小组下设办公室"):
            assert all(name in row["主管部门"] for name in named), row
        assert ("中小企业" in row["内容"]) <= ("中小企业" in row["适用对象"]), row


def test_targets_have_value_direction_time_and_scope_of_the_quote(seed: Seed) -> None:
    directions = "以上|以下|以内|左右|及以上|及以下"
    for row in _rows(TARGETS):
        quote, provision = row["原文"], seed.provision(row)
        assert _drawn_from(row["指标名称"], quote, 3), row
        value = row["目标值"] + row["单位"]
        assert row["目标值"] and value in quote, row
        if direction := row["比较方向"]:
            assert value + direction in quote or direction + value in quote, row
        else:
            assert not re.search(f"{re.escape(value)}(?:{directions})", quote), row
            assert not re.search(f"(?:超过|达到|优于|低于|接近){re.escape(value)}", quote), row
        stated = re.search("2011-2015年|(?<=到)2015年|从2011年开始|五年内|尽快", quote)
        assert row["时间"] == (stated[0] if stated else ""), row
        if row["时间"] == "2015年":  # the quote runs from the year to this target and no further
            assert quote.endswith((value, value + direction, row["指标名称"])), row
        assert row["单位"] or not re.fullmatch("[0-9]+|[百千万]+", row["目标值"]), row
        scope = row["范围"]
        in_province = scope == "全省" and "全省" in seed.text[provision.start : provision.end]
        assert scope in quote or scope == provision.topic or in_province, row


# ── nothing is missing ───────────────────────────────────────────────────────────────────────


def _covered(seed: Seed, rows: list[Row], span: Span) -> bool:
    return any(_overlap(seed.span(row), span) for row in rows)


def test_every_limit_in_a_sentence_with_elimination_has_a_row(seed: Seed) -> None:
    not_a_limit = {"日产2000吨及以上"}  # the kilns to be fitted with waste heat power, not closed
    limits = {row["界限"] for row in _rows(OUT)}
    seen = set()
    for left, right in sentence_spans(seed.text):
        sentence = seed.text[left:right]
        if "淘汰" in sentence:
            seen |= set(re.findall("(?:日产)?[0-9]+(?:吨|千安|立方米)(?:及?以[上下])?", sentence))
    assert seen - not_a_limit == limits - {UNSTATED}
    assert not_a_limit < seen


def test_every_phrase_about_elimination_has_a_row(seed: Seed) -> None:
    rows = _rows(OUT)
    # 指导思想 only says which work technical renovation is to serve; it asks for no elimination
    general = "节能减排、兼并重组、淘汰落后产能等工作的战略性手段"
    missing = [
        seed.text[left:right]
        for left, right in phrase_spans(seed.text)
        if re.search("淘汰|退出机制", seed.text[left:right])
        and not _covered(seed, rows, (left, right))
    ]
    assert len(missing) == 1 and missing[0].rstrip("，").endswith(general)


def test_every_duty_found_in_the_document_has_a_row(seed: Seed) -> None:
    table = department_table()
    rows = _rows(DUTIES)
    duties = extract_duties(seed.document)
    assert len(duties) > 30
    for duty in duties:
        same = [
            row
            for row in rows
            if _overlap(seed.span(row), (duty.start, duty.end)) and row["角色"] == duty.role
        ]
        if duty.department:
            keys = {d.key for row in same if (d := table.resolve(row["部门"]))}
            assert duty.department in keys, duty
        else:
            name = DUTY_NAMES.get(duty.name, duty.name)
            # 各级、各部门和广大企业 are three bodies in one row
            assert any(name == row["部门"] or name in _bodies(row) for row in same), duty


def _bodies(row: Row) -> list[str]:
    return re.split("、|和", row["部门"])


def test_every_department_named_has_a_row(seed: Seed) -> None:
    rows = _rows(DUTIES)
    mentions = department_table().find(seed.text)
    assert len(mentions) > 20
    for mention in mentions:
        around = [
            row
            for row in rows
            if seed.span(row)[0] <= mention.start and mention.end <= seed.span(row)[1]
        ]
        assert any(mention.name in row["部门"] for row in around), mention


def test_members_of_the_leading_group() -> None:
    members = [row["部门"] for row in _rows(DUTIES) if row["角色"] == "成员单位"]
    assert members == ["省工业和信息化厅", "发展改革委", "科技厅", "财政厅", "国土资源厅", "环保厅"]


def _told(seed: Seed, rows: list[Row], column: str, word: str, at: int) -> bool:
    """Whether a row whose quote holds the place ``at`` says ``word`` in ``column``."""
    return any(word in row[column] and seed.span(row)[0] <= at < seed.span(row)[1] for row in rows)


def test_every_word_of_support_is_told_by_a_measure(seed: Seed) -> None:
    words = re.compile(
        "支持|鼓励|贴息|免税|优惠|专项资金|贷款|信贷|融资|担保|表彰|奖|用地|审批|环评|目录|项目库|"
        "引进|退出机制|创新体系|产业规划|节能工程|[^信]服务平台|标准"
    )
    rows = _rows(MEASURES)
    missing = [
        seed.text[match.start() - 8 : match.end() + 8]
        for p in seed.paragraphs()
        for match in words.finditer(seed.text, p.start, p.end)
        if not _told(seed, rows, "内容", match[0], match.start())
    ]
    assert missing == []


def test_every_phrase_of_the_safeguards_has_a_measure(seed: Seed) -> None:
    rows = _rows(MEASURES)
    missing = [
        seed.text[left:right]
        for p in seed.paragraphs()
        if p.path and p.path[0] == "五、保障措施"
        for left, right in phrase_spans(seed.text, p.start, p.end)
        if not _covered(seed, rows, (left, right))
    ]
    assert missing == []


def test_every_target_for_2015_has_a_row(seed: Seed) -> None:
    (sentence,) = [
        (left, right)
        for p in seed.paragraphs()
        for left, right in sentence_spans(seed.text, p.start, p.end)
        if seed.text.startswith("到2015年", left)
    ]
    rows = [row for row in _rows(TARGETS) if row["时间"] == "2015年"]
    first, *phrases = [seed.text[left:right] for left, right in phrase_spans(seed.text, *sentence)]
    assert first == "到2015年，"
    for phrase in phrases:
        assert any(row["目标值"] in phrase and row["指标名称"] in phrase for row in rows) or any(
            row["目标值"] in phrase and _drawn_from(row["指标名称"], phrase, 2) for row in rows
        ), phrase
    assert len(rows) == len(phrases)


def test_every_renovation_to_be_done_in_full_has_a_row(seed: Seed) -> None:
    rows = _rows(TARGETS)
    for p in seed.paragraphs():
        for match in re.finditer(
            "全部实现|全面完成|全[部面]采用|实现(?=负能)", seed.text[p.start : p.end]
        ):
            assert _told(seed, rows, "目标值", match[0], p.start + match.start()), match


def test_scope_of_the_1260_programme() -> None:
    scopes = {row["目标值"]: row["范围"] for row in _rows(TARGETS) if "1260" in row["指标名称"]}
    assert scopes == {"60": "全省", "1000": "省辖市", "200": "省"}


def test_bodies_that_the_table_of_departments_does_not_know() -> None:
    table = department_table()
    bodies = {row["部门"] for row in _rows(DUTIES) if not table.resolve(row["部门"])}
    assert bodies | {"省", "省辖市"} == {
        "各级、各部门和广大企业", "各级政府", "各有关部门", "省政府分管工业的领导", "省领导小组", OFFICE,
        "省直有关部门", "各省辖市、县（市）", "省辖市", "省", "全省重点企业",
    }  # fmt: skip
    assert {"省", "省辖市"} <= {row["部门"] for row in _rows(DUTIES)}


def test_every_figure_of_the_document_has_a_row(seed: Seed) -> None:
    # the name of a programme; its figure is the target of 1万亿元
    programme = seed.text.index("万亿技术改造促升级计划")
    rows = [*_rows(TARGETS), *_rows(OUT)]
    pattern = re.compile("[0-9]+|百万|千亿|万亿(?!元)|万吨级|吉瓦级")
    for p in seed.paragraphs():
        for match in pattern.finditer(seed.text, p.start, p.end):
            if match.start() == programme:
                continue
            told = [
                row["原文"]
                for row in rows
                if seed.span(row)[0] <= match.start() < seed.span(row)[1]
                and any(
                    match[0] in pattern.findall(row[c]) for c in row if c not in (*PROOF, "备注")
                )
            ]
            assert told, seed.text[match.start() - 10 : match.end() + 10]
            for quote in told:  # 百万吨聚氯乙烯、百万吨尼龙: a row for each of the two
                assert told.count(quote) >= pattern.findall(quote).count(match[0]), quote


def test_every_name_of_a_quoted_list_has_a_row() -> None:
    """What the rows of one quote leave of it are only the words that join the list."""
    by_quote: dict[str, set[int]] = {}
    for row in _rows(PLACES):
        covered = by_quote.setdefault(row["原文"], set())
        for column in ("名称", "内容"):
            for start, end in _pieces(row[column], row["原文"]):
                covered.update(range(start, end))
    for quote, covered in by_quote.items():
        left = "".join(c if i not in covered else " " for i, c in enumerate(quote))
        rest = re.sub("以及|一批|等|和|及|、", " ", left).split()
        assert rest == [], (quote, rest)


def test_every_phrase_that_names_a_project_has_a_row(seed: Seed) -> None:
    words = re.compile(
        "项目|基地|园|工程(?!施工)|集团|公司|产业集群|[城谷港]建设|为中心|安全技术改造"
    )
    unnamed = ["促进优质原材料基地和加工制造一体化发展。"]  # bases in general, none by name
    rows = _rows(PLACES)
    missing = [
        seed.text[left:right]
        for p in seed.paragraphs()
        if p.topic
        for left, right in phrase_spans(seed.text, p.start, p.end)
        if words.search(seed.text[left:right]) and not _covered(seed, rows, (left, right))
    ]
    assert missing == unnamed


# ── documents around this one ────────────────────────────────────────────────────────────────


def test_related_documents_say_how_far_they_are_verified() -> None:
    for row in _rows(RELATED):
        checked, source = row["核实情况"], row["来源"]
        assert checked in ("官方网站", "未核实（转载来源）", "未找到"), row
        assert bool(source) == (checked != "未找到"), row
        host = source.split("/")[0]
        assert (host == "gov.cn" or host.endswith(".gov.cn")) == (checked == "官方网站"), row
        assert row["时效"] in set(Validity), row
        if checked != "官方网站":
            assert row["时效"] == Validity.UNVERIFIED, row
        if row["时效"] != Validity.UNVERIFIED:
            assert row["时效说明"], row
        assert row["标题"] or row["文号"], row
        assert row["与本文件的关系"], row


def test_related_documents_have_possible_numbers_and_dates() -> None:
    for row in _rows(RELATED):
        number = re.fullmatch("[\u4e00-\u9fff]+〔([0-9]{4})〕[0-9]+号", row["文号"])
        assert bool(number) == bool(row["文号"]), row
        if row["成文日期"]:
            issued = date.fromisoformat(row["成文日期"])
            assert number and issued.year == int(number[1]), row


def test_related_documents_are_those_that_were_found() -> None:
    rows = _rows(RELATED)
    assert [
        (row["文号"] or row["标题"], row["成文日期"], row["时效"], row["来源"]) for row in rows
    ] == [
        (NUMBER, "2011-07-05", "未核实", "gxt.henan.gov.cn/2018/01-04/1076308.html"),
        ("豫工信规〔2011〕483号", "", "现行有效", "gxt.henan.gov.cn/2018/01-04/1076308.html"),
        ("豫政〔2017〕22号", "2017-06-22", "已失效", "www.henan.gov.cn/2017/07-03/239754.html"),
        ("豫政办〔2022〕8号", "", "未核实", "86660029.com/index/view-17894.html"),
        ("豫财企〔2025〕1号", "2025-01-15", "现行有效", "czt.henan.gov.cn/2025/02-06/3120391.html"),
        ("国发〔2010〕7号", "", "未核实", "各市贯彻该文件的文本（转载，无链接）"),
        ("产业结构调整指导目录（2024年本）", "", "未核实", "bowken.cn/news/1945081.html"),
        ("设备器具一次性扣除（政策名称，文件标题未查到）", "", "未核实", "admin.cairuijun.com/xwzx-157.html"),
        ("河南省承接产业转移指导目录", "", "未核实", ""),
    ]  # fmt: skip
    figures = [re.findall("[0-9]+", row["要点"]) for row in rows]
    assert figures == [
        ["2011", "2015"],
        ["2011", "11", "15", "5000", "3000"],
        [],
        ["2025", "20"],
        [],
        ["2011", "100", "400", "30"],
        ["2024", "02", "01", "2019", "1005", "352", "231", "422"],
        ["500", "2018", "01", "01", "2027", "12", "31"],
        [],
    ]
    assert [bool(row["要点"]) for row in rows] == [*[True] * 8, False]
    # titles and issuers that no source gave are not made up
    assert [bool(row["标题"]) for row in rows] == [True, *[False] * 5, *[True] * 3]
    assert [row["文号"] for row in rows if row["发文机关"]] == [NUMBER]
    (list_of_2024,) = [row for row in rows if row["标题"].startswith("产业结构调整指导目录")]
    total, *parts = map(int, re.findall("([0-9]+)项", list_of_2024["要点"]))
    assert total == sum(parts) == 1005
    (itself,) = [row for row in rows if row["文号"] == NUMBER]
    assert (itself["与本文件的关系"], itself["时效"]) == ("本文件", Validity.UNVERIFIED)


def test_the_list_that_was_not_found_is_not_invented() -> None:
    (row,) = [row for row in _rows(RELATED) if row["核实情况"] == "未找到"]
    assert row["标题"] == "河南省承接产业转移指导目录"
    assert not any(row[c] for c in ("文号", "发文机关", "成文日期", "要点", "时效说明", "来源"))
