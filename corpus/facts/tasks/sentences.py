"""Tasks in running text: the sentence, or the clause between ；, that charges a body, has a deadline of
its own or a numeric target."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.document import Provision
from corpus.facts.duties.clauses import carried, from_clause
from corpus.facts.duties.duty import Duty, Role
from corpus.facts.tasks.beside import partners_behind
from corpus.facts.tasks.targets import Target, find_targets
from corpus.language.deadlines import Deadline, Term, find_deadlines
from corpus.language.departments import DepartmentTable
from corpus.language.sentences import clause_spans, sentence_spans

# Who is free to act, or has to obey, is no body that a register charges.
_OTHERS = re.compile(
    "企业(?:集团)?$|公司$|用人单位|个人|经营(?:者|单位|主体)|纳税人|申[报请](?:单位|人|者)|业主(?!管)|居民|"
    "群众|员工|职工|人员$|家庭|商户|市场主体|"
    "(?:施工|建设|参建|承担|参保|使用|生产|项目|培训|中介|服务|养老|教育|医疗|住宿|物业|发包|采购|"
    "进口|出口|总承包)[一-鿿]{0,3}(?:单位|机构)$|^(?:各)?(?:单位|机构|社区|学校|院校|高校|酒店|商场|"
    "超市|协会)$"
)
# Who explains a document, when it comes into force, who may apply: no tasks.
_FORMAL = re.compile(
    "发布[^，。；]{0,40}[：:]$|^为(?:深入|全面|认真|切实)?(?:贯彻|落实)[^。；]{0,400}现|是指|(?:现|"
    "特此?)[^，。]{0,6}(?:印发|通知|转发|公布|发布)|负责解释|解释权|施行|有效期|执行期|"
    "本[通知意见办法规定细则方案措施政策]{2}[^，。]{0,8}(?:自|由)|同时废止|不一致的|另有规定|联系人|"
    "联系电话|申报时间|受理时间|可(?:向|以|到|在|按|申请|享受)|符合[^，。；]{0,20}条件的|"
    "此前[^，。]{0,10}规定"
)
_PERMITS = re.compile("^(?:可以?(?![能持])|有权)")
# Verbs that tell what is to be done; a deadline without a body needs one behind it or before it.
_DOES = re.compile(
    "完成|建成|实现|达到|形成|建立|出台|制定|印发|开展|启动|推进|落实|报送?|上报|组织|取消|清理|做到|"
    "全面|基本|力争|确保|整改|改造|开工|投产|培育|打造|新[增建]|设立|公布|发布|覆盖|清偿|兑现|拨付|"
    "提[高升]|增长|到位|修订|编制|总结|汇总|提交|验收|淘汰|关停|退出|上线|开通|运行"
)
_PART = re.compile("由|牵头|负责|配合|协助|协同|参与|积极|做好|共同|[，。、]")
_BRIEF = 3  # characters
# 成立…领导小组，由甲、乙等为成员单位: the group acts, its members take part.
_GROUP = re.compile(
    "(?:成立|组建|设立|建立|调整)(?P<name>[^，。；（()]{2,36}?(?:领导小组|工作小组|工作组|指挥部|"
    "专班|联席会议|委员会))"
)
# 成立…领导小组，统筹推进…: who is founded has the work that follows.
_FOUNDED = re.compile(
    f"(?:^|[，：。]){_GROUP.pattern}(?:（[^（）]*）)?，(?:负责|统筹|统一|协调|全面|全力|研究|组织|加强|具体)"
)
# A sentence that grants somebody an amount sets no goal beside it, whatever figures it has.
_GRANTS = re.compile(
    "(?:给予|奖励|补[助贴]|资助|贴息|最高|扶持|兑[现付]|申领|抵[用扣]|"
    "减免)[^，。；]{0,16}?[0-9.]+(?:万|亿|百|千)?[元%]|[0-9]%?的?(?:标准|比例)?(?:给予|予以|"
    "的?补[助贴]|的?奖励)|名额|予以(?:奖励|补助)"
)
_STRIVES = re.compile(
    "力争|争取|确保|实现|达到?(?![^，。；]{0,16}的)|增[长速幅]|新[增建]|培育|建成|建设|打造|设立|"
    "创建|形成|提[升高]|降|压缩|控制|覆盖|突破|推[进出动]|实施|开展|组建|发展|完成|改造|减少|缩短|"
    "清偿|保持|不低于"
)
_TOLD = re.compile("(?<![为除])了(?!解)|已(?:经|有)?|累计|共有|截[至止]|目前|以来|同期增长")


@dataclass(frozen=True, slots=True)
class Found:
    """What a stretch of running text charges somebody with."""

    start: int
    end: int
    lead: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    deadline: Deadline | None = None
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class _Share:
    """What one body, or one list, has of a clause, from ``start`` on."""

    start: int
    lead: tuple[str, ...]
    partners: tuple[str, ...]
    duties: Sequence[Duty]

    @property
    def supports(self) -> bool:
        """Whether it only helps."""
        return all(d.role in (Role.SUPPORT, Role.TOGETHER) for d in self.duties)

    @property
    def brief(self) -> bool:
        """Whether its words name the part and nothing to be done (市财政局配合)."""
        words = self.duties[0].task
        for duty in self.duties:
            words = words.replace(duty.name, "")
        return len(_PART.sub("", words)) <= _BRIEF

    @property
    def follows(self) -> bool:
        """Whether it names members, who act with nobody else."""
        return any(d.role is Role.MEMBER for d in self.duties)


def from_sentences(
    text: str,
    provision: Provision,
    start: int,
    end: int,
    table: DepartmentTable,
    *,
    official: bool,
    issued: date | None,
) -> Iterator[Found]:
    """The tasks in ``text[start:end]`` of a paragraph; ``official``: a bare verb is an order."""
    for left, right in sentence_spans(text, start, end):
        yield from _sentence(text, left, right, table, official=official, issued=issued)


def _sentence(
    text: str, start: int, end: int, table: DepartmentTable, *, official: bool, issued: date | None
) -> Iterator[Found]:
    pieces: list[Found] = []
    previous: list[Duty] = []
    for left, right in clause_spans(text, start, end):
        clause = text[left:right]
        duties = from_clause(clause, left, len(clause), table, official=official)
        if not duties and previous:
            follows = carried(previous, clause, len(clause), right)
            if follows and pieces and pieces[-1].lead:
                pieces[-1] = _joined(text, pieces[-1], right, issued)
                continue
        previous = duties
        if _FORMAL.search(clause):
            continue
        charged = list(_charged(text, left, right, duties, table, issued))
        if charged:
            pieces += charged
            continue
        if group := _FOUNDED.search(clause):
            pieces.append(Found(left, right, (group["name"],)))
            continue
        goal = _goal(text, left, right, issued)
        last = pieces[-1] if pieces else None
        if last is not None and _goes_on(last, goal):
            pieces[-1] = _joined(text, last, right, issued)
            continue
        if goal is not None:
            pieces.append(goal)
    granting = bool(_GRANTS.search(text[start:end]))
    for piece in pieces:
        if piece.lead or piece.partners or (not granting and _is_goal(text, piece)):
            yield piece


def _goes_on(last: Found, goal: Found | None) -> bool:
    """Whether a clause goes on with the goal before it: 到2015年，…；…；…."""
    dated = not last.lead and last.deadline is not None and last.deadline.term is Term.DATED
    return dated and (goal is None or goal.deadline is None)


def _joined(text: str, piece: Found, end: int, issued: date | None) -> Found:
    targets = {(t.value, t.unit): t for t in find_targets(text, piece.start, end)}
    return replace(piece, end=end, targets=tuple(targets.values()))


def _goal(text: str, start: int, end: int, issued: date | None) -> Found | None:
    """A clause with a deadline or a target and nobody who is charged."""
    targets = find_targets(text, start, end)
    deadline = main_deadline(find_deadlines(text[start:end], issued))
    if not targets and deadline is None:
        return None
    return Found(start, end, deadline=deadline, targets=targets)


def _is_goal(text: str, piece: Found) -> bool:
    """Whether a clause that names nobody sets a goal."""
    if _binds(text, piece):
        return True
    words = text[piece.start : piece.end]
    return bool(piece.targets and _STRIVES.search(words) and not _TOLD.search(words))


def _binds(text: str, piece: Found) -> bool:
    """Whether a deadline stands with something to be done."""
    words = text[piece.start : piece.end]
    if piece.deadline is None or piece.deadline.term is not Term.DATED:
        return False
    if re.search("申[请报领]|报名|缴[纳费存]|享受|到期|还款|续贷|申办", words):
        return False
    return bool(_DOES.search(words))


def _charged(
    text: str,
    start: int,
    end: int,
    duties: Sequence[Duty],
    table: DepartmentTable,
    issued: date | None,
) -> Iterator[Found]:
    """One task for each body, or list of bodies, that a clause charges with something of its own."""
    tasks: dict[str, list[Duty]] = {}
    for duty in duties:
        tasks.setdefault(duty.task, []).append(duty)
    shares = [_Share(_begin(text, start, end, g), *_ranked(g), g) for g in tasks.values()]
    shares = _merged(sorted(shares, key=lambda share: share.start))
    for n, share in enumerate(shares):
        left = share.start if n else start
        right = shares[n + 1].start if n + 1 < len(shares) else end
        words = text[left:right]
        partners = share.partners
        if not share.follows:
            behind = words[words.find(share.lead[-1]) + len(share.lead[-1]) :] if share.lead else ""
            listed = tuple(p for p in partners_behind(behind, table) if p not in share.lead)
            if set(partners) <= set(
                listed
            ):  # the list may name bodies that the table does not know
                partners = listed
        lead = share.lead
        if not lead and (group := _GROUP.search(text, start, end)):
            lead = (group["name"],)
        if any(not _OTHERS.search(name) for name in lead or partners) and _is_task(share.duties):
            deadline = main_deadline(find_deadlines(words, issued))
            yield Found(left, right, lead, partners, deadline, find_targets(text, left, right))


def _merged(shares: Sequence[_Share]) -> list[_Share]:
    """Shares with those that only help (甲牵头，乙配合，…) put beside the one that they help."""
    merged: list[_Share] = []
    for share in shares:
        last = merged[-1] if merged else None
        if last is not None and share.start <= last.start:
            continue  # another reading of the same bodies
        if last is not None and last.lead and share.supports and (last.brief or share.brief):
            names = tuple(n for n in (*share.lead, *share.partners) if n not in last.lead)
            merged[-1] = replace(last, partners=(*last.partners, *names))
        else:
            merged.append(share)
    return merged


def _is_task(group: Sequence[Duty]) -> bool:
    return not _PERMITS.match(group[0].task)


def _begin(text: str, start: int, end: int, group: Sequence[Duty]) -> int:
    """Where the phrase begins that names the bodies of a group."""
    found = [at for duty in group if (at := text.find(duty.name, start, end)) >= 0]
    first = min(found, default=start)
    return (
        max((text.rfind(mark, start, first) for mark in "，；：。"), default=start - 1) + 1 or start
    )


def _ranked(group: Sequence[Duty]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who stands beside."""
    leads = [d.name for d in group if d.role is Role.LEAD]
    acting = leads or [d.name for d in group if d.role is Role.RESPONSIBLE]
    if not acting:  # 甲积极配合: it acts, as long as nobody else does
        acting = [d.name for d in group if d.role in (Role.SUPPORT, Role.TOGETHER)]
    lead = tuple(dict.fromkeys(acting))
    beside = (d.name for d in group)
    return lead, tuple(name for name in dict.fromkeys(beside) if name not in lead)


def main_deadline(found: Sequence[Deadline]) -> Deadline | None:
    """The one that counts where several stand: a day before what comes back each month."""
    order = (Term.DATED, Term.EVENT, Term.STANDING, Term.RECURRING)
    return min(found, key=lambda d: (order.index(d.term), d.start), default=None)
