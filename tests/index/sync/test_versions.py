"""Files that are replaced, withdrawn, spoilt or described anew: what was quoted still opens."""

import pytest

from corpus.errors import UnknownDocumentError
from tests.index.sync.folder import OTHER, RULES, Site


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
