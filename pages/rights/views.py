"""The one place that says which view of the library a reader has."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from assistant.library import Library
from index.store.admitted import AdmittedStore
from pages.access.users import configured_users
from pages.identity import Identity, Role
from pages.rights.kept_rules import KeptRules
from pages.rights.reader import reader
from pages.rights.rules import Reach
from pages.rights.view import View

_KEPT = 24  # views; readers of the same groups share one


class Views:
    """The views of one library. Safe to share between threads."""

    def __init__(self, directory: Path, whole: View) -> None:
        self.whole = whole
        self.rules = KeptRules(directory)
        self._directory = directory
        self._users = configured_users(directory)
        self._lock = Lock()
        self._kept: OrderedDict[Reach, View] = OrderedDict()

    def reach(self, identity: Identity) -> Reach | None:
        """What somebody may see, None for everything.

        Raises:
            RightsError: the rules can't be understood. UsersError: nor can the users.
        """
        if identity.administers:
            return None
        user = self._users.find(identity.name) if identity.signed_in else None
        if (
            user is not None and user.role is Role.ADMINISTRATOR
        ):  # by a token, which administers not
            return None
        groups = frozenset(user.groups) if user else frozenset()
        return self.rules.now().reach(groups, signed_in=user is not None)

    def now(self) -> View:
        """The view of whoever the program is at work for.

        Raises:
            RightsError, UsersError: as for ``reach``.
        """
        reach = self.reach(reader())
        if reach is None:
            return self.whole
        with self._lock:
            view = self._kept.pop(reach, None)
            if view is None:
                view = View(Library(AdmittedStore(self._directory, reach.admits)))
            self._kept[reach] = view
            while len(self._kept) > _KEPT:  # questions under way go on; nobody else holds them
                self._kept.popitem(last=False)
            return view
