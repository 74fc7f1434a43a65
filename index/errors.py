"""What can be wrong with a store, each in one Chinese line."""

from corpus.errors import PolicyError


class StoreError(PolicyError):
    """The store can't be opened or written."""


class StoreMissingError(StoreError):
    """There is no index yet."""


class StoreDamagedError(StoreError):
    """The store's files are cut off or altered."""


class StoreFullError(StoreError):
    """The disk is full; nothing was changed."""


class StoreLockedError(StoreError):
    """The disk is read-only, or the files are another's; nothing is damaged."""


class StoreOutdatedError(StoreError):
    """An earlier version of the program made the store; a build brings it up to date."""


class ForeignModelError(StoreError):
    """The store was made by another embedding model than the one configured."""

    @classmethod
    def of(cls, made_by: str, configured: str) -> "ForeignModelError":
        """``made_by`` made the vectors, ``configured`` is the model of the settings."""
        return cls(
            f"资料库由向量模型“{made_by}”建立，当前设置是“{configured}”，两者不能混用；"
            "请改回原模型，或换一个资料库目录重新建立。"
        )


class BusyError(StoreError):
    """Another process is building."""


class VectorServerError(StoreError):
    """The vector server is away, or refuses what it is asked."""

    @classmethod
    def away(cls, name: str) -> "VectorServerError":
        """Nobody answers; ``name`` says where it should be."""
        return cls(f"连不上向量服务“{name}”；请确认它已启动、地址和网络无误，然后重试。")

    @classmethod
    def refused(cls, name: str, error: Exception) -> "VectorServerError":
        """It answers, but not with what was asked for."""
        words = " ".join(str(error).split())[:200] or type(error).__name__
        return cls(f"向量服务“{name}”报错：{words}")
