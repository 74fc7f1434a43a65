"""Zip archives, wrong names and files that can't be taken."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from corpus.errors import DocumentError
from corpus.loaders import Extracted, Refused, extract, extract_bytes
from tests.corpus.loaders import loader_samples as samples

TEXT = "一、为加强技术改造，制定本办法。\n".encode()


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def read(data: bytes, limit_mb: int = 5) -> dict[str, Extracted | Refused]:
    return {item.name: item for item in extract_bytes(data, "a.zip", limit_mb=limit_mb)}


def test_members_and_reasons() -> None:
    found = read(
        zipped(
            {
                "通知/a.txt": TEXT, "b.docx": samples.seed_docx(), "../外面.txt": TEXT, "/root.txt": TEXT,
                "C:\\x.txt": TEXT, "内层.zip": zipped({"a.txt": TEXT}), "c.exe": b"MZ" + bytes(100), "空.txt": b"",
                "图.txt": bytes(range(256)) * 20, "__MACOSX/._a.txt": b"x",
            }
        )
    )  # fmt: skip
    assert {name for name, item in found.items() if isinstance(item, Extracted)} == {
        "通知/a.txt",
        "b.docx",
    }
    reasons = {name: item.reason for name, item in found.items() if isinstance(item, Refused)}
    assert all("不安全" in reasons[name] for name in ("../外面.txt", "/root.txt", "C:/x.txt"))
    assert "不展开" in reasons["内层.zip"]
    assert "不支持" in reasons["c.exe"]
    assert "空" in reasons["空.txt"]
    assert "二进制" in reasons["图.txt"]


def test_names_in_gbk() -> None:
    data = zipped({"aaaa.txt": TEXT}).replace(b"aaaa", "通知".encode("gbk"))
    assert list(read(data)) == ["通知.txt"]


def test_bomb() -> None:
    found = read(zipped({"a.txt": TEXT, "b.txt": bytes(20 * 1024 * 1024)}), limit_mb=50)
    assert isinstance(found["a.txt"], Extracted)
    assert isinstance(found["b.txt"], Refused)
    assert "炸弹" in found["b.txt"].reason


def test_bomb_that_lies_about_its_size() -> None:
    data = bytearray(zipped({"a.txt": b"a" * 9_000_000}))
    size = struct.pack("<I", 9_000_000)
    assert data.count(size) == 2
    lying = bytes(data).replace(size, struct.pack("<I", 100))
    (item,) = extract_bytes(lying, "a.zip", limit_mb=1)
    assert isinstance(item, Refused | Extracted)
    assert isinstance(item, Refused) or len(item.text) <= 101


def test_bomb_inside_a_document() -> None:
    data = zipped(
        {"word/document.xml": b"<a>" + bytes(30_000_000) + b"</a>", "[Content_Types].xml": b""}
    )
    with pytest.raises(DocumentError, match="炸弹"):
        list(extract_bytes(data, "a.docx", limit_mb=50))


def test_entities_are_not_expanded() -> None:
    laughs = "".join(
        f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha" * 10}">' for i in range(10)
    )
    xml = f'<?xml version="1.0"?><!DOCTYPE x [{laughs}]><document><body><p><r><t>&l9;</t></r></p></body></document>'
    with pytest.raises(DocumentError):
        list(extract_bytes(zipped({"word/document.xml": xml.encode()}), "a.docx", limit_mb=5))


def test_encrypted_archive() -> None:
    data = bytearray(zipped({"a.txt": TEXT}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(DocumentError, match="密码"):
        read(bytes(data))


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "空"),
        (b"PK\x05\x06" + bytes(18), "a.zip", "没有文件"),
        (b"Rar!\x1a\x07\x00" + bytes(50), "a.rar", "rar"),
        (b"MZ\x90\x00" + bytes(500), "a.doc", "程序"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls", "无法识别"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(600)
            + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "密码",
        ),
        (b"%PDF-1.7\n" + b"junk" * 100, "a.pdf", "损坏"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a.png", "图片"),
        (zipped({"ppt/presentation.xml": b"<a/>"}), "a.pptx", "没有文字"),
        (
            zipped({"OFD.xml": b"<OFD><DocBody><DocRoot>Doc_0/D.xml</DocRoot></DocBody></OFD>"}),
            "a.ofd",
            "损坏",
        ),
    ],
    ids=["empty", "emptyzip", "rar", "exe", "ole", "encrypted", "pdf", "png", "pptx", "ofd"],
)
def test_refused_in_one_line(data: bytes, name: str, words: str) -> None:
    with pytest.raises(DocumentError, match=words) as caught:
        list(extract_bytes(data, name, limit_mb=5))
    assert "\n" not in str(caught.value)


def test_too_large_and_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    with pytest.raises(DocumentError, match="超过 50 MB"):
        list(extract(path, limit_mb=50))
    with pytest.raises(DocumentError, match="无法读取"):
        list(extract(tmp_path / "b.txt", limit_mb=50))
