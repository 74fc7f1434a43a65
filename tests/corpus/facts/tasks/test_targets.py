"""Targets: what is to be reached, apart from what is paid, let off or asked of who applies."""

import pytest

from corpus.facts.tasks.targets import find_targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("技术改造投资年均增幅30%以上，投资累计超过1万亿元", [(30, "%", "≥"), (1, "万亿元", "≥")]),
        ("将审查总体流程时间压缩至3周以内", [(3, "周", "≤")]),
        ("开辟48小时内办结的绿色通道", [(48, "小时", "≤")]),
        ("给予贴息，确保企业贷款利率低于1.6%", [(1.6, "%", "≤")]),
        ("新增上市企业10家", [(10, "家", "=")]),
        ("培育百家专精特新企业", [(100, "家", "=")]),
        ("至少组建4支队伍", [(4, "支", "≥")]),
        ("拖欠账款清偿一半以上", [(50, "%", "≥")]),
        ("可减免担保费，对小微企业收取的担保费率降至1%以内", [(1, "%", "≤")]),
        ("通过邮箱申报，3天内审核拨付补贴", [(3, "天", "≤")]),
        ("新增担保贷款额度5000万元", [(5000, "万元", "=")]),
        ("加快落实首批20亿元贷款额度", [(20, "亿元", "=")]),
        ("将补偿比例由20%提升至40%", [(40, "%", "=")]),
        ("每个区要选取至少一个便民服务中心", [(1, "个", "≥")]),
    ],
)
def test_targets(text: str, targets: list[tuple[float, str, str]]) -> None:
    found = find_targets(text, 0, len(text))
    assert [(t.value, t.unit, t.direction.value) for t in found] == targets
    assert all(t.text in text for t in found)


@pytest.mark.parametrize(
    "text",
    [
        "营业收入2000万元以上的企业，给予奖励100万元",
        "按减免金额的30%给予支持",
        "贴息期限不超过1年",
        "提供24小时心理咨询服务",
        "落实《稳定经济增长20条政策措施》",
        "每户补助5000元",
        "按贷款利率的50%给予贴息",
        "给予最高500万元贷款额度",
        "补助期限为30天内",
    ],
)
def test_no_targets(text: str) -> None:
    assert find_targets(text, 0, len(text)) == ()
