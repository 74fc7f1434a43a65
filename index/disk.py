"""What the disk refuses, told as what it is: full, read-only, or another's.

Libraries that write files tell it in their own ways: SQLite by a code, Chroma and tantivy by words.
None of this is damage, and what is there is to be left where it is.
"""

import errno
import sqlite3
from pathlib import Path

from index.errors import StoreError, StoreFullError, StoreLockedError

_FULL = "磁盘已满，资料库没有改动；请腾出空间后重试。"
_READ_ONLY = "资料库所在的磁盘是只读的，数据没有损坏；请以可写方式挂载后重试，不要移动资料库。"
_FOREIGN = (
    "没有权限读写资料库，数据没有损坏；请用它的所有者的身份运行，或由管理员改正权限，"
    "不要移动资料库。"
)
_BY_NUMBER = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _FOREIGN,
    errno.EPERM: _FOREIGN,
}
# As strerror of the C library has it, and as SQLite says it; libraries in Rust pass it on.
_BY_WORDS = (
    ("no space left on device", _FULL),
    ("disk quota exceeded", _FULL),
    ("database or disk is full", _FULL),
    ("read-only file system", _READ_ONLY),
    ("permission denied", _FOREIGN),
)
_UNWRITABLE = (
    "unable to open database file", "attempt to write a readonly database", "readonly database",
)  # fmt: skip
_CODES = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


def of_disk(error: BaseException, directory: Path) -> StoreError | None:
    """The error of a store in ``directory`` that ``error`` came from, None where the disk is not to
    blame."""
    line = _line(error, directory)
    if not line:
        return None
    kind = StoreFullError if line == _FULL else StoreLockedError
    return kind(f"资料库“{directory}”：{line}")


def _line(error: BaseException, directory: Path) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in _BY_NUMBER:
            return _BY_NUMBER[cause.errno]
        words = str(cause).lower()
        for said, line in _BY_WORDS:
            if said in words:
                return line
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            return _FULL
        if code in _CODES or any(said in words for said in _UNWRITABLE):
            return _why_unwritable(directory)
        if (
            code == sqlite3.SQLITE_IOERR
        ):  # the shared memory of a database on a full disk, as a rule
            return _FULL if _is_full(directory) else ""
        cause = cause.__cause__ or cause.__context__
    return ""


def _why_unwritable(directory: Path) -> str:
    """Why nothing can be written into a directory, found by trying; as another's where it can."""
    probe = directory / ".writable"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return _BY_NUMBER.get(error.errno or 0, _FOREIGN)
    return _FOREIGN


def _is_full(directory: Path) -> bool:
    probe = directory / ".writable"
    try:
        probe.write_bytes(bytes(65536))
    except OSError as error:
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    finally:
        probe.unlink(missing_ok=True)
    return False
