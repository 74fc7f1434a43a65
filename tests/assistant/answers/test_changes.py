"""Old against new in a conversation: what changed first, both texts beside each other, each cited."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.blocks import Table
from assistant.understanding.versions import compares_versions, years_named
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore
from tests.corpus.compare.samples import NEW, OLD

ISSUED = (
    "青山市人民政府办公室关于印发青山市绿色工厂奖励{kind}的通知\n青政办〔{year}〕{n}号\n各县人民政府：\n"
    "现印发给你们。{end}\n青山市人民政府办公室\n{year}年2月1日\n\n"
)


@pytest.fixture(scope="module")
def assistant(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("versions")
    gone = "《青山市绿色工厂奖励暂行办法》（青政办〔2020〕7号）同时废止。"
    old = ISSUED.format(kind="暂行办法", year=2020, n=7, end="") + OLD.replace(
        "奖励办法", "奖励暂行办法"
    )
    (folder / "旧.txt").write_text(old, "utf-8")
    (folder / "新.txt").write_text(
        ISSUED.format(kind="办法", year=2023, n=9, end=gone) + NEW, "utf-8"
    )
    other = "青山市车辆管理规定\n第一条　车辆应当停放在指定地点。\n第二条　违反规定停放的，处200元罚款。\n"
    (folder / "车辆.txt").write_text(other, "utf-8")
    for n, fine in enumerate((50, 80)):
        parks = f"青山市公园管理规定\n第一条　公园应当免费开放。\n第二条　攀折花木的，处{fine}元罚款。\n"
        (folder / f"公园{n}.txt").write_text(parks, "utf-8")
    with closing(Store(folder / ".store", create=True)) as store:
        vectors = VectorStore(folder / ".store" / "vectors")
        embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
        Builder(store, vectors, embeddings, 280).build([folder])
        yield Assistant(HybridRetriever(store, vectors, embeddings))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("绿色工厂的奖励标准，新旧办法有什么不同？", "20万元改为30万元。"),
        ("2020年和2023年绿色工厂奖励的金额有什么变化", "20万元改为30万元。"),
        ("申请时间新办法跟旧办法比改了吗", "6月1日改为5月1日，6月30日改为5月31日"),
        ("关于第三方机构评价，新老办法有啥区别", "可以改为应当。"),
    ],
)
def test_the_change_asked_for_is_the_first_line(
    assistant: Assistant, question: str, first: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.kind, answer.status) == ("changes", "answered")
    assert answer.markdown.startswith(first)


def test_both_texts_stand_side_by_side_each_cited(assistant: Assistant) -> None:
    """旧（2020年，已废止） | 新（2023年）; each cell with a citation whose offsets are exact."""
    answer = assistant.ask("绿色工厂的奖励标准，新旧办法有什么不同？")
    (table,) = [block for block in answer.blocks if isinstance(block, Table)]
    assert table.columns == ("条款", "旧（2020年，已废止）", "新（2023年）")
    ((label, old, new),) = table.rows
    assert label == ("第四条→第六条（数字）",)
    assert old[0] == "对首次认定的市级绿色工厂，给予一次性奖励20万元。"
    assert new[0] == "对首次认定的市级绿色工厂，给予一次性奖励30万元。"
    for citation in answer.citations:
        text = assistant.library.version(citation.document_id, citation.version).text
        assert text[citation.start : citation.end] == citation.quote


def test_all_changes_are_counted_and_those_that_matter_shown(assistant: Assistant) -> None:
    shown = assistant.ask("绿色工厂奖励新旧办法有哪些变化？").markdown
    assert shown.startswith(
        "与《青山市绿色工厂奖励暂行办法》（2020年，已废止）相比，《青山市绿色工厂奖励办法》（2023年）修改"
    )
    assert "新增1条：\n\n- 第二条　本办法所称绿色工厂" in shown


@pytest.mark.parametrize(
    "question",
    [
        "青政办〔2023〕9号和青政办〔2020〕7号有什么区别",
        "《青山市绿色工厂奖励办法》跟旧办法比改了什么",
    ],
)
def test_documents_that_are_named_are_those_compared(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).markdown.startswith("与《青山市绿色工厂奖励暂行办法》")


def test_what_was_added_alone(assistant: Assistant) -> None:
    shown = assistant.ask("绿色工厂奖励新办法比旧办法新增了什么").markdown
    assert shown.startswith("《青山市绿色工厂奖励办法》（2023年）新增1条：")


def test_what_did_not_change_is_said_so(assistant: Assistant) -> None:
    shown = assistant.ask("推动工业绿色发展这个目的，新旧办法有什么不同").markdown
    assert shown.startswith("这一点没有变化，新旧两版都规定：\n\n- 第一条")


@pytest.mark.parametrize(
    "question", ["《青山市车辆管理规定》新旧两版有什么不同", "车辆管理规定新旧有什么不同"]
)
def test_one_version_alone_can_not_be_compared(assistant: Assistant, question: str) -> None:
    """And no other document with versions is taken in its place."""
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert "资料库里只有《青山市车辆管理规定》这一版" in answer.markdown


@pytest.mark.parametrize(
    "question", ["前后两版有啥区别", "办法改了哪些地方", "修改前后有什么变化", "跟上一版比多了什么"]
)
def test_where_no_text_is_named_the_only_one_with_versions_is_meant(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.kind, answer.status) == ("changes", "answered")
    assert "奖励办法" in answer.markdown


def test_two_texts_of_one_title_without_days_are_not_called_one(assistant: Assistant) -> None:
    answer = assistant.ask("青山市公园管理规定修改前后有什么变化")
    assert answer.status == "not_found"
    assert "有2份文件都叫《青山市公园管理规定》" in answer.markdown


def test_a_text_that_is_not_here_has_no_versions(assistant: Assistant) -> None:
    answer = assistant.ask("排污收费条例这次修订改了哪些地方")
    assert answer.status == "not_found"
    assert "排污" not in "".join(c.quote for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "某条例改了哪些地方",
        "这部条例有哪些修改",
        "两个版本有什么不一样",
        "改版后的办法取消了哪些要求",
        "条例第八条修改前后有什么变化",
    ],
)
def test_ways_to_ask_what_an_amendment_changed(question: str) -> None:
    assert compares_versions(question)


@pytest.mark.parametrize(
    "question",
    [
        "企业注册后改了地址要办什么",
        "修改章程需要什么材料",
        "补贴标准有哪些变化",
        "前后两次申请有什么要求",
        "高新技术企业奖励多少",
        "职工医保跟居民医保哪里不一样",
        "新认定的企业和老企业奖励分别是多少",
        "2023年发布的有哪些",
    ],
)
def test_other_comparisons_are_not_of_versions(question: str) -> None:
    assert not compares_versions(question)


def test_years_are_read_as_people_write_them() -> None:
    assert years_named("2020年和23年的办法，第12号") == [2020, 2023]
