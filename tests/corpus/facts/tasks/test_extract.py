"""Tasks of whole texts: of items with their bodies, of tables, of sentences."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Metadata
from corpus.facts.tasks.extract import extract_tasks
from corpus.facts.tasks.task import Task
from corpus.structure.provisions import parse

TITLE = "某市人民政府办公室关于印发稳增长行动方案的通知"


def tasks_in(body: str, title: str = TITLE) -> list[tuple[str, Task]]:
    text = f"{title}\n各区人民政府：\n{body}\n"
    known = Metadata(title=title, issued=date(2025, 2, 1))
    tasks = extract_tasks(Document("d", "d.txt", text, known, parse(text)))
    return [(text[t.start : t.end], t) for t in tasks]


def who(task: Task) -> tuple[list[str], list[str]]:
    return list(task.lead), list(task.partners)


def test_an_item_goes_from_its_number_to_the_end_of_its_bracket() -> None:
    body = (
        "一、重点任务\n1.改造老旧小区50个。市财政局要保障资金。（牵头单位：市住建局；责任单位：市财政局，"
        "各区人民政府；完成时限：2025年12月底前）\n2.清理河道。（责任单位：市水利局、市城管局）"
    )
    (first, one), (second, two) = tasks_in(body)
    assert first.startswith("1.改造") and first.endswith("底前）")
    assert who(one) == (["市住建局"], ["市财政局", "各区人民政府"])
    assert one.due.day == "2025-12-31" and one.targets[0].value == 50
    assert second.startswith("2.清理") and who(two) == (["市水利局", "市城管局"], [])


def test_lines_below_an_item_belong_to_it() -> None:
    body = (
        "一、主要措施\n1.规范中介服务清单。取消没有依据的事项。\n牵头部门：市审改办\n参与部门：市级有关部门\n"
        "完成时限：持续推进\n2.建立名录。\n牵头部门：市市场监管局\n参与部门：市司法局等\n完成时限：2025年6月底前"
    )
    (first, one), (_, two) = tasks_in(body)
    assert first.startswith("1.规范") and first.endswith("持续推进")
    assert who(one) == (["市审改办"], ["市级有关部门"]) and one.due.text == "持续推进"
    assert who(two) == (["市市场监管局"], ["市司法局"]) and two.due.day == "2025-06-30"


def test_the_first_of_a_list_leads_where_the_document_says_so() -> None:
    body = (
        "一、金融\n1.加大信贷投放。（责任单位：市金融局、市财政局；列首位的为牵头单位，下同）\n"
        "2.降低费率。（责任单位：市财政局、市工信局）"
    )
    assert [who(t) for _, t in tasks_in(body)] == [
        (["市金融局"], ["市财政局"]),
        (["市财政局"], ["市工信局"]),
    ]


def test_sentences_charge_bodies_each_with_its_own() -> None:
    body = (
        "一、保障\n由市发展改革委牵头，市工业和信息化局、市财政局配合，建立调度机制。"
        "财政部门要及时拨付资金；审计部门要加强监督。\n到2027年，新增上市企业10家。"
    )
    found = tasks_in(body)
    assert [who(t) for _, t in found] == [
        (["市发展改革委"], ["市工业和信息化局", "市财政局"]),
        (["财政部门"], []),
        (["审计部门"], []),
        ([], []),
    ]
    assert found[-1][1].due.day == "2027-12-31" and found[-1][1].targets[0].value == 10


def test_who_asks_another_leads_and_lists_go_on_with_unknown_bodies() -> None:
    body = (
        "一、保障\n市住建局协调由市交通委出具通行证，并通报情况。\n区住建局应联合属地卫生健康部门、街道（乡镇）"
        "定期检查工地。\n区住建局收到申报材料后，应按照“谁监管谁负责”的原则，及时组织现场核查。\n"
        "各县人社局、各系列职称主管部门及评审委员会组建单位在疫情防控期间暂停开展评审工作。"
    )
    assert [who(t) for _, t in tasks_in(body)] == [
        (["市住建局"], []),
        (["区住建局"], ["属地卫生健康部门", "街道（乡镇）"]),
        (["区住建局"], []),
        (["各县人社局", "各系列职称主管部门", "评审委员会组建单位"], []),
    ]


def test_a_noun_behind_a_body_is_no_order() -> None:
    assert tasks_in("一、招聘\n各地区事业单位公开招聘在此期间均改为网上组织。") == []


def test_the_last_item_keeps_its_number() -> None:
    body = (
        "一、先进\n（一）宣传。加强宣传。（责任单位：市卫健委）\n（二）表彰。开展表彰。（责任单位：市人社局）\n"
        "以上措施自印发之日起实施。"
    )
    assert [words[:6] for words, _ in tasks_in(body)] == ["（一）宣传。", "（二）表彰。"]


def test_a_bracket_of_bodies_alone_names_who_is_responsible() -> None:
    body = (
        "第一条　面积（8分）。达到前三年平均值。（市农牧业局、市发展改革委，列首的为牵头单位，下同）\n"
        "第二条　产量（8分）。完成产量。（市商务局、联席会议成员单位）\n第三条　依据。见办法（财政部、税务总局）。"
    )
    assert [who(t) for _, t in tasks_in(body)] == [
        (["市农牧业局"], ["市发展改革委"]),
        (["市商务局"], ["联席会议成员单位"]),
    ]


def test_bodies_with_brackets_in_their_names_and_lists_of_branches() -> None:
    body = (
        "一、责任\n各区（市、县、开发区）要承担属地责任。\n各行业主管部门要制定工作指引。\n"
        "省发改、科技、药监、金融监管等部门结合职能分工，做好督促落实。\n考核结果由联席会议向各县政府反馈。"
    )
    assert [who(t)[0] for _, t in tasks_in(body)] == [
        ["各区（市、县、开发区）"],
        ["各行业主管部门"],
        ["省发改", "科技", "药监", "金融监管等部门"],
        ["联席会议"],
    ]


def test_a_month_of_a_counted_year_has_no_date() -> None:
    ((_, task),) = tasks_in("一、评价\n市农牧业局要于考核期第2年10月上旬前报送报告。")
    assert (task.due.text, task.due.day) == ("考核期第2年10月上旬前", "")


def test_a_group_leads_its_members() -> None:
    body = "一、组织\n成立市稳就业工作领导小组，由市长任组长，市人社局、市财政局等为成员单位。"
    ((_, task),) = tasks_in(body)
    assert who(task) == (["市稳就业工作领导小组"], ["市人社局", "市财政局"])


def test_what_companies_get_and_who_explains_is_no_task() -> None:
    body = (
        "一、奖补\n营业收入2000万元以上的企业，给予一次性奖励10万元。\n参保单位要按时申报。\n"
        "本措施由市工信局负责解释，自印发之日起施行，有效期至2027年12月31日。"
    )
    assert tasks_in(body) == []


@given(
    st.text(
        "一二三、（）1.。；\n市财政局牵头配合单位：责任完成时限2025年底前要负责，《》[【",
        max_size=120,
    )
)
def test_spans_lie_in_the_text(body: str) -> None:
    for words, task in tasks_in(body):
        assert words.strip() == words and words
        assert task.end > task.start and task.title is not None
