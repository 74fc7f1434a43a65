"""Files that are renamed, replaced, withdrawn, copied: ids, kept versions and twins, on the real model."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from corpus.document import Document
from corpus.errors import UnknownDocumentError
from corpus.life.standing import claims_among
from index.build import Builder
from index.embeddings import PolicyEmbeddings
from index.progress import Progress
from index.report import FileReport
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore
from tests.corpus.samples_of_twins import plan

RULES = "一、总则\n为支持企业购置设备，制定本办法。\n二、补助标准\n按投资额的{}%给予补助，最高不超过{}万元。\n"
OTHER = "一、申报时间\n每年三月底以前向市工业和信息化局提交申请书。\n"


class Embedded(Progress):
    """Counts the chunks that were embedded."""

    total = 0

    def embedding(self, done: int, total: int) -> None:
        self.total = total


class Site:
    """A folder of documents and the store that is kept in line with it."""

    def __init__(self, directory: Path, embeddings: PolicyEmbeddings) -> None:
        self.folder = directory / "documents"
        self.folder.mkdir()
        self.store = Store(directory / "store", create=True)
        self.vectors = VectorStore(directory / "store" / "vectors")
        self.embeddings = embeddings
        self.embedded = 0

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def build(self, *paths: Path, prune: bool = False) -> dict[str, FileReport]:
        """The reports by source; the chunks embedded are counted in ``embedded``."""
        told = Embedded()
        builder = Builder(self.store, self.vectors, self.embeddings, 280, told)
        reports = builder.build(list(paths) or [self.folder], prune=prune)
        self.embedded = told.total
        assert len({r.source for r in reports}) == len(reports)
        assert self.vectors.ids() == self.store.chunks.ids()
        return {r.source: r for r in reports}

    def ids(self) -> dict[str, str]:
        """Document ids by source."""
        return {e.source: e.document_id for e in self.store.documents.entries().values()}

    def document(self, source: str) -> Document:
        return self.store.document(self.ids()[source])

    def assistant(self) -> Assistant:
        return Assistant(HybridRetriever(self.store, self.vectors, self.embeddings))


@pytest.fixture
def site(tmp_path: Path, embeddings: PolicyEmbeddings) -> Iterator[Site]:
    site = Site(tmp_path, embeddings)
    yield site
    site.store.close()


# ── renamed ──


@pytest.mark.parametrize("prune", [False, True])
@pytest.mark.parametrize("new_name", ["新名.txt", "2024/办法.txt", "2024/工业/新名.txt"])
def test_a_renamed_file_is_the_same_document(site: Site, new_name: str, prune: bool) -> None:
    old = site.write("办法.txt", RULES.format(10, 200))
    site.write("其他.txt", OTHER)
    site.build()
    before = site.ids()
    (site.folder / new_name).parent.mkdir(parents=True, exist_ok=True)
    old.rename(site.folder / new_name)
    report = site.build(prune=prune)[new_name]
    assert (report.status, report.reason) == ("改名", "原名“办法.txt”。")
    assert site.embedded == 0
    assert site.ids() == {new_name: before["办法.txt"], "其他.txt": before["其他.txt"]}
    assert [c.source for c in site.store.chunks.get(site.store.chunks.ids()).values()].count(
        new_name
    )
    assert {r.status for r in site.build(prune=True).values()} == {"未变"}


def test_a_folder_that_was_renamed(site: Site, tmp_path: Path) -> None:
    site.write("办法.txt", RULES.format(10, 200))
    site.build()
    before = site.ids()
    site.folder = site.folder.rename(tmp_path / "政策")
    assert site.build(prune=True)["办法.txt"].status == "未变"
    moved = tmp_path / "全部"
    moved.mkdir()
    site.folder.rename(moved / "政策")
    site.folder = moved
    assert site.build(prune=True)["政策/办法.txt"].status == "改名"
    assert set(site.ids().values()) == set(before.values())


@pytest.mark.parametrize("sidecar", ["办法.yaml", "办法.txt.yaml"])
def test_renamed_with_its_sidecar(site: Site, sidecar: str) -> None:
    site.write("办法.txt", RULES.format(10, 200))
    site.write(sidecar, "title: 设备补助办法\n")
    site.build()
    before = site.document("办法.txt")
    for path in list(site.folder.iterdir()):
        path.rename(site.folder / path.name.replace("办法", "新名"))
    report = site.build(prune=True)["新名.txt"]
    assert (report.status, site.embedded) == ("改名", 0)
    after = site.document("新名.txt")
    assert (after.document_id, after.metadata) == (before.document_id, before.metadata)


def test_renamed_without_its_sidecar(site: Site) -> None:
    """What the sidecar said is gone, the document stays the same."""
    site.write("办法.txt", RULES.format(10, 200))
    site.write("办法.yaml", "number: 某政办〔2024〕1号\n")
    site.build()
    before = site.ids()["办法.txt"]
    (site.folder / "办法.txt").rename(site.folder / "新名.txt")
    reports = site.build(prune=True)
    assert reports["新名.txt"].status == "更新"
    assert "原名“办法.txt”" in reports["新名.txt"].reason
    assert reports["办法.yaml"].status == "失败"
    assert site.ids() == {"新名.txt": before}
    assert site.document("新名.txt").metadata.number == ""


def test_a_renamed_archive_keeps_its_documents(site: Site) -> None:
    archive = site.folder / "文件包.zip"
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("甲/办法.txt", RULES.format(10, 200))
        written.writestr("其他.txt", OTHER)
    site.build()
    before = site.ids()
    (site.folder / "2024").mkdir()
    archive.rename(site.folder / "2024" / "新包.zip")
    report = site.build(prune=True)["2024/新包.zip"]
    assert (report.status, site.embedded) == ("改名", 0)
    assert site.ids() == {
        "2024/新包.zip/甲/办法.txt": before["文件包.zip/甲/办法.txt"],
        "2024/新包.zip/其他.txt": before["文件包.zip/其他.txt"],
    }
    assert {r.status for r in site.build(prune=True).values()} == {"未变"}


def test_a_new_file_under_the_old_name_is_another_document(site: Site) -> None:
    old = site.write("办法.txt", RULES.format(10, 200))
    site.build()
    old.rename(site.folder / "办法（旧）.txt")
    site.build()
    site.write("办法.txt", RULES.format(30, 900))
    reports = site.build()
    assert (reports["办法.txt"].status, reports["办法（旧）.txt"].status) == ("新增", "未变")
    ids = site.ids()
    assert len(set(ids.values())) == 2
    assert "200万元" in site.document("办法（旧）.txt").text
    assert "900万元" in site.document("办法.txt").text
    assert {r.status for r in site.build().values()} == {"未变"}


def test_two_files_that_change_names(site: Site) -> None:
    """No id leads to a text that isn't its own, whichever names the files bear."""
    site.write("甲.txt", RULES.format(10, 200))
    site.write("乙.txt", OTHER)
    site.build()
    versions = {i: site.store.document(i).version for i in site.ids().values()}
    (site.folder / "甲.txt").rename(site.folder / "丙")
    (site.folder / "乙.txt").rename(site.folder / "甲.txt")
    (site.folder / "丙").rename(site.folder / "乙.txt")
    site.build(prune=True)
    assert set(site.ids()) == {"甲.txt", "乙.txt"}
    assert site.document("甲.txt").text == OTHER
    for document_id, version in versions.items():
        assert site.store.document(document_id, version).version == version


def test_a_second_copy_is_no_move(site: Site) -> None:
    site.write("甲.txt", RULES.format(10, 200))
    site.build()
    shutil.copy(site.folder / "甲.txt", site.folder / "乙.txt")
    assert site.build()["乙.txt"].status == "新增"
    assert len(site.ids()) == 2
    # both copies go to new places: each keeps one of the ids
    before = set(site.ids().values())
    for name in ("甲.txt", "乙.txt"):
        (site.folder / name).rename(site.folder / f"新{name}")
    assert [r.status for r in site.build(prune=True).values()] == ["改名", "改名"]
    assert set(site.ids().values()) == before


# ── replaced, withdrawn ──


def test_a_quote_from_a_replaced_document_is_still_found(site: Site) -> None:
    amounts = (200, 300, 400)
    cited = []
    for amount in amounts:
        site.write("办法.txt", RULES.format(10, amount))
        site.build()
        answer = site.assistant().ask("购置设备最高补助多少")
        cited.append(next(c for c in answer.citations if f"{amount}万元" in c.quote))
    assert len({c.document_id for c in cited}) == 1
    assert len({c.version for c in cited}) == len(amounts)
    for citation in cited:
        document = site.store.document(citation.document_id, citation.version)
        assert document.version == citation.version
        assert document.text[citation.start : citation.end] == citation.quote
        provision = document.provision_at(citation.start)
        assert provision and provision.section == citation.section
    live = site.store.document(cited[0].document_id)
    assert live.version == cited[-1].version
    with pytest.raises(UnknownDocumentError):
        site.store.document(cited[0].document_id, "0" * 12)


def test_a_text_that_comes_back_is_no_earlier_version(site: Site) -> None:
    for amount in (200, 300, 200):
        site.write("办法.txt", RULES.format(10, amount))
        site.build()
    (document_id,) = site.ids().values()
    with site.store.reading() as db:
        rows = db.execute("SELECT text FROM versions WHERE document_id = ?", (document_id,))
        assert [row[0] for row in rows] == [RULES.format(10, 300)]


@pytest.mark.parametrize("again", [False, True])
def test_a_withdrawn_document_still_opens(site: Site, again: bool) -> None:
    path = site.write("办法.txt", RULES.format(10, 200))
    site.write("其他.txt", OTHER)
    site.build()
    before = site.document("办法.txt")
    path.unlink()
    assert set(site.build()) == {"其他.txt"}
    assert site.build(prune=True)["办法.txt"].status == "移除"
    with pytest.raises(UnknownDocumentError):
        site.store.document(before.document_id)
    assert site.store.document(before.document_id, before.version) == before
    answer = site.assistant().ask("购置设备最高补助多少万元")
    assert before.document_id not in {c.document_id for c in answer.citations}
    if again:
        site.write("办法.txt", RULES.format(10, 200))
        assert site.build()["办法.txt"].status == "新增"
        assert site.document("办法.txt") == before


def test_a_file_that_is_spoilt_keeps_its_document(site: Site) -> None:
    site.write("办法.txt", RULES.format(10, 200))
    site.build()
    before = site.document("办法.txt")
    (site.folder / "办法.txt").write_bytes(b"")
    assert site.build(prune=True)["办法.txt"].status == "失败"
    assert site.document("办法.txt") == before


# ── sidecars ──


def test_a_sidecar_that_changes_is_read_and_nothing_embedded(site: Site) -> None:
    site.write("办法.txt", RULES.format(10, 200))
    site.write("办法.yaml", "title: 设备补助办法\n")
    site.build()
    before = site.document("办法.txt")
    site.write("办法.yaml", "title: 设备补助办法\nnumber: 某政办〔2024〕1号\nvalidity: 已废止\n")
    assert (site.build()["办法.txt"].status, site.embedded) == ("更新", 0)
    after = site.document("办法.txt")
    assert (after.document_id, after.version) == (before.document_id, before.version)
    assert after.metadata.number == "某政办〔2024〕1号"
    assert site.store.names.named("", "某政办[2024]1号") == after.document_id
    # the title stands in front of every chunk
    site.write("办法.yaml", "title: 设备购置奖补办法\n")
    assert site.build()["办法.txt"].status == "更新" and site.embedded > 0
    (site.folder / "办法.yaml").unlink()
    assert site.build()["办法.txt"].status == "更新"
    assert site.document("办法.txt").metadata.title == ""
    assert site.build()["办法.txt"].status == "未变"


def test_which_file_a_sidecar_speaks_for(site: Site) -> None:
    for name in ("甲.txt", "甲.md", "乙.txt", "乙.md"):
        site.write(name, OTHER)
    site.write("甲.yaml", "number: 某政办〔2024〕1号\n")
    site.write("乙.md.yaml", "number: 某政办〔2024〕2号\n")
    reports = site.build()
    assert [r.status for r in reports.values()] == ["新增"] * 4
    assert {source: site.document(source).metadata.number for source in reports} == {
        "甲.txt": "某政办〔2024〕1号",
        "甲.md": "某政办〔2024〕1号",
        "乙.txt": "",
        "乙.md": "某政办〔2024〕2号",
    }


def test_a_slip_in_a_sidecar_keeps_what_was_known(site: Site) -> None:
    site.write("办法.txt", RULES.format(10, 200))
    site.write("办法.yaml", "number: 某政办〔2024〕1号\n")
    site.build()
    site.write("办法.yaml", "nummer: 某政办〔2024〕1号\n")
    report = site.build()["办法.txt"]
    assert report.status == "失败" and "nummer" in report.reason
    assert site.document("办法.txt").metadata.number == "某政办〔2024〕1号"


# ── the same text twice ──


def test_a_copy_from_another_site_is_recognised(site: Site) -> None:
    text = plan("甲市", 2024)
    site.write("市政府.txt", text)
    site.build()
    site.write("工信局/方案.txt", f"{text}\n扫一扫在手机打开当前页\n")
    report = site.build()["工信局/方案.txt"]
    assert report.status == "新增"
    assert report.reason == "与“市政府.txt”内容基本相同。"
    ids = site.ids()
    one, other = ids["市政府.txt"], ids["工信局/方案.txt"]
    assert site.store.twins.of(one) == {other} and site.store.twins.of(other) == {one}

    for question in ("甲市技术改造怎么支持企业设备更新", "对企业技术改造有哪些金融支持"):
        answer = site.assistant().ask(question)
        assert answer.status == "answered"
        assert len({c.document_id for c in answer.citations}) == 1

    (site.folder / "市政府.txt").unlink()
    site.build(prune=True)
    assert site.store.twins.of(other) == site.store.twins.of(one) == set()


def test_a_copy_that_becomes_another_text_is_no_twin_any_more(site: Site) -> None:
    for name in ("甲.txt", "乙.txt"):
        site.write(name, plan("甲市", 2024))
    reports = site.build()
    # either of two that come together names the other
    assert [r.reason for r in reports.values()] == [
        "与“甲.txt”内容基本相同。",
        "与“乙.txt”内容基本相同。",
    ]
    site.write("乙.txt", OTHER)
    assert site.build()["乙.txt"].reason == ""
    assert all(site.store.twins.of(i) == set() for i in site.ids().values())


def test_documents_of_one_template_are_not_twins(site: Site) -> None:
    """Another year, another city, another number: each answers for itself."""
    for city, year in (("甲市", 2023), ("甲市", 2024), ("乙市", 2024)):
        site.write(f"{city}{year}.txt", plan(city, year))
    for serial in (1, 2):
        site.write(f"文号{serial}.txt", RULES.format(10, 200))
        site.write(f"文号{serial}.yaml", f"number: 某政办〔2024〕{serial}号\n")
    reports = site.build()
    assert {r.status for r in reports.values()} == {"新增"}
    assert all(site.store.twins.of(i) == set() for i in site.ids().values())
    assert not any(r.reason for r in reports.values())


# ── what documents say of each other ──


def test_the_store_knows_what_a_listing_of_all_documents_knows(site: Site) -> None:
    """``Store.claims`` asks its tables, ``claims_among`` has everything in memory."""
    title = "title: 设备补助办法\n"
    registers = {
        "甲": f"{title}number: 某政办〔2015〕3号\nissued: 2015-03-01\nreplaced_by: 设备补助办法\n",
        "乙": f"{title}number: 某政办〔2024〕1号\nissued: 2024-01-01\nreplaces: 设备补助办法\n",
        "丙": f"{title}number: 某政办〔2018〕7号\nrepealed_by: 《设备补助办法》（某政办[2024]第1号）\n",
        "丁": "title: 清理决定\nrepeals:\n- 某政办〔2018〕7号\n- 不在库的办法\namends: 用地意见\n",
        "戊": "title: 用地意见\nrepealed_by: 《不在库的办法》（某政〔2020〕1号）\n",
    }
    for name, register in registers.items():
        site.write(f"{name}.txt", f"{name}类事项按照规定办理。\n")
        site.write(f"{name}.yaml", f"{register}searchable: false\n")
    site.build()
    documents = {
        document_id: site.store.document(document_id)
        for document_id in site.store.documents.entries()
    }
    among = claims_among({i: document.metadata for i, document in documents.items()})
    for document_id, document in documents.items():
        assert set(site.store.names.claims(document)) == set(among.get(document_id, ())), (
            document.source
        )
    ids = site.ids()
    named = {
        name: {(c.kind.value, c.document_id) for c in among.get(ids[f"{name}.txt"], ())}
        for name in registers
    }
    assert named["乙"] == set()
    assert ("被替代", ids["乙.txt"]) in named["甲"]
    assert named["丙"] >= {("被废止", ids["乙.txt"]), ("被废止", ids["丁.txt"])}
    assert named["戊"] == {("被废止", ""), ("被修改", ids["丁.txt"])}


# ── what else lies in a folder ──


def test_files_that_are_no_documents(site: Site) -> None:
    site.write("办法.txt", OTHER)
    for name in ("安装.exe", "会议.mp4", "草稿.yaml", "没有的文件.docx.yml", "图标.ico"):
        site.write(name, "x")
    for name in (
        "~$办法.docx",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        ".git/config",
        "~$x/a.txt",
    ):
        site.write(name, "x")
    reports = site.build()
    failed = {r.source: r.reason for r in reports.values() if r.status == "失败"}
    assert reports["办法.txt"].status == "新增"
    assert failed == {
        "安装.exe": "不支持的文件类型“.exe”，未导入。",
        "会议.mp4": "不支持的文件类型“.mp4”，未导入。",
        "图标.ico": "不支持的文件类型“.ico”，未导入。",
        "草稿.yaml": "旁边没有它所说明的文件，元数据未使用。",
        "没有的文件.docx.yml": "旁边没有它所说明的文件，元数据未使用。",
    }


def test_one_name_in_two_folders(site: Site, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "办法.txt").write_text(RULES.format(10, len(name)), "utf-8")
    builder = Builder(site.store, site.vectors, site.embeddings, 280)
    taken, refused = builder.build([tmp_path / "a", tmp_path / "b"])
    assert (taken.status, refused.status) == ("新增", "失败")
    assert "同名" in refused.reason
