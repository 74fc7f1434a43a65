"""``python -m assistant ask|search|duties|tasks|measures|match``."""

import argparse
import json
from pathlib import Path

from corpus.commands import ChineseParser, add_store, run, store_directory

_DUE = ("overdue", "month", "quarter", "year", "dated", "standing")
_GAPS = ("lead", "deadline")


def main() -> int:
    """Parse the command line and run the command."""
    parser = ChineseParser(prog="python -m assistant", description="政策问答助手")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    ask = commands.add_parser("ask", help="回答问题")
    search = commands.add_parser("search", help="检索条文")
    for command in (ask, search):
        command.add_argument("question", nargs="?", metavar="QUESTION", help="问题")
        command.add_argument(
            "--batch", type=Path, metavar="FILE.jsonl", help="逐行读取问题，逐行输出 JSON"
        )
        command.add_argument("--json", action="store_true", help="输出 JSON")
    search.add_argument("--top", type=int, default=10, metavar="N", help="返回条数，默认 10")
    duties = commands.add_parser("duties", help="列出部门职责")
    duties.add_argument("department", nargs="?", metavar="DEPARTMENT", help="部门的任一名称")
    duties.add_argument("--all", action="store_true", help="全部部门")
    duties.add_argument("--json", action="store_true", help="输出 JSON")
    measures = commands.add_parser("measures", help="列出支持措施：金额、对象、条件、期限")
    measures.add_argument("--document", default="", metavar="DOCUMENT_ID", help="只列一份文件的")
    measures.add_argument("--json", action="store_true", help="输出 JSON")
    measures.add_argument(
        "--compare",
        nargs="?",
        const="",
        metavar="WORDS",
        help="并列比较各地的同一项支持，如“首次认定高新技术企业奖励”",
    )
    measures.add_argument(
        "--place", action="append", default=[], metavar="PLACE", help="只比较这些地区，可重复"
    )
    measures.add_argument("--versions", action="store_true", help="比较同一地区的新旧规定")
    measures.add_argument(
        "--missed", action="store_true", help="列出像支持措施而没有列入的，以及原因"
    )
    measures.add_argument(
        "--correct",
        choices=("drop", "change", "add", "undo"),
        metavar="drop|change|add|undo",
        help="更正一条（去掉、改、加、撤销更正），存在原件旁边，下次导入时生效",
    )
    measures.add_argument("--quote", default="", metavar="QUOTE", help="那一条的原文")
    measures.add_argument("--nth", type=int, default=1, metavar="N", help="原文的第几处，默认 1")
    for name, label in (
        ("benefit", "支持类别"),
        ("amounts", "金额，如“最高30万元；8%%”"),
        ("target", "对象"),
    ):
        measures.add_argument(f"--{name}", default="", metavar=name.upper(), help=label)
    tasks = commands.add_parser("tasks", help="列出任务：牵头、配合、时限、指标")
    tasks.add_argument("--document", default="", metavar="ID", help="只列这份文件的")
    tasks.add_argument(
        "--department", default="", metavar="NAME", help="只列这个部门的（任一名称）"
    )
    tasks.add_argument("--due", choices=_DUE, metavar="|".join(_DUE), help="按到期时间")
    tasks.add_argument("--gap", choices=_GAPS, metavar="|".join(_GAPS), help="缺牵头单位或时限的")
    tasks.add_argument("--json", action="store_true", help="输出 JSON")
    matching = commands.add_parser("match", help="按企业情况找能享受的支持措施，并计算金额")
    matching.add_argument(
        "sentence",
        nargs="?",
        metavar="SENTENCE",
        help="一句话说明企业情况，如“成都一家30人的餐饮企业”",
    )
    matching.add_argument(
        "--batch", type=Path, metavar="PROFILES.jsonl", help="逐行读取企业情况，逐行输出 JSON"
    )
    matching.add_argument("--json", action="store_true", help="输出 JSON")
    check = commands.add_parser("check", help="核对句子是否有所引条文支持")
    check.add_argument(
        "--batch",
        type=Path,
        required=True,
        metavar="FILE.jsonl",
        help="逐行读取句子和条文，逐行输出 JSON",
    )
    for command in (ask, search, duties, tasks, measures, matching, check):
        add_store(command)
    arguments = parser.parse_args()
    if arguments.command == "check":
        return _check(arguments)
    if arguments.command == "tasks":
        return _tasks(arguments)
    if arguments.command == "duties":
        if bool(arguments.department) == arguments.all:
            parser.error("duties 需要一个部门名称，或 --all")
        return _duties(arguments)
    if arguments.command == "measures":
        return _measures(arguments)
    if arguments.command == "match":
        if (arguments.sentence is None) == (arguments.batch is None):
            parser.error("match 需要一句话，或 --batch 文件")
        return _match(arguments)
    if (arguments.question is None) == (arguments.batch is None):
        parser.error(f"{arguments.command} 需要一个问题，或 --batch 文件")
    if arguments.command == "search" and arguments.top < 1:
        parser.error("--top 应为正整数")
    return _ask(arguments) if arguments.command == "ask" else _search(arguments)


def _ask(arguments: argparse.Namespace) -> int:
    from dataclasses import replace

    from assistant.answer import not_found
    from assistant.assistant import Assistant, check_question
    from assistant.batch import read_batch
    from assistant.errors import QuestionError
    from index.session import open_retriever

    if arguments.batch is None:
        check_question(arguments.question)  # before the store is opened: a quick, clear refusal
        assistant = Assistant(open_retriever(store_directory(arguments)))
        answer = assistant.ask(arguments.question)
        print(
            json.dumps(answer.to_json(), ensure_ascii=False) if arguments.json else answer.markdown
        )
        return 0
    questions = read_batch(arguments.batch)
    assistant = Assistant(open_retriever(store_directory(arguments)))
    for item in questions:
        try:
            answer = assistant.ask(item.question, list(item.history), item.id)
        except QuestionError as error:  # one bad question must not stop the batch
            answer = replace(not_found(item.question, "refused", str(error)), id=item.id)
        print(json.dumps(answer.to_json(), ensure_ascii=False), flush=True)
    return 0


def _search(arguments: argparse.Namespace) -> int:
    from assistant.assistant import check_question
    from assistant.batch import BatchQuestion, read_batch
    from assistant.search import search
    from corpus.language.departments import department_table
    from index.session import open_retriever

    if arguments.batch is None:
        check_question(arguments.question)
        questions = [BatchQuestion("", arguments.question, ())]
    else:
        questions = read_batch(arguments.batch)
    retriever = open_retriever(store_directory(arguments))
    for item in questions:
        hits = search(item, retriever, department_table(), arguments.top)
        if arguments.json or arguments.batch:
            print(json.dumps({"id": item.id, "hits": hits}, ensure_ascii=False), flush=True)
        else:
            for n, hit in enumerate(hits, 1):
                print(f"{n}. {hit['section']}（{hit['source']}）\n   {hit['text']}")
    return 0


def _duties(arguments: argparse.Namespace) -> int:
    from assistant.duties.listing import duty_table, group_json
    from assistant.duties.register import DutyRegister
    from assistant.library import Library
    from index.session import open_store

    register = DutyRegister(Library(open_store(store_directory(arguments))))
    found = register.groups() if arguments.all else [register.of_department(arguments.department)]
    groups = list(map(group_json, found))
    if arguments.json:
        print(json.dumps(groups if arguments.all else groups[0], ensure_ascii=False))
    else:
        print("\n\n".join(duty_table(group) for group in groups))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    """Needs no store: the clauses come with the claims."""
    from assistant.writing.checking.batch import check_claims, read_claims
    from assistant.writing.writer import configured_endpoint
    from corpus.language.departments import department_table

    claims = read_claims(arguments.batch)
    for row in check_claims(claims, department_table(), configured_endpoint()):
        print(json.dumps(row, ensure_ascii=False), flush=True)
    return 0


def _measures(arguments: argparse.Namespace) -> int:
    from assistant.library import Library
    from assistant.measures.listing import measure_json, measure_lines, measures_of
    from index.session import open_store

    store = open_store(store_directory(arguments))
    if arguments.missed or arguments.correct:
        from assistant.measures.command import measures_command

        return measures_command(store, arguments)
    if arguments.compare is not None:
        from assistant.measures.comparing import compare_command

        return compare_command(
            store,
            arguments.compare,
            arguments.place,
            versions=arguments.versions,
            as_json=arguments.json,
        )
    found = measures_of(store, Library(store), arguments.document)
    if arguments.json:
        print(json.dumps([measure_json(m) for m in found], ensure_ascii=False))
    elif found:
        print("\n".join(measure_lines(m) for m in found) + f"\n合计：{len(found)} 条")
    else:
        print("没有从文件里读出支持措施。")
    return 0


def _tasks(arguments: argparse.Namespace) -> int:
    from assistant.library import Library
    from assistant.tasks.listing import task_json, task_lines
    from assistant.tasks.register import DueIn, Gap, TaskRegister, Wanted
    from index.session import open_store

    register = TaskRegister(Library(open_store(store_directory(arguments))))
    wanted = Wanted(
        department=arguments.department.strip(),
        document_id=arguments.document,
        due=DueIn[arguments.due.upper()] if arguments.due else None,
        gap=Gap[arguments.gap.upper()] if arguments.gap else None,
    )
    entries = register.entries(wanted)
    if arguments.json:
        found = [task_json(register, entry) for entry in entries]
        print(json.dumps(found, ensure_ascii=False))
    else:
        print("\n".join(map(task_lines, entries)) or "没有符合条件的任务。")
    return 0


def _match(arguments: argparse.Namespace) -> int:
    from assistant.assistant import check_question
    from assistant.library import Library
    from assistant.match.batch import BatchProfile, read_profiles
    from assistant.match.listing import matches_json, matches_table
    from assistant.match.matcher import Matcher
    from assistant.match.reading import profile_of_sentence
    from index.session import open_store

    if arguments.batch is None:
        profiles = [BatchProfile("", profile_of_sentence(check_question(arguments.sentence)))]
    else:
        profiles = read_profiles(arguments.batch)
    matcher = Matcher(Library(open_store(store_directory(arguments))))
    for item in profiles:
        if arguments.json or arguments.batch:
            print(json.dumps(matches_json(item, matcher), ensure_ascii=False), flush=True)
        else:
            print(matches_table(matcher.match(item.profile), item.profile))
    return 0


if __name__ == "__main__":
    run(main)
