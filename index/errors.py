"""What can be wrong with a store, each in one Chinese line."""

from corpus.errors import PolicyError


class StoreError(PolicyError):
    """The store can't be opened or written."""


class StoreMissingError(StoreError):
    """There is no index yet."""


class StoreDamagedError(StoreError):
    """The store's files are cut off or altered."""


class StoreOutdatedError(StoreError):
    """An earlier version of the program made the store; a build brings it up to date."""


class ForeignModelError(StoreError):
    """The store was made by another embedding model than the one configured."""


class BusyError(StoreError):
    """Another process is building."""
