"""A crowd of askers at the real page: all are answered, each what it asked."""

from eval.load.scene import expected_answers, run_askers

QUESTIONS = [
    "日产800吨的水泥线会不会被淘汰？",
    "技术改造项目找谁备案？",
    "贷款利息能给贴吗？",
    "高炉正好400立方米，要淘汰吗？",
    "到2015年技术改造投资的目标是多少？",
    "财政部门负责哪些工作？",
]


def test_a_small_crowd(page_url: str) -> None:
    expected = expected_answers(page_url, QUESTIONS)
    assert len(set(expected.values())) == len(QUESTIONS)
    figures = run_askers(page_url, expected, users=6, seconds=4, pause=0)
    assert figures["asked"] == figures["right"] > 6, figures
    assert 0 < figures["p50_ms"] <= figures["p95_ms"] <= figures["p99_ms"]
