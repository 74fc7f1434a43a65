"""What can be wrong with a store."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The part of a store that a fault is in."""

    DATABASE = "数据库"
    TEXT = "文件原文"
    VERSION = "旧版本"
    ORIGINAL = "原件"
    CHUNK = "切片"
    FACTS = "事实"
    NAMES = "名称与关系"
    RECORD = "登记"
    ORPHAN = "残留记录"
    KEYWORDS = "关键词索引"
    VECTORS = "向量"
    MODEL = "向量模型"
    UPLOAD = "上传的文件"
    ACCESS = "权限"
    BESIDE = "其他数据"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in a Chinese line. ``ids`` are the documents, chunks or files it is
    about; ``mends`` says whether ``mend`` can put it right."""

    part: Part
    line: str
    ids: tuple[str, ...] = ()
    mends: bool = True
