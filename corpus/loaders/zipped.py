"""Reading parts of a zip without being fooled by their sizes."""

import io
import zipfile
import zlib

from lxml import etree

from corpus.errors import DocumentError

BROKEN = "文件已损坏或不完整，无法打开；请重新下载或用原软件另存一次。"
_RATIO = 300  # real documents stay below 100; a bomb starts at 1000
_RATIO_FROM = 4 * 1024 * 1024  # bytes; smaller parts do no harm whatever their ratio
ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, KeyError,
    IndexError, OverflowError, MemoryError,
)  # fmt: skip


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open a zip in memory.

    Raises:
        DocumentError: truncated or broken.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except ZIP_ERRORS as error:
        raise DocumentError(BROKEN) from error


def check_sizes(archive: zipfile.ZipFile, limit_mb: int) -> None:
    """Refuse a document whose parts unpack to more than ``limit_mb`` × 8 or that is a bomb.

    Raises:
        DocumentError: too large when unpacked.
    """
    total = sum(info.file_size for info in archive.infolist())
    if total > limit_mb * 8 * 1024 * 1024 or any(map(is_bomb, archive.infolist())):
        raise DocumentError(
            f"文件解开后约 {total // 1024 // 1024} MB，远大于文件本身，疑似压缩炸弹，未导入。"
        )


def is_bomb(info: zipfile.ZipInfo) -> bool:
    """Whether a part claims to grow out of all proportion."""
    return info.file_size > _RATIO_FROM and info.file_size > _RATIO * max(1, info.compress_size)


def read_part(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Read one part, at most ``limit`` bytes whatever its header claims.

    Raises:
        DocumentError: missing, broken, or longer than ``limit``.
    """
    try:
        with archive.open(name) as part:
            data = part.read(limit + 1)
    except ZIP_ERRORS as error:
        raise DocumentError(BROKEN) from error
    if len(data) > limit:
        raise DocumentError("文件解开后过大，疑似压缩炸弹，未导入。")
    return data


def parse_xml(data: bytes) -> etree._Element:
    """Parse XML with entities, network and huge trees off.

    Raises:
        DocumentError: not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(BROKEN) from error
    if root is None:
        raise DocumentError(BROKEN)
    return root


def part_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The names of a zip's parts, by path in lower case with plain slashes: writers differ in both."""
    names = archive.namelist()
    return {name.lower().replace("\\", "/").lstrip("/"): name for name in names}


class Package:
    """A document that is a zip of XML parts.

    Raises:
        DocumentError: broken, or too large when unpacked.
    """

    def __init__(self, data: bytes, limit_mb: int) -> None:
        self._archive = open_zip(data)
        check_sizes(self._archive, limit_mb)
        self._limit = limit_mb * 8 * 1024 * 1024
        self.names = part_names(self._archive)

    def part(self, path: str) -> bytes:
        """The bytes of a part; DocumentError where there is none."""
        if path.lower() not in self.names:
            raise DocumentError(BROKEN)
        return read_part(self._archive, self.names[path.lower()], self._limit)

    def xml(self, path: str) -> etree._Element:
        """The root of a part; DocumentError where there is none, or it is broken."""
        return parse_xml(self.part(path))

    def helper(self, path: str) -> etree._Element | None:
        """A part without which the text stays readable: None where it is missing or broken."""
        try:
            return self.xml(path)
        except DocumentError:
            return None


def local(element: etree._Element) -> str:
    """An element's name without its namespace (transitional and strict files differ in it)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """The value of an attribute whatever its namespace, or ""."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def below(element: etree._Element | None, path: str) -> etree._Element | None:
    """The first element at ``path`` (``numPr/numId``), whatever its namespace."""
    steps = "/".join(f"{{*}}{name}" for name in path.split("/"))
    return None if element is None else element.find(steps)


def value_below(element: etree._Element | None, path: str) -> str:
    """The attribute ``val`` of the first element at ``path``, or ""."""
    found = below(element, path)
    return "" if found is None else attribute(found, "val")


def whole_number(value: str, default: int = 0) -> int:
    """A number as attributes write it; ``default`` where it is none, or absurdly long."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else default
