"""Old Office files (doc, wps, rtf, odt): turned into docx by LibreOffice where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted
from corpus.loaders.docx import load_docx

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 180
_MISSING = "读取 .{} 需要 LibreOffice，本机没有安装；请安装 LibreOffice，或用 Word/WPS 另存为 docx 后再导入。"


def soffice() -> str | None:
    """The path of LibreOffice, or None."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def load_old_office(data: bytes, *, kind: str, limit_mb: int) -> Extracted:
    """Return the text of a file of ``kind`` (doc, wps, rtf, odt).

    Raises:
        DocumentError: it can't be converted, or isn't readable.
    """
    converted = _to_docx(data, kind)
    return replace(load_docx(converted, limit_mb=limit_mb), kind=kind, converted=converted)


def _to_docx(data: bytes, suffix: str) -> bytes:
    """Convert with LibreOffice, macros never run: conversion opens files without their scripts.

    Raises:
        DocumentError: LibreOffice is missing, fails, or takes longer than three minutes.
    """
    program = soffice()
    if program is None:
        raise DocumentError(_MISSING.format(suffix))
    with tempfile.TemporaryDirectory(prefix="policy-office-") as folder:
        source = Path(folder) / f"in.{suffix}"
        source.write_bytes(data)
        target = Path(folder) / "out"
        # A profile of its own: LibreOffice refuses to start twice on one profile.
        command = [
            program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--nolockcheck",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target), str(source),
        ]  # fmt: skip
        _run(command, folder)
        result = target / "in.docx"
        if not result.is_file():
            raise DocumentError(f"LibreOffice 无法转换这个 .{suffix} 文件，文件可能已损坏或加密。")
        return result.read_bytes()


def _run(command: list[str], folder: str) -> None:
    environment = {**os.environ, "HOME": folder}
    try:
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        raise DocumentError("LibreOffice 无法启动，请检查安装。") from error
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)  # soffice starts a child of its own
        process.wait()
        raise DocumentError(
            f"LibreOffice 转换超过 {_SECONDS} 秒，已停止；请另存为 docx 后再导入。"
        ) from error
