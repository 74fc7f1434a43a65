"""Files in: whatever Chinese offices save, the words arrive unchanged or the reason is clear."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DocumentError
from corpus.loader import SourceFile, find_files, load
from corpus.settings import settings

TEXT = "一、总则\n各级政府要抓好落实，淘汰100千安以下电解槽。\n二○一一年七月五日\n"


def _file(path: Path) -> SourceFile:
    (file,) = find_files([path])
    return file


def _load(tmp_path: Path, data: bytes, name: str = "文件.txt") -> str:
    path = tmp_path / name
    path.write_bytes(data)
    return load(_file(path)).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, line_end: str) -> None:
    assert _load(
        tmp_path, TEXT.replace("○", "〇").replace("\n", line_end).encode(encoding)
    ) == TEXT.replace("○", "〇")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_of_either_order(tmp_path: Path, encoding: str) -> None:
    assert _load(tmp_path, ("\ufeff" + TEXT).encode(encoding)) == TEXT


def test_rare_characters_of_gb18030(tmp_path: Path) -> None:
    text = "企业名称：𠮷祥（龘）公司。\n" + TEXT
    assert _load(tmp_path, text.encode("gb18030")) == text


@given(st.text(alphabet="企业技改，。一二（）\u3000 \n\u20280aA", min_size=1, max_size=80))
def test_utf8_is_stored_as_it_stands(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    text = "企业" + words
    assert _load(tmp_path_factory.mktemp("utf8"), text.encode()) == text


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", "\u3000\n".encode(), b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"], ids=repr
)
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DocumentError, match="空"):
        _load(tmp_path, data)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4,
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(255, -1, -1)) * 4,
        b"\x7fELF\x02\x01\x01\x00" + b"\x00\xff" * 400,
    ],
    ids=["bytes", "png", "zip", "elf"],
)
def test_binary_content_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        _load(tmp_path, data)
    assert "\n" not in str(caught.value)


def test_a_file_cut_off_inside_a_character_is_never_stored_as_gibberish(tmp_path: Path) -> None:
    data = TEXT.encode()[:-3]
    try:
        stored = _load(tmp_path, data)
    except DocumentError:
        return
    assert stored.startswith(TEXT[:30])


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_MAX_FILE_MB", "1")
    settings.cache_clear()
    with pytest.raises(DocumentError, match="1 MB"):
        _load(tmp_path, TEXT.encode() * 20_000)


def test_the_type_is_found_in_the_bytes(tmp_path: Path) -> None:
    assert _load(tmp_path, TEXT.encode(), "文件.doc") == TEXT
    assert _load(tmp_path, TEXT.encode(), "没有扩展名") == TEXT
    with pytest.raises(DocumentError, match="二进制"):
        _load(tmp_path, bytes(range(256)) * 40, "文件.doc")


def test_a_type_that_is_no_document_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="不支持的文件类型"):
        _load(tmp_path, TEXT.encode(), "文件.exe")


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="没有这份"):
        list(find_files([tmp_path / "没有这份.txt"]))


def test_folders_are_read_in_order_without_hidden_files_and_sidecars(tmp_path: Path) -> None:
    for name in ("乙/二.txt", "甲/一.txt", "甲/.草稿.txt", ".git/三.txt", "甲/一.yaml", "四.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("title: 甲" if name.endswith("yaml") else TEXT, encoding="utf-8")
    found = [file.source for file in find_files([tmp_path])]
    assert found == sorted(found)
    assert set(found) == {"甲/一.txt", "乙/二.txt", "四.md"}


def test_a_document_keeps_its_id_wherever_the_folder_stands(tmp_path: Path) -> None:
    ids = []
    for folder in ("旧机器", "新机器"):
        path = tmp_path / folder / "甲" / "一.txt"
        path.parent.mkdir(parents=True)
        path.write_text(TEXT, encoding="utf-8")
        (file,) = find_files([tmp_path / folder])
        ids.append(load(file).document_id)
    assert ids[0] == ids[1]
