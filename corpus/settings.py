"""Every setting of the project in one place, read from ``POLICY_…`` environment variables."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import PolicyError

PROJECT_ROOT = Path(__file__).resolve().parent.parent
DEFAULT_MODEL = "multilingual-e5-small"


class SettingsError(PolicyError):
    """A ``POLICY_…`` variable holds a value that can't be used."""


class Settings(BaseSettings):
    """Settings of one process; fields are documented where they are declared."""

    model_config = SettingsConfigDict(env_prefix="POLICY_", extra="forbid")

    store: Path = Field(Path("data"), description="资料库目录")
    embedding_model: str = Field(
        DEFAULT_MODEL, description="向量模型：默认随包安装；也可填 sentence-transformers 模型名或路径"
    )
    embedding_backend: str = Field(
        "onnx", pattern="^(onnx|torch)$", description="默认模型的运行方式：onnx（快）或 torch"
    )
    chunk_size: int = Field(280, ge=80, le=2000, description="切片长度上限（字）")
    max_question: int = Field(2000, ge=50, le=100_000, description="单个问题的长度上限（字）")
    max_file_mb: int = Field(50, ge=1, le=4096, description="单个文件的大小上限（MB）")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process, read once."""
    try:
        return Settings()  # type: ignore[call-arg]  # fields come from the environment
    except ValidationError as error:
        first = error.errors()[0]
        name = "POLICY_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"设置 {name} 的值不能用：{first['msg']}。请改正后重试。") from error
