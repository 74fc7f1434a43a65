"""Zip archives: every member of a type we read, with care for what a hostile one could do."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, Refused
from corpus.loaders.zipped import is_bomb, open_zip, read_part

_MAX_MEMBERS = 5000
_TOTAL = 20  # times the limit of a single file, over all members
_IGNORED = (".ds_store", "thumbs.db", "desktop.ini")

Load = Callable[[bytes, str], Iterator[Extracted | Refused]]


def load_zip(data: bytes, load: Load, *, limit_mb: int) -> Iterator[Extracted | Refused]:
    """Yield every member as ``load`` reads it; one that can't be taken is ``Refused`` with the reason.

    Raises:
        DocumentError: the archive itself is broken, encrypted as a whole, empty, or a bomb.
    """
    archive = open_zip(data)
    members = [
        info for info in archive.infolist() if not info.is_dir() and not _ignored(member_name(info))
    ]
    if not members:
        raise DocumentError("压缩包里没有文件。")
    if len(members) > _MAX_MEMBERS:
        raise DocumentError(
            f"压缩包里有 {len(members)} 个文件，超过 {_MAX_MEMBERS} 个，请拆分后再导入。"
        )
    if all(info.flag_bits & 1 for info in members):
        raise DocumentError("压缩包设有密码，请解压后再导入。")
    limit = limit_mb * 1024 * 1024
    left = _TOTAL * limit
    if sum(info.file_size for info in members if not is_bomb(info)) > left:
        raise DocumentError(f"压缩包解开后超过 {left // 1024 // 1024} MB，未导入；请拆分后再导入。")
    for info in members:
        name = member_name(info)
        if reason := _refusal(info, name, limit, limit_mb):
            yield Refused(name, reason)
            continue
        try:
            content = read_part(archive, info.filename, limit)
        except DocumentError as error:
            yield Refused(name, str(error))
            continue
        left -= len(content)
        if left < 0:
            yield Refused(name, "压缩包解开后过大，余下的文件未导入。")
            return
        yield from load(content, name)


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name; without the UTF-8 flag it is what Chinese Windows wrote: GBK, or UTF-8 unmarked."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        guesses = [text for encoding in ("utf-8", "gb18030") if (text := _strict(raw, encoding))]
        # GBK bytes may happen to be UTF-8 (通知 does): the reading with more Chinese letters is right.
        name = max(guesses, key=_hanzi, default=name)
    return "".join(c for c in name.replace("\\", "/") if c.isprintable())


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _hanzi(text: str) -> int:
    return sum("\u4e00" <= c <= "\u9fff" for c in text)


def _refusal(info: zipfile.ZipInfo, name: str, limit: int, limit_mb: int) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or (len(name) > 1 and name[1] == ":"):
        return "压缩包内的路径不安全（指向压缩包之外），未导入。"
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        return "压缩包内的链接不导入。"
    if info.flag_bits & 1:
        return "文件设有密码，请解压后再导入。"
    if is_bomb(info):
        return "压缩比异常，疑似压缩炸弹，未导入。"
    if info.file_size > limit:
        return f"文件超过 {limit_mb} MB，请拆分后再导入。"
    return "" if info.file_size else "文件是空的，没有可导入的内容。"


def _ignored(name: str) -> bool:
    own = PurePosixPath(name.lower()).name
    return name.lower().startswith("__macosx/") or own.startswith("._") or own in _IGNORED
