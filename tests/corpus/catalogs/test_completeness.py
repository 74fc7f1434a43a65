"""Nothing is missing: what the document says of each kind has its row."""

import re

from corpus.facts.duties.extract import extract_duties
from corpus.language.departments import department_table
from corpus.language.sentences import phrase_spans, sentence_spans
from tests.corpus.catalogs.rows import (
    DUTIES,
    DUTY_NAMES,
    MEASURES,
    OFFICE,
    OUT,
    PLACES,
    PROOF,
    TARGETS,
    UNSTATED,
    Row,
    Seed,
    Span,
    drawn_from,
    overlap,
    pieces_of,
    rows_of,
)


def _covered(seed: Seed, rows: list[Row], span: Span) -> bool:
    return any(overlap(seed.span(row), span) for row in rows)


def test_every_limit_in_a_sentence_with_elimination_has_a_row(seed: Seed) -> None:
    not_a_limit = {"日产2000吨及以上"}  # the kilns to be fitted with waste heat power, not closed
    limits = {row["界限"] for row in rows_of(OUT)}
    seen = set()
    for left, right in sentence_spans(seed.text):
        sentence = seed.text[left:right]
        if "淘汰" in sentence:
            seen |= set(re.findall("(?:日产)?[0-9]+(?:吨|千安|立方米)(?:及?以[上下])?", sentence))
    assert seen - not_a_limit == limits - {UNSTATED}
    assert not_a_limit < seen


def test_every_phrase_about_elimination_has_a_row(seed: Seed) -> None:
    rows = rows_of(OUT)
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
    rows = rows_of(DUTIES)
    duties = extract_duties(seed.document)
    assert len(duties) > 30
    for duty in duties:
        same = [
            row
            for row in rows
            if overlap(seed.span(row), (duty.start, duty.end)) and row["角色"] == duty.role
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
    rows = rows_of(DUTIES)
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
    members = [row["部门"] for row in rows_of(DUTIES) if row["角色"] == "成员单位"]
    assert members == ["省工业和信息化厅", "发展改革委", "科技厅", "财政厅", "国土资源厅", "环保厅"]


def _told(seed: Seed, rows: list[Row], column: str, word: str, at: int) -> bool:
    """Whether a row whose quote holds the place ``at`` says ``word`` in ``column``."""
    return any(word in row[column] and seed.span(row)[0] <= at < seed.span(row)[1] for row in rows)


def test_every_word_of_support_is_told_by_a_measure(seed: Seed) -> None:
    words = re.compile(
        "支持|鼓励|贴息|免税|优惠|专项资金|贷款|信贷|融资|担保|表彰|奖|用地|审批|环评|目录|项目库|"
        "引进|退出机制|创新体系|产业规划|节能工程|[^信]服务平台|标准"
    )
    rows = rows_of(MEASURES)
    missing = [
        seed.text[match.start() - 8 : match.end() + 8]
        for p in seed.paragraphs()
        for match in words.finditer(seed.text, p.start, p.end)
        if not _told(seed, rows, "内容", match[0], match.start())
    ]
    assert missing == []


def test_every_phrase_of_the_safeguards_has_a_measure(seed: Seed) -> None:
    rows = rows_of(MEASURES)
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
    rows = [row for row in rows_of(TARGETS) if row["时间"] == "2015年"]
    first, *phrases = [seed.text[left:right] for left, right in phrase_spans(seed.text, *sentence)]
    assert first == "到2015年，"
    for phrase in phrases:
        assert any(row["目标值"] in phrase and row["指标名称"] in phrase for row in rows) or any(
            row["目标值"] in phrase and drawn_from(row["指标名称"], phrase, 2) for row in rows
        ), phrase
    assert len(rows) == len(phrases)


def test_every_renovation_to_be_done_in_full_has_a_row(seed: Seed) -> None:
    rows = rows_of(TARGETS)
    for p in seed.paragraphs():
        for match in re.finditer(
            "全部实现|全面完成|全[部面]采用|实现(?=负能)", seed.text[p.start : p.end]
        ):
            assert _told(seed, rows, "目标值", match[0], p.start + match.start()), match


def test_scope_of_the_1260_programme() -> None:
    scopes = {row["目标值"]: row["范围"] for row in rows_of(TARGETS) if "1260" in row["指标名称"]}
    assert scopes == {"60": "全省", "1000": "省辖市", "200": "省"}


def test_bodies_that_the_table_of_departments_does_not_know() -> None:
    table = department_table()
    bodies = {row["部门"] for row in rows_of(DUTIES) if not table.resolve(row["部门"])}
    assert bodies | {"省", "省辖市"} == {
        "各级、各部门和广大企业", "各级政府", "各有关部门", "省政府分管工业的领导", "省领导小组", OFFICE,
        "省直有关部门", "各省辖市、县（市）", "省辖市", "省", "全省重点企业",
    }  # fmt: skip
    assert {"省", "省辖市"} <= {row["部门"] for row in rows_of(DUTIES)}


def test_every_figure_of_the_document_has_a_row(seed: Seed) -> None:
    # the name of a programme; its figure is the target of 1万亿元
    programme = seed.text.index("万亿技术改造促升级计划")
    rows = [*rows_of(TARGETS), *rows_of(OUT)]
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
    for row in rows_of(PLACES):
        covered = by_quote.setdefault(row["原文"], set())
        for column in ("名称", "内容"):
            for start, end in pieces_of(row[column], row["原文"]):
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
    rows = rows_of(PLACES)
    missing = [
        seed.text[left:right]
        for p in seed.paragraphs()
        if p.topic
        for left, right in phrase_spans(seed.text, p.start, p.end)
        if words.search(seed.text[left:right]) and not _covered(seed, rows, (left, right))
    ]
    assert missing == unnamed
