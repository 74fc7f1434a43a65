"""What each level of government has to do, side by side."""

from assistant.assistant import Assistant


def test_levels_are_told_apart(assistant: Assistant) -> None:
    answer = assistant.ask("省里、市里、县里各要做什么")
    assert answer.kind == "levels"
    assert answer.markdown.startswith("文件写明的任务：省")
    assert "全省经常性" not in answer.markdown
    for words in ("省领导小组办公室要及时协调", "省辖市重点推进1000个", "制定本地技术改造规划"):
        assert words in answer.markdown


def test_one_level_is_no_comparison(assistant: Assistant) -> None:
    assert assistant.ask("各省辖市要做哪些事").kind != "levels"
