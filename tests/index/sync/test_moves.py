"""Files that are renamed or moved keep their ids, on the real model."""

import shutil
import zipfile
from pathlib import Path

import pytest

from tests.index.sync.folder import OTHER, RULES, Site


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
