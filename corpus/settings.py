"""Every setting of the project in one place, read from ``POLICY_…`` environment variables."""

import ipaddress
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from corpus.errors import PolicyError
from corpus.settings_people import PeopleSettings

PROJECT_ROOT = Path(__file__).resolve().parent.parent
DEFAULT_MODEL = "multilingual-e5-small"
_PREFIX = "POLICY_"
_SITE = re.compile(r"https?://(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?")
_METADATA = {"fd00:ec2::254", "100.100.100.200", "168.63.129.16"}
# What pydantic finds wrong, by its error type; the numbers and names come from its context.
_REASONS = {
    "int_parsing": "应为整数",
    "float_parsing": "应为数字",
    "bool_parsing": "应为 true 或 false",
    "greater_than_equal": "不能小于 {ge}",
    "greater_than": "应大于 {gt}",
    "less_than_equal": "不能大于 {le}",
    "less_than": "应小于 {lt}",
    "string_pattern_mismatch": "应符合 {pattern}",
    "literal_error": "应为 {expected}",
}


class SettingsError(PolicyError):
    """A ``POLICY_…`` variable holds a value that can't be used."""


class Settings(PeopleSettings):
    """Settings of one process; fields are documented where they are declared."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_ignore_empty=True, extra="forbid")

    store: Path = Field(Path("data"), description="资料库目录")
    embedding_model: str = Field(
        DEFAULT_MODEL,
        description="向量模型：默认随包安装；也可填 sentence-transformers 模型名或路径",
    )
    embedding_backend: str = Field(
        "onnx", pattern="^(onnx|torch)$", description="默认模型的运行方式：onnx（快）或 torch"
    )
    reranker: str = Field(
        "", description="重排模型：sentence-transformers 的交叉编码器，名称或路径；不填则不重排"
    )
    vector_store: str = Field(
        "chroma", pattern="^(chroma|milvus)$", description="向量库的种类：chroma 或 milvus"
    )
    vector_url: str = Field(
        "",
        description="向量服务的地址，如 http://主机:8000、milvus://主机:19530；不填则存在资料库目录里",
    )
    vector_token: SecretStr | None = Field(None, description="向量服务的口令，服务要求时填写")
    chunk_size: int = Field(280, ge=80, le=2000, description="切片长度上限（字）")
    max_question: int = Field(2000, ge=50, le=100_000, description="单个问题的长度上限（字）")
    max_file_mb: int = Field(50, ge=1, le=4096, description="单个文件的大小上限（MB）")
    keep_originals: bool = Field(
        True, description="保留导入时的原件，供出处里的“原件”查看和下载；false 只保存文字"
    )
    model: str = Field("", description="作答模型的名称；不填则不用模型，不发出任何请求")
    model_url: str = Field(
        "", description="模型服务的地址（OpenAI 兼容接口），如 http://127.0.0.1:11434/v1"
    )
    model_key: SecretStr | None = Field(None, description="模型服务的密钥，服务要求时填写")
    model_timeout: float = Field(
        60, ge=1, le=600, description="等模型写完一个回答的时间上限（秒），到时改用原文摘录"
    )
    model_tokens: int = Field(
        1200, ge=64, le=65_536, description="模型一个回答的长度上限（token），思考过程不计在内"
    )
    model_thinking: Literal["default", "off", "on"] = Field(
        "default",
        description="模型作答前是否思考：default（由模型服务决定）、off 或 on；服务不认这个参数时自动不发",
    )
    model_temperature: float = Field(
        0, ge=0, le=2, description="模型的随机程度，0 为最稳定；服务不认这个参数时自动不发"
    )
    users: SecretStr | None = Field(
        None,
        description="固定的用户，每行“用户名 角色 口令散列”；用 python -m pages users hash 生成",
    )
    users_file: Path | None = Field(
        None, description="用户文件的位置；不填则是资料库目录里的 users.yaml"
    )
    sign_in: Literal["auto", "always"] = Field(
        "auto",
        description="何时要求登录：auto（监听地址不是本机时）或 always（前面有反向代理时请用它）",
    )
    answer_at_once: int = Field(4, ge=1, le=64, description="同时回答的问题数")
    answer_waiting: int = Field(
        200, ge=0, le=10_000, description="排队等候的问题数上限，再多的请提问者稍后再试"
    )
    answer_seconds: float = Field(
        180, ge=1, le=3600, description="一个问题从提出到答完的时间上限（秒），含排队"
    )
    hosts: str = Field(
        "",
        description="访问本服务所用的主机名，以逗号分隔，如 policy.example.gov.cn；本机名称总是可用",
    )
    embed_sites: str = Field(
        "",
        description="可以用框架嵌入提问页 /embed 的网站，以逗号分隔，如 https://www.example.gov.cn；"
        "不填则哪里都不能嵌入",
    )
    public_url: str = Field(
        "",
        description="反向代理后面的对外地址，可带路径，如 https://www.example.gov.cn/policy；"
        "设了它，代理不传主机名和协议也能用",
    )
    proxies: str = Field(
        "127.0.0.1,::1",
        description="反向代理的地址或网段，以逗号分隔；只有它们说的来访者地址和协议才算数",
    )
    keep_days: int = Field(
        180, ge=0, le=36_500, description="提问和对话保存的天数，过后自动删除；0 为一直保存"
    )
    session_hours: float = Field(12, ge=0.05, le=720, description="一次登录的有效时间（小时）")
    request_log: Literal["plain", "questions", "none"] = Field(
        "plain",
        description="标准错误输出里每个请求一行的日志：plain 不含提问，questions 含提问"
        "（手机号、身份证号等已遮盖），none 不记",
    )

    time_zone: str = Field(
        "Asia/Shanghai",
        description="时区名称，决定“今天”、时效和显示的时间；与机器的时区无关",
    )

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        """A name of the IANA database."""
        try:
            ZoneInfo(name)
        except (KeyError, OSError, ValueError) as error:  # none of that name, a folder, a path
            raise ValueError(
                "没有这个时区，应为 Asia/Shanghai、Asia/Urumqi、UTC 这样的名称"
            ) from error
        return name

    @field_validator("public_url")
    @classmethod
    def _site(cls, url: str) -> str:
        """Scheme, host, and a path of plain signs: it is put into pages, cookies and redirects."""
        plain = r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?"
        if url and not re.fullmatch(plain, url):
            raise ValueError("应为 https://主机名/路径 这样的地址，路径只用字母、数字和 . _ ~ -")
        return url.rstrip("/")

    @field_validator("proxies")
    @classmethod
    def _networks(cls, given: str) -> str:
        """Addresses or networks, with commas between."""
        names = [name for name in given.replace(",", " ").split() if name]
        for name in names:
            try:
                ipaddress.ip_network(name)
            except ValueError as error:
                raise ValueError("应为 IP 地址或网段，如 10.0.0.5,10.1.0.0/16") from error
        return ",".join(names)

    @field_validator("model_url")
    @classmethod
    def _web_address(cls, url: str) -> str:
        """An address that says where to call and holds no password, which would end up in logs."""
        try:
            parts = urlsplit(url)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname)
            usable = usable and (parts.port is None or parts.port > 0)
            usable = usable and not _is_odd_number(parts.hostname or "")
        except ValueError:  # a port that is none, an unclosed [
            usable = False
        if url and not usable:
            raise ValueError("应为 http:// 或 https:// 开头的地址，如 http://127.0.0.1:11434/v1")
        if url and ("@" in parts.netloc or parts.query or parts.fragment):
            raise ValueError("地址里不要带用户名、口令或参数；密钥请填在 POLICY_MODEL_KEY")
        if url and is_link_local(parts.hostname or ""):
            raise ValueError("不能是云主机元数据等链路本地地址（169.254.0.0/16 等）")
        return (
            url.rstrip("/").removesuffix("/chat/completions").rstrip("/")
        )  # the full address, too

    @field_validator("embed_sites")
    @classmethod
    def _sites(cls, given: str) -> str:
        """Origins alone: what stands here goes into a header that a browser obeys."""
        for site in given.replace(",", " ").split():
            if not _SITE.fullmatch(site):
                raise ValueError(f"“{site}”应写成 https://www.example.gov.cn 的样子，不带路径")
        return given

    @model_validator(mode="after")
    def _model_has_an_address(self) -> "Settings":
        """A model without an address would mean a call to whatever host a library thinks of."""
        if self.model and not self.model_url:
            raise ValueError("设置了 POLICY_MODEL，但没有设置 POLICY_MODEL_URL（模型服务的地址）")
        if self.model_url and not self.model:
            raise ValueError("设置了 POLICY_MODEL_URL，但没有设置 POLICY_MODEL（模型名称）")
        return self


def _is_odd_number(host: str) -> bool:
    """Whether a host is an address in a spelling that systems read differently (octal, one number)."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.replace(".", "").isdigit()
    return False


def is_link_local(host: str) -> bool:
    """Whether a literal address is one where clouds hand out their machines' credentials."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_link_local or str(address) in _METADATA


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process, read once.

    Raises:
        SettingsError: a value that can't be used, or a ``POLICY_…`` variable that is no setting.
    """
    # pydantic-settings looks up only the names it knows, so it never sees a misspelt one.
    known = {_PREFIX + name.upper() for name in Settings.model_fields}
    if unknown := sorted(
        n for n in os.environ if n.upper().startswith(_PREFIX) and n.upper() not in known
    ):
        raise SettingsError(
            f"不认识的设置 {'、'.join(unknown)}；可用的有 {'、'.join(sorted(known))}。"
        )
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = _PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        if first["type"] == "value_error":  # our own words; the value may hold a password
            own = str(first["ctx"]["error"])
            raise SettingsError(
                f"设置 {name} 的值不能用：{own}。" if first["loc"] else f"{own}。"
            ) from None
        reason = _REASONS.get(first["type"], "格式不对").format(**first.get("ctx", {}))
        raise SettingsError(f"设置 {name} 的值“{first['input']}”不能用：{reason}。") from error
