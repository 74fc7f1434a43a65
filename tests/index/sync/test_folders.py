"""Copies, what documents say of each other, and what else lies in a folder."""

from pathlib import Path

from corpus.life.standing import claims_among
from index.build import Builder
from tests.corpus.samples_of_twins import plan
from tests.index.sync.folder import OTHER, RULES, Site


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
