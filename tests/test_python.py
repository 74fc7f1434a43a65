"""The examples of docs/python.md run as they stand, and importing the packages stays cheap."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import assistant
import index
from corpus.settings import PROJECT_ROOT

_BLOCKS = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)


def test_the_examples_run(
    seed_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = _BLOCKS.findall((PROJECT_ROOT / "docs" / "python.md").read_text("utf-8"))
    assert blocks
    source = "\n".join(blocks).replace('"资料库"', repr(str(seed_store)))
    exec(compile(source, "docs/python.md", "exec"), {})
    told = capsys.readouterr().out
    assert "answered" in told
    assert "淘汰日产1000吨以下水泥生产线" in told
    assert "豫政办〔2011〕75号 未核实" in told
    assert "问题是空的" in told


def test_metadata_of_the_langchain_documents(seed_store: Path) -> None:
    retriever = index.open_langchain_retriever(seed_store, limit=2)
    store = retriever.searcher.store
    found = retriever.invoke("水泥生产线的淘汰标准")
    assert len(found) == 2
    for document in found:
        about = document.metadata
        text = store.document(about["document_id"]).text
        assert text[about["start"] : about["end"]] == document.page_content
        assert about["validity"] == "未核实" and about["title"] and about["source"]
    retriever.searcher.close()


@pytest.mark.parametrize("package", [assistant, index])
def test_a_package_tells_what_it_offers(package: object) -> None:
    assert all(callable(getattr(package, name)) for name in package.__all__)  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="nothing"):
        package.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_importing_the_packages_is_cheap() -> None:
    heavy = "{'langchain_core', 'chromadb', 'numpy', 'onnxruntime', 'jieba'}"
    check = f"import sys, assistant, index; sys.exit(bool({heavy} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", check], cwd=PROJECT_ROOT, check=True)
