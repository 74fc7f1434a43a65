"""Metadata beside a document: it wins over the text, and a slip in it is named in one line."""

from datetime import date
from pathlib import Path

import pytest

from corpus.document import Document, Metadata, Origin, Relation, RelationKind, Validity
from corpus.errors import MetadataError
from corpus.loader import find_files, load

TEXT = (
    "某某省人民政府关于促进产业发展的意见\n某政〔2024〕8号\n各市人民政府：\n一、总则\n各市要抓好落实。\n"
    "某某省人民政府\n2024年3月1日\n"
)


def _load(tmp_path: Path, sidecar: str | bytes | None) -> Document:
    path = tmp_path / "意见.txt"
    path.write_text(TEXT, encoding="utf-8")
    if sidecar is not None:
        data = sidecar.encode() if isinstance(sidecar, str) else sidecar
        path.with_suffix(".yaml").write_bytes(data)
    (file,) = find_files([path])
    return load(file)


def _refused(tmp_path: Path, sidecar: str | bytes) -> str:
    with pytest.raises(MetadataError) as caught:
        _load(tmp_path, sidecar)
    message = str(caught.value)
    assert "意见.yaml" in message
    assert "\n" not in message
    return message


def test_without_a_sidecar_the_text_speaks_and_validity_stays_unverified(tmp_path: Path) -> None:
    assert _load(tmp_path, None).metadata == Metadata(
        title="某某省人民政府关于促进产业发展的意见",
        number="某政〔2024〕8号",
        issuer="某某省人民政府",
        issued=date(2024, 3, 1),
        validity=Validity.UNVERIFIED,
        addressee="各市人民政府",
        origins=dict.fromkeys(("title", "number", "issuer", "issued", "addressee"), Origin.TEXT),
    )


def test_the_sidecar_wins_and_the_text_fills_the_gaps(tmp_path: Path) -> None:
    metadata = _load(tmp_path, "title: 别名\nvalidity: 已废止\nsource_note: 见公告\n").metadata
    assert (metadata.title, metadata.validity, metadata.source_note) == (
        "别名",
        Validity.REPEALED,
        "见公告",
    )
    assert (metadata.number, metadata.issued) == ("某政〔2024〕8号", date(2024, 3, 1))
    assert {name: metadata.origins[name] for name in ("title", "validity", "number")} == {
        "title": Origin.SIDECAR,
        "validity": Origin.SIDECAR,
        "number": Origin.TEXT,
    }


@pytest.mark.parametrize("state", list(Validity))
def test_every_state_can_be_written(tmp_path: Path, state: Validity) -> None:
    assert _load(tmp_path, f"validity: {state}\n").metadata.validity is state


@pytest.mark.parametrize("field", ["title", "number", "issued", "validity", "source_url"])
def test_a_field_left_blank_is_not_given(tmp_path: Path, field: str) -> None:
    assert _load(tmp_path, f"source_note: 见公告\n{field}:\n").metadata == (
        _load(tmp_path, "source_note: 见公告\n").metadata
    )


@pytest.mark.parametrize("written", ["2024-05-06", "2024-05-06 10:30:00", "'2024-05-06'"])
def test_dates_however_yaml_reads_them(tmp_path: Path, written: str) -> None:
    """A date stays a plain date, so that it survives the store."""
    metadata = _load(tmp_path, f"issued: {written}\n").metadata
    assert type(metadata.issued) is date
    assert Metadata.from_json(metadata.to_json()).issued == date(2024, 5, 6)


def test_a_sidecar_saved_by_notepad(tmp_path: Path) -> None:
    assert (
        _load(tmp_path, "title: 别名\r\nnumber: 75\r\n".encode("utf-8-sig")).metadata.title
        == "别名"
    )


@pytest.mark.parametrize(
    "sidecar",
    [
        "title: [未闭合",
        "title: 甲\n\tnumber: 乙",
        "a: b: c",
        "title: !!python/object:os.system 甲",
        "标题：别名",
        "- 甲\n- 乙",
    ],
)
def test_what_is_no_list_of_fields(tmp_path: Path, sidecar: str) -> None:
    _refused(tmp_path, sidecar)


def test_another_encoding(tmp_path: Path) -> None:
    _refused(tmp_path, "title: 别名\n".encode("gb18030"))


def test_an_unknown_field_is_named(tmp_path: Path) -> None:
    assert "tittle" in _refused(tmp_path, "tittle: 别名\n")


@pytest.mark.parametrize(
    "written", ["2024年3月1日", "2024-13-45", "2024-02-30", "2024", "[2024]", "很久以前"]
)
def test_a_bad_date_shows_how_to_write_one(tmp_path: Path, written: str) -> None:
    message = _refused(tmp_path, f"issued: {written}\n")
    assert "issued" in message
    assert "2011-07-05" in message


@pytest.mark.parametrize("written", ["有效", "true", "[现行有效]", "{a: b}"])
def test_a_bad_state_lists_the_possible_ones(tmp_path: Path, written: str) -> None:
    message = _refused(tmp_path, f"validity: {written}\n")
    assert all(state in message for state in Validity)


@pytest.mark.parametrize("written", ["[甲, 乙]", "{甲: 乙}"])
def test_a_text_field_holds_text(tmp_path: Path, written: str) -> None:
    assert "title" in _refused(tmp_path, f"title: {written}\n")


@pytest.mark.parametrize("kind", list(RelationKind))
def test_every_relation_can_be_written(tmp_path: Path, kind: RelationKind) -> None:
    key = kind.name.lower()
    relations = _load(tmp_path, f"{key}: 《产业办法》（某政办[2015]3号）\n").metadata.relations
    assert relations == (Relation(kind, "产业办法", "某政办〔2015〕3号"),)
    relations = _load(tmp_path, f"{key}:\n- 产业办法\n- 某政办〔2015〕3号\n").metadata.relations
    assert relations == (Relation(kind, "产业办法"), Relation(kind, number="某政办〔2015〕3号"))


def test_what_only_tables_hold(tmp_path: Path) -> None:
    assert _load(tmp_path, "searchable: false\n").metadata.searchable is False
    assert "searchable" in _refused(tmp_path, "searchable: 有时\n")
    assert "columns" in _refused(tmp_path, "columns: 事项名称\n")
    assert _load(tmp_path, "annexes: [甲, 乙]\n").metadata.annexes == ("甲", "乙")


def test_one_of_two_formats_may_have_its_own(tmp_path: Path) -> None:
    for name in ("意见.txt", "意见.md"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "意见.yaml").write_text("source_note: 两份\n", encoding="utf-8")
    (tmp_path / "意见.md.yaml").write_text("source_note: 一份\n", encoding="utf-8")
    notes = {file.source: load(file).metadata.source_note for file in find_files([tmp_path])}
    assert notes == {"意见.txt": "两份", "意见.md": "一份"}
