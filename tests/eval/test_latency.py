"""Times of a search and an answer on the seed document: stages are parts of the whole."""

from pathlib import Path

from assistant.assistant import Assistant
from eval.latency import measure
from index.session import open_retriever


def test_stages_add_up_and_nothing_stays_changed(seed_store: Path) -> None:
    assistant = Assistant(open_retriever(seed_store))
    before = assistant.ask("贷款贴息由谁落实？")
    found = measure(assistant, ["贷款贴息由谁落实？", "技改项目找谁备案？"])
    for part in ("search", "answer"):
        stages = found[part]["stages"]
        assert stages["rest"] >= 0 and found[part]["p95_ms"] >= found[part]["p50_ms"] > 0
    assert found["search"]["stages"]["embedding"] > 0 < found["answer"]["stages"]["search"]
    assert assistant.ask("贷款贴息由谁落实？").markdown == before.markdown
