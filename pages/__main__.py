"""``python -m pages``: who may sign in (``users``), and what is kept of the visitors (``records``)."""

import argparse
import getpass
import sys
from typing import Any

from corpus.commands import ChineseParser, add_store, run, store_directory
from corpus.table import table
from pages.access import texts
from pages.access.passwords import WeakPasswordError, check_strength, hashed
from pages.access.users import ROLES, Users, UsersError, checked_name, configured_users
from pages.identity import Role
from pages.records import texts as records
from pages.records.commands import forget, run_records


def main() -> int:
    """Parse the command line and run the command."""
    parser = ChineseParser(prog="python -m pages", description=texts.COMMAND)
    groups = parser.add_subparsers(dest="group", required=True, metavar="命令")
    users = groups.add_parser("users", help=texts.USERS_HELP)
    commands = users.add_subparsers(dest="command", required=True, metavar="命令")
    for name, help_line in texts.COMMANDS.items():
        command = commands.add_parser(name, help=help_line)
        if name != "list":
            command.add_argument("name", metavar="NAME", help=texts.NAME)
        if name == "remove":
            data = command.add_mutually_exclusive_group()
            chosen: dict[str, Any] = {"dest": "with_data", "default": None}
            data.add_argument(
                "--with-data", action="store_true", help=records.WITH_DATA_HELP, **chosen
            )
            data.add_argument(
                "--without-data", action="store_false", help=records.WITHOUT_DATA_HELP, **chosen
            )
        if name in ("add", "hash"):
            roles = [role.value for role in ROLES]
            command.add_argument("--role", choices=roles, required=True, help=texts.ROLE_HELP)
        add_store(command)
    _add_records(groups)
    arguments = parser.parse_args()
    if arguments.group == "records":
        return run_records(arguments, store_directory(arguments))
    known = configured_users(store_directory(arguments))
    return _list(known) if arguments.command == "list" else _change(known, arguments)


def _add_records(groups: Any) -> None:
    group = groups.add_parser("records", help=records.RECORDS_HELP)
    commands = group.add_subparsers(dest="command", required=True, metavar="命令")
    for name, help_line in records.COMMANDS.items():
        command = commands.add_parser(name, help=help_line)
        if name != "expire":
            command.add_argument("name", metavar="OWNER_NAME", help=records.OWNER)
        add_store(command)


def _list(known: Users) -> int:
    rows: list[tuple[str, ...]] = [texts.COLUMNS]
    for user in known.all():
        origin = texts.FROM_ENVIRONMENT if user.fixed else texts.FROM_FILE
        rows.append((user.name, texts.ROLES[user.role.value], origin))
    print(table(rows) if len(rows) > 1 else texts.NOBODY)
    return 0


def _change(known: Users, arguments: argparse.Namespace) -> int:
    name = checked_name(arguments.name)
    if arguments.command == "remove":
        known.remove(name)
        print(texts.REMOVED.format(name=name))
        forget(store_directory(arguments), name, arguments.with_data)
    elif arguments.command == "hash":
        print(name, arguments.role, _new_password(name))
    elif arguments.command == "add":
        if known.find(name):
            raise UsersError(texts.USER_EXISTS.format(name=name))
        known.add(name, Role(arguments.role), _new_password(name))
        print(texts.ADDED.format(role=texts.ROLES[arguments.role], name=name))
    else:
        if not known.find(name):
            raise UsersError(texts.NO_SUCH_USER.format(name=name))
        known.change_password(name, _new_password(name))
        print(texts.CHANGED.format(name=name))
    return 0


def _new_password(name: str) -> str:
    """The hash of a password from the terminal, asked twice, or of the first line of stdin."""
    if sys.stdin.isatty():
        password = getpass.getpass(texts.PROMPT)
        if password != getpass.getpass(texts.PROMPT_AGAIN):
            raise WeakPasswordError(texts.NOT_REPEATED)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise WeakPasswordError(texts.NO_PASSWORD)
    check_strength(name, password)
    return hashed(password)


if __name__ == "__main__":
    run(main)
