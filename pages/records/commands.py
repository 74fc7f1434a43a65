"""``python -m pages records``: give out, delete and expire what is kept of the visitors."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.settings import settings
from pages.access.users import ROLES, plain
from pages.identity import Identity, Role, parse
from pages.records import texts
from pages.records.errors import UnknownConversationError
from pages.records.given_out import given_out
from pages.records.records import FILE, Records
from pages.records.retention import expire


def run_records(arguments: argparse.Namespace, store: Path) -> int:
    """Run one of ``texts.COMMANDS``.

    Raises:
        RecordsError: the records can't be used.
        UnknownConversationError: nothing is kept of this owner.
    """
    with opened(store) as records:
        if arguments.command == "expire":
            days = settings().keep_days
            count = expire(records, days)
            said = texts.EXPIRED.format(days=days, count=count) if days else texts.KEPT_FOR_EVER
            print(said)
            return 0
        owners = [key for key in keys_of(arguments.name) if records.keeps(key)]
        if not owners:
            raise UnknownConversationError(texts.NOTHING_KEPT.format(owner=arguments.name))
        if arguments.command == "export":
            # halves of characters, which a document may hold, can't be printed as they are
            given = [given_out(records, key) for key in owners]
            json.dump(given, sys.stdout, indent=1)
            print()
        else:
            count = sum(records.delete_owner(key) for key in owners)
            print(texts.DELETED.format(owner=arguments.name, count=count))
    return 0


def forget(store: Path, name: str, with_data: bool | None) -> None:
    """What becomes of the conversations of a user who was removed; None asks at the terminal."""
    if not (store / FILE).is_file():
        return
    with opened(store) as records:
        count = sum(len(records.listed(key, -1)) for key in keys_of(name))
        if not any(map(records.keeps, keys_of(name))):
            return
        if with_data is None and sys.stdin.isatty():
            told = input(texts.ALSO_DATA.format(name=name, count=count))
            with_data = told.strip().lower() in texts.YES
        if with_data:
            for key in keys_of(name):
                records.delete_owner(key)
            print(texts.DELETED.format(owner=name, count=count))
        else:
            print(texts.DATA_STAYS.format(name=name, count=count))


def keys_of(name: str) -> list[str]:
    """The keys that a user's conversations may be kept under: a role may have changed."""
    if parse(name).name:  # written out, as a guest's is
        return [name]
    return [Identity(Role(role), plain(name)).key for role in ROLES]


@contextmanager
def opened(store: Path) -> Iterator[Records]:
    """The records of a store, closed afterwards. A command makes none where there are none."""
    path = store / FILE
    records = Records.open(path if path.is_file() else None)
    try:
        yield records
    finally:
        records.database.close()
