"""Questions about one matter of a catalogue: what papers, which department, how many working days."""

import re

from assistant.answers.compose import Draft, escape
from assistant.answers.procedure_card import card, is_procedure
from assistant.catalogs.rows import Row, is_catalog, row_at
from assistant.library import Library
from assistant.understanding.question import Question
from corpus.document import Provision
from corpus.language.column_headers import ColumnRole
from corpus.language.words import fold
from index.retriever import Hit

# What a column answers, by how people ask for it. All that match are answered, in this order.
_ASKED: tuple[tuple[re.Pattern[str], tuple[ColumnRole, ...]], ...] = (
    (re.compile("材料|资料|证件|证明文件|手续要|带(?:些|点)?(?:什么|啥|哪些)|准备(?:些|点|好)?(?:什么|啥|哪些)|"
                "(?:提交|递交|提供|要交|需交|上交|报送)(?:些|点)?(?:什么|啥|哪些)"), (ColumnRole.MATERIALS,)),
    (re.compile("投诉|举报|监督电话"), (ColumnRole.COMPLAINT_PHONE,)),
    (re.compile("(?<!投诉)(?<!监督)(?:电话|热线|号码|联系方式)|怎么联系|咋联系|联系谁"), (ColumnRole.PHONE,)),
    (re.compile("(?:几|多少)(?:个)?(?:工作日|自然日|天|日|小时)|多久|多长时间|多长|时限|期限|(?:啥|什么)时候(?:能|可以)?"
                "(?:办|拿|出|好|批|下来)|几天"), (ColumnRole.PROMISED_LIMIT, ColumnRole.LEGAL_LIMIT)),
    (re.compile("收费|多少钱|费用|要钱|花钱|缴费|交费|交多少|免费"), (ColumnRole.FEE,)),
    (re.compile("(?:哪(?:个|些|家|一个)?|什么|啥|何)(?:部门|单位|机关|机构|厅局|厅|局|委|处)|归(?:谁|哪)|谁(?:负责|主管|管|办|审批|受理|批)|"
                "主管|找谁|由谁|实施(?:机关|主体)"), (ColumnRole.DEPARTMENT, ColumnRole.CO_DEPARTMENT)),
    (re.compile("(?:在|去|到)(?:哪|什么地方|啥地方)|哪(?:里|儿)(?:办|受理|申请|交)|地址|地点|窗口|什么地方|啥地方"),
     (ColumnRole.PLACE,)),
    (re.compile("条件|资格|什么情况|符合(?:什么|啥|哪些)|什么要求|哪些要求|啥要求|门槛"), (ColumnRole.CONDITION,)),
    (re.compile("(?:什么|啥|哪些)(?:样的)?(?:人|对象|企业|单位|主体)(?:能|可以|才能|可)?(?:办|申请|报)|"
                "面向|服务对象|适用对象|谁(?:能|可以)"), (ColumnRole.OBJECT,)),
    (re.compile("流程|步骤|程序"), (ColumnRole.PROCESS,)),
    (re.compile("上班|几点|办公时间|办理时间|工作时间"), (ColumnRole.HOURS,)),
    (re.compile("网址|网站|链接|网上(?:办|申|怎么|在哪|哪)|线上"), (ColumnRole.URL,)),
    (re.compile("依据|法律依据|根据(?:什么|哪|啥)"), (ColumnRole.BASIS,)),
    (re.compile("(?:奖|补|支持|资助|补贴)(?:多少|标准|金额)|标准是多少|能(?:拿|补|奖)多少"), (ColumnRole.SUPPORT,)),
)  # fmt: skip
_NAMES = {
    ColumnRole.MATERIALS: "申请材料",
    ColumnRole.COMPLAINT_PHONE: "投诉电话",
    ColumnRole.PHONE: "咨询电话",
    ColumnRole.PROMISED_LIMIT: "办理时限",
    ColumnRole.FEE: "收费情况",
    ColumnRole.DEPARTMENT: "实施机关",
    ColumnRole.PLACE: "办理地点",
    ColumnRole.CONDITION: "申请条件",
    ColumnRole.OBJECT: "服务对象",
    ColumnRole.PROCESS: "办理流程",
    ColumnRole.HOURS: "办理时间",
    ColumnRole.URL: "网址",
    ColumnRole.BASIS: "依据",
    ColumnRole.SUPPORT: "支持标准",
}
# Told of a matter that is named without asking for anything of it in particular.
_OVERVIEW = (
    ColumnRole.DEPARTMENT, ColumnRole.CONDITION, ColumnRole.MATERIALS, ColumnRole.PROMISED_LIMIT,
    ColumnRole.LEGAL_LIMIT, ColumnRole.FEE, ColumnRole.PLACE, ColumnRole.PHONE,
)  # fmt: skip
_OVERVIEW_CELL = 200  # characters; longer cells are left to the question that asks for them
_ROWS = 3  # matters answered at once where several fit the question equally
# A row is meant where this share of its name stands in the question, or this share of the question's
# matter in its name together with some of the name: (share of the name, share of the matter).
_MEANT = ((0.8, 0.0), (0.55, 0.6), (0.34, 0.75))
_SHORT = 3  # pairs; a name as short as 贴息 stands in many questions that are about something else
_NEAR = 0.08  # rows this near to the best one fit as well
# What a question says besides its matter.
_FILLER = re.compile(
    "请问|我想|想要|想|我们|需要|应该|应当|可以|能不能|办理|申请|申报|办个|办|要|得|的|了|吗|呢|啊|呀|"
    "是|有|在|去|到|找|和|与|及|怎么|怎样|如何|咋|什么|啥|哪些|哪个|哪里|哪儿|哪|谁|多少|多久|几个?|一下|这个|那个|事项|业务|"
    '[？?！!。，,、；;：:“”"《》（）()\\s]'
)


def asked_roles(question: str, name: str = "") -> list[ColumnRole]:
    """Which columns a question asks for, by their roles; words of the matter's ``name`` (执业资格认定)
    ask for nothing."""
    return list(
        dict.fromkeys(
            role
            for pattern, roles in _ASKED
            if any(match[0] not in name for match in pattern.finditer(question))
            for role in roles
        )
    )


def matching_rows(question: Question, hits: list[Hit], library: Library) -> list[Row]:
    """The rows among the retrieved chunks that the question is about, best first."""
    rows: dict[tuple[str, int], Row] = {}
    for hit in hits:
        document = library.document(hit.chunk.document_id)
        row = row_at(document, hit.chunk.start) if is_catalog(document) else None
        if row is not None:
            rows.setdefault((document.document_id, row.heading.start), row)
    asked = _pairs(_plain(question.text))
    scored = []
    for row in rows.values():
        name = _pairs(_plain(row.name))
        matter = _pairs(_matter(question.text, row.name))
        named, about = _share(name, asked), _share(matter, name)
        ways = _MEANT if len(name) > _SHORT else _MEANT[1:]
        if any(named >= least and about >= matters for least, matters in ways):
            scored.append((2 * named * about / (named + about) if about else 0.0, row))
    scored.sort(key=lambda item: -item[0])
    near = [row for score, row in scored if score >= scored[0][0] - _NEAR]
    # Matters of one name are told apart by who is in charge.
    of = [
        row for row in near if (body := row.first(ColumnRole.DEPARTMENT)) and body in question.text
    ]
    return of or near


def _matter(question: str, name: str) -> str:
    """The question without the words that ask (unless the row's name has them) and that join."""
    for pattern, _ in _ASKED:
        question = pattern.sub(lambda match: match[0] if match[0] in name else " ", question)
    return _plain(question)


def _plain(text: str) -> str:
    return _FILLER.sub("", fold(text)) or fold(text)


def _share(pairs: set[str], of: set[str]) -> float:
    """Share (0 to 1) of ``pairs`` that are in ``of`` too."""
    return len(pairs & of) / len(pairs)


def _pairs(text: str) -> set[str]:
    """Its character pairs; a text of one character stands for itself."""
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def compose(question: Question, rows: list[Row], draft: Draft) -> str:
    """Write what the rows say into ``draft``; return the name of a column that is asked for and
    that none of the rows has filled in, "" if there is none."""
    asked = asked_roles(question.text, rows[0].name)
    shown = _distinct(rows, asked or list(_OVERVIEW))
    if not asked and len(shown) == 1 and is_procedure(shown[0]):
        heading = shown[0].heading
        mark = draft.cite(shown[0].document, heading, heading.start, heading.end)
        draft.lines += [
            f"“{escape(shown[0].name)}”的办理要点{mark}：",
            "\n".join(card(shown[0], draft)),
        ]
        return ""
    silent = bool(asked) and not any(row.of_role(role) for row in shown for role in asked)
    for row in shown[:_ROWS]:
        department = row.first(ColumnRole.DEPARTMENT)
        by = f"，{escape(department)}" if department and ColumnRole.DEPARTMENT not in asked else ""
        named = f"“{escape(row.name)}”{by}"
        cells = _cells(row, asked, silent)
        if not cells:
            named += draft.cite(row.document, row.heading, row.heading.start, row.heading.end)
        told = [_cell(row, cell, draft) for cell in cells]
        # One matter: the answer first. Several: each under its name.
        draft.lines += [f"{named}：", *told] if len(shown) > 1 else [*told, f"（事项：{named}）"]
    if len(shown) > _ROWS:
        others = len(shown) - _ROWS
        draft.lines.append(f"另有 {others} 个名称相近的事项，请写明地区、实施机关或具体情形再问。")
    return _NAMES.get(asked[0], asked[0].value) if silent else ""


def _cells(row: Row, asked: list[ColumnRole], silent: bool) -> list[Provision]:
    """What to tell of a row: what is asked for; failing that whom to call; else the main things."""
    if silent:
        return row.of_role(ColumnRole.PHONE)[:1]
    if asked:
        return [cell for role in asked for cell in row.of_role(role)]
    cells = [cell for role in _OVERVIEW for cell in row.of_role(role)]
    return [cell for cell in cells if cell.end - cell.start <= _OVERVIEW_CELL]


def _distinct(rows: list[Row], roles: list[ColumnRole]) -> list[Row]:
    """Rows that don't say the same: the same matter is often listed for many places."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for row in rows:
        said = (row.name, *(row.value(cell) for role in roles for cell in row.of_role(role)))
        if said not in seen:
            seen.add(said)
            kept.append(row)
    return kept


def _cell(row: Row, cell: Provision, draft: Draft) -> str:
    """One cell: its value first; a list of several as a list."""
    mark = draft.cite(row.document, cell, cell.start, cell.end)
    items = [item.strip() for item in row.value(cell).split("；") if item.strip()]
    if len(items) < 2:
        return f"{escape(cell.topic)}：{escape(row.value(cell))}{mark}"
    lines = "\n".join(f"- {escape(item)}" for item in items)
    return f"{escape(cell.topic)}（{len(items)}项）{mark}：\n\n{lines}"
