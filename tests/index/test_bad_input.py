"""What a folder may hold besides good documents: every bad file is named, the good ones go in."""

import io
import json
import os
import random
import re
import subprocess
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.conftest import run_command, run_module

RULES = "一、补助标准\n对购置设备的企业按投资额的10%给予补助，最高不超过{}。\n"
EARLIER = "一、申报时间\n申请技术改造贴息的企业，每年三月底以前向市工业和信息化局提交申请书。\n"
# The dictionaries that make a reader ask for a password; whose, does not matter here.
LOCKED_PDF = b"""%%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>> endobj
4 0 obj <</Filter/Standard/V 1/R 2/P -4/O <%s>/U <%s>>> endobj
trailer <</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<%s><%s>]>>
%%%%EOF
""" % (b"ab" * 32, b"cd" * 32, b"01" * 16, b"01" * 16)


@dataclass
class Samples:
    """What was put into the folder: bad files with a word of the reason, good ones with a note."""

    folder: Path
    refused: dict[str, str] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)

    def bad(self, name: str, data: bytes | str, reason: str) -> None:
        self._write(name, data)
        self.refused[name] = reason

    def good(self, name: str, data: bytes | str, note: str = "") -> None:
        self._write(name, data)
        self.taken[name] = note

    def _write(self, name: str, data: bytes | str) -> None:
        (self.folder / name).write_bytes(data.encode() if isinstance(data, str) else data)


def _docx(text: str) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _xlsx(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_MACRO_TYPES = (
    (
        b"openxmlformats-officedocument.wordprocessingml.document.",
        b"ms-word.document.macroEnabled.",
    ),
    (
        b"openxmlformats-officedocument.spreadsheetml.sheet.main",
        b"ms-excel.sheet.macroEnabled.main",
    ),
)


def _with_macros(data: bytes, part: str) -> bytes:
    """An Office file as its macro-enabled kind, with something in the place of the macros."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                for usual, enabled in _MACRO_TYPES:
                    content = content.replace(usual, enabled)
            new.writestr(name, content)
        new.writestr(part, random.Random(1).randbytes(3000))
    return buffer.getvalue()


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    samples = Samples(tmp_path_factory.mktemp("samples") / "收文")
    samples.folder.mkdir()
    noise = random.Random(1).randbytes(6000)
    word = _docx(RULES.format("500万元"))
    zeros = bytes(9_000_000)
    broken = bytearray((RULES.format("1万元") * 9).encode())
    broken[::20] = b"\xff" * len(broken[::20])

    samples.bad("空文件.txt", b"", "空")
    samples.bad("空白.txt", " \n\t\n", "空")
    samples.bad("截断.docx", word[: len(word) // 2], "损坏")
    samples.bad(
        "截断.pdf", b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 ob", "损坏"
    )
    samples.bad("加密.pdf", LOCKED_PDF, "密码")
    samples.bad("随机.txt", noise, "不是")
    samples.bad("随机.pdf", noise, "不是")
    samples.bad("程序.txt", b"MZ\x90\0" + noise, "程序")
    samples.bad("编码错乱.txt", bytes(broken), "编码")
    samples.bad("炸弹.docx", _zip({"word/document.xml": zeros}), "压缩炸弹")
    samples.bad("层层不闭合.html", "<div>" * 20_000 + RULES, "结构异常")
    samples.bad("资料.rar", b"Rar!\x1a\x07\0" + noise, "rar")
    samples.bad("视频.mp4", noise, "不支持的文件类型")
    samples.bad("元数据写错.txt", RULES.format("7万元"), "issued")
    (samples.folder / "元数据写错.yaml").write_text("issued: 2024-02-30\n", "utf-8")
    with (samples.folder / "超大.txt").open("wb") as sparse:
        sparse.truncate(300 * 1024 * 1024)
    samples.refused["超大.txt"] = "50 MB"
    members = {"好.txt": EARLIER.encode(), "大.txt": zeros, "空.txt": b"", "a.exe": noise}
    hostile = {
        "../逃逸.txt": b"x",
        "/etc/passwd.txt": b"x",
        "..\\..\\b.txt": b"x",
        "C:/c.txt": b"x",
    }
    (samples.folder / "压缩包.zip").write_bytes(_zip(members | hostile))
    samples.taken["压缩包.zip/好.txt"] = ""
    for name in hostile:
        samples.refused["压缩包.zip/" + name.replace("\\", "/")] = "不安全"
    samples.refused |= {
        "压缩包.zip/大.txt": "压缩炸弹",
        "压缩包.zip/空.txt": "空",
        "压缩包.zip/a.exe": "不支持的文件类型",
    }

    samples.good("办法.txt", RULES.format("200万元"))
    samples.good("国标编码.txt", RULES.format("国标三百万元").encode("gb18030"))
    samples.good("实为Word.pdf", word, "扩展名是 .pdf，内容实际是Word 文档")
    page = RULES.format("600万元").replace("\n", "<br>")
    page = f"<html><body><p>{page}</p></body></html>"
    samples.good("实为网页.doc", page, "扩展名是 .doc，内容实际是网页")
    samples.good("带宏.docm", _with_macros(word, "word/vbaProject.bin"), "宏不会运行")
    table = _xlsx([["事项名称", "办理部门"], ["设备补助", "市工业和信息化局"]])
    samples.good("带宏.xlsm", _with_macros(table, "xl/vbaProject.bin"), "宏不会运行")
    samples.good(
        "参差.csv", "事项名称,办理部门\n检测\n认证,市质检所,多出一格,\n\n,,\n鉴定,市科技局\n"
    )
    samples.good("很长的一行.txt", "各单位应当按时申报材料。" * 20_000)
    (samples.folder / "很长的一行.yaml").write_text("searchable: false\n", "utf-8")
    samples.good("没有标点.txt", "补" * 6000)
    nested = "<div>" * 2000 + RULES.format("700万元") + "</div>" * 2000
    samples.good("层层嵌套.html", nested)
    samples.good("名字里有\n换行.txt", RULES.format("800万元"))
    samples.good(os.fsdecode("国标文件名.txt".encode("gb18030")), RULES.format("900万元"))
    os.mkfifo(samples.folder / "管道.txt")  # nobody would ever write to it
    (samples.folder / "断开的链接.txt").symlink_to("没有的文件.txt")
    return samples


@pytest.fixture(scope="module")
def store(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a document of another day."""
    directory = tmp_path_factory.mktemp("bad-input")
    (directory / "store").mkdir()
    (directory / "store" / "models").symlink_to(models_dir)
    (directory / "早先.txt").write_text(EARLIER, "utf-8")
    built = run_command("index", "build", str(directory), "--store", str(directory / "store"))
    assert built.returncode == 0, built.stderr
    return directory / "store"


@pytest.fixture(scope="module")
def built(samples: Samples, store: Path) -> subprocess.CompletedProcess[str]:
    # in a process of its own: nothing that a file brings along, not even its name, may end it
    return run_module("index", "build", str(samples.folder), "--store", str(store))


def _shown(name: str) -> str:
    """A name as it is printed: readable, and on one line."""
    return os.fsencode(name).decode("gb18030" if "\udcb9" in name else "utf-8").replace("\n", " ")


def test_every_bad_file_is_named_with_one_reason(
    built: subprocess.CompletedProcess[str], samples: Samples
) -> None:
    assert built.returncode == 0, built.stderr
    assert "Traceback" not in built.stderr and "Warning" not in built.stderr
    rows = {}
    for line in built.stdout.splitlines()[1:-1]:
        name, status, rest = re.split(" {2,}(失败|新增)", line, maxsplit=1)
        assert name not in rows
        rows[name] = (status, rest.strip())
    failed = {name: reason for name, (status, reason) in rows.items() if status == "失败"}
    assert set(failed) == set(samples.refused)
    for name, word in samples.refused.items():
        assert word in failed[name], (name, failed[name])
        assert re.search("[\u4e00-\u9fff].*。$", failed[name]), failed[name]
    assert set(rows) - set(failed) == {_shown(name) for name in samples.taken}
    for name, note in samples.taken.items():
        assert note in rows[_shown(name)][1]


def test_the_good_ones_and_those_of_another_day_answer(
    built: subprocess.CompletedProcess[str], store: Path, tmp_path: Path
) -> None:
    batch = tmp_path / "questions.jsonl"
    questions = ["购置设备最高补助多少", "技术改造贴息什么时候申报"]
    batch.write_text(
        "\n".join(json.dumps({"id": q, "question": q}, ensure_ascii=False) for q in questions),
        encoding="utf-8",
    )
    done = run_command("assistant", "ask", "--batch", str(batch), "--store", str(store))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert "万元" in answers[0]["answer"] and "三月底以前" in answers[1]["answer"]
    status = run_command("index", "status", "--json", "--store", str(store))
    assert json.loads(status.stdout)["consistent"], status.stdout


def test_again_as_json(
    built: subprocess.CompletedProcess[str], samples: Samples, store: Path
) -> None:
    words = ("index", "build", str(samples.folder), "--store", str(store), "--json", "--prune")
    done = run_command(*words)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    rows = {row["source"]: row for row in json.loads(line)}
    assert all(row["status"] in ("失败", "未变") for row in rows.values())
    failed = {source for source, row in rows.items() if row["status"] == "失败"}
    # of an archive that hasn't changed, the members are not looked at again
    assert failed == {name for name in samples.refused if not name.startswith("压缩包.zip/")}
    assert set(rows[next(iter(failed))]) == {"source", "status", "provisions", "chunks", "reason"}


def test_a_folder_of_nothing_good_fails(samples: Samples, store: Path, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    done = run_command("index", "build", str(tmp_path), "--store", str(store))
    assert done.returncode == 1 and "失败 1" in done.stdout
    (tmp_path / "空.txt").unlink()
    done = run_command("index", "build", str(tmp_path), "--store", str(store))
    assert (done.returncode, done.stdout) == (0, "没有找到可导入的文件。\n")
