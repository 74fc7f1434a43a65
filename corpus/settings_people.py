"""The settings on people: who signs them in, and how much each of them may ask."""

import ipaddress
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings


class PeopleSettings(BaseSettings):
    """A part of ``corpus.settings.Settings``."""

    user_header: str = Field(
        "",
        pattern="^[A-Za-z0-9-]*$",
        description="单位的代理已认证用户时，它写用户名的请求头，如 X-Remote-User；不填则不用",
    )
    groups_header: str = Field(
        "", pattern="^[A-Za-z0-9-]*$", description="代理写用户所在组的请求头，多个组以逗号分隔"
    )
    user_header_from: str = Field(
        "", description="可以这样说明用户的代理的地址或网段，以逗号分隔；别处来的请求头不算数"
    )
    oidc_issuer: str = Field(
        "", description="单位统一登录（OpenID Connect）的签发地址，如 https://sso.example.gov.cn"
    )
    oidc_client_id: str = Field("", description="在统一登录处登记的客户端编号")
    oidc_client_secret: SecretStr | None = Field(None, description="该客户端的密钥")
    oidc_scope: str = Field("openid profile", description="向统一登录请求的范围，以空格分隔")
    oidc_name_claim: str = Field(
        "preferred_username", description="用作用户名的声明；它应当唯一，且用户自己改不了"
    )
    oidc_groups_claim: str = Field("groups", description="写明用户所在组的声明")
    administrators_group: str = Field(
        "", description="单位的这个组成员是管理员，其余为读者；不填则在用户页面上指定"
    )
    questions_per_minute: int = Field(
        0, ge=0, le=10_000, description="每个用户（未登录的按地址）每分钟的提问与查询上限；0 为不限"
    )
    questions_at_once: int = Field(
        0, ge=0, le=1000, description="每个用户（未登录的按地址）同时进行的提问与查询上限；0 为不限"
    )

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer(cls, url: str) -> str:
        """An address that nobody between can listen in on, but for one on this machine."""
        parts = urlsplit(url)
        here = parts.hostname in ("127.0.0.1", "localhost", "::1")
        if url and not (
            parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and here))
        ):
            raise ValueError("应为 https:// 开头的地址（本机的可以是 http://）")
        return url.rstrip("/")

    @field_validator("user_header_from")
    @classmethod
    def _proxies_of_users(cls, given: str) -> str:
        """Addresses or networks, with commas between."""
        names = given.replace(",", " ").split()
        for name in names:
            try:
                ipaddress.ip_network(name)
            except ValueError as error:
                raise ValueError("应为 IP 地址或网段，如 10.0.0.5,10.1.0.0/16") from error
        return ",".join(names)

    @model_validator(mode="after")
    def _organisation_is_whole(self) -> "PeopleSettings":
        """Half a way to sign in would let in nobody, or anybody."""
        if self.user_header and not self.user_header_from:
            raise ValueError(
                "设置了 POLICY_USER_HEADER，但没有设置 POLICY_USER_HEADER_FROM（代理的地址）"
            )
        if self.oidc_issuer and not self.oidc_client_id:
            raise ValueError("设置了 POLICY_OIDC_ISSUER，但没有设置 POLICY_OIDC_CLIENT_ID")
        return self
