"""The vectors of a store: in its directory, on a Chroma server, or in Milvus."""

from urllib.parse import urlsplit
from uuid import uuid4

from corpus.settings import SettingsError, settings
from index.errors import StoreMissingError
from index.store import Store
from index.vectors.base import EMBEDDED, Vectors
from index.vectors.chroma import ChromaServer, VectorStore
from index.vectors.milvus import MilvusVectors

__all__ = ["EMBEDDED", "ChromaServer", "MilvusVectors", "VectorStore", "Vectors", "open_vectors"]

_FORM = "应形如 http://主机:8000 或 milvus://主机:19530，口令写在 POLICY_VECTOR_TOKEN 里"
_ID = "store_id"  # names the store's collection on a server that several stores share


def open_vectors(store: Store, *, create: bool = False) -> Vectors:
    """The vectors of ``store``, where the settings say.

    Args:
        create: give a store its collection on the server if it has none yet.

    Raises:
        SettingsError: an address that can't be used; VectorServerError: the server is away;
        StoreMissingError: this store never wrote to a server.
    """
    chosen = settings()
    milvus, url = _place(chosen.vector_store, chosen.vector_url)
    if not url:
        return VectorStore(store.directory / "vectors")
    token = chosen.vector_token.get_secret_value() if chosen.vector_token else ""
    collection = f"policy_{_store_id(store, create)}"
    return (MilvusVectors if milvus else ChromaServer)(url, collection, token)


def _place(kind: str, url: str) -> tuple[bool, str]:
    """Whether it is Milvus, and its address as the client wants it; "" for the embedded store."""
    scheme = url.partition("://")[0] if "://" in url else ""
    milvus = kind == "milvus" or scheme == "milvus"
    if milvus and not url:
        raise SettingsError(
            "设置了 POLICY_VECTOR_STORE=milvus，还要用 POLICY_VECTOR_URL 写明地址。"
        )
    if milvus and not scheme and url.endswith(".db"):
        return True, url  # a file of milvus-lite
    if not url:
        return False, ""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    known = ("http", "https", "milvus") if milvus else ("http", "https")
    if scheme not in known or not parts.hostname or parts.username or parts.path.strip("/"):
        shown = f"{scheme}://…" if "@" in url else url  # no password in a log
        raise SettingsError(f"设置 POLICY_VECTOR_URL 的值“{shown}”不能用：{_FORM}。")
    port = port or (19530 if milvus else 443 if scheme == "https" else 8000)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return milvus, f"{'http' if scheme == 'milvus' else scheme}://{host}:{port}"


def _store_id(store: Store, create: bool) -> str:
    if known := store.meta(_ID):
        return known
    if not create:
        raise StoreMissingError(
            "这个资料库还没有在向量服务上建立，"
            f"请运行一次：python -m index build --store {store.directory}"
        )
    with store.writing():
        store.set_meta(_ID, minted := uuid4().hex)
    return minted
