"""Document numbers (文号) and titles: finding them, and telling when two spellings mean one document.

GB/T 9704-2012, 7.2.5: a number is the issuer's abbreviation, the year in 〔〕 and a serial without
第 and leading zeros. Real documents and citations also use other brackets, 第, spaces, full-width
digits; orders and announcements are numbered 令第N号 and 公告YYYY年第N号.
"""

import re
import unicodedata

from corpus.language.numerals import CHINESE_NUMERAL, chinese_number

_DIGIT = "[0-9０-９]"
_HAN = "[\u4e00-\u9fff]"
_GAP = r"[ \t\u3000\u00a0]*"
_BRACKETED = re.compile(
    rf"(?P<prefix>{_HAN}{{1,24}}){_GAP}"
    rf"(?:[〔［\[（(【﹝〈]{_GAP}(?P<year>[12１２]{_DIGIT}{{3}}){_GAP}年?{_GAP}[〕］\]）)】﹞〉]"
    rf"|[〔［\[﹝]{_GAP}(?P<short>{_DIGIT}{{2}}){_GAP}[〕］\]﹞])"
    rf"{_GAP}(?:第{_GAP})?(?P<serial>{_DIGIT}+(?:-{_DIGIT}+)?){_GAP}号"
)
_NUMERAL = rf"(?:{_DIGIT}+|{CHINESE_NUMERAL}+)"
_YEAR = rf"(?:[（(〔]?{_GAP}(?P<{{0}}>[12]{_DIGIT}{{{{3}}}}){_GAP}年?{_GAP}[）)〕]?)"
# 国务院令第698号, 财政部 税务总局公告2020年第8号, 国务院令（第698号）
_ORDER = re.compile(
    rf"(?P<issuer>{_HAN}{{2,40}}(?:[ \u3000、]{_HAN}{{2,20}}){{0,6}})??"
    rf"(?P<kind>令|公告|通告){_GAP}(?:"
    rf"{_YEAR.format('year')}?{_GAP}第{_GAP}(?P<serial>{_NUMERAL}){_GAP}号"
    rf"|[（(]{_GAP}(?:(?P<inner_year>[12]{_DIGIT}{{3}}){_GAP}年)?{_GAP}第{_GAP}(?P<inner>{_NUMERAL}){_GAP}号"
    rf"|(?P<bare>{_DIGIT}{{1,4}}){_GAP}号)"
)
# 税务总局2020年第8号公告
_REVERSED = re.compile(
    rf"(?P<issuer>{_HAN}{{2,40}}(?:[ \u3000、]{_HAN}{{2,20}}){{0,6}})?"
    rf"(?P<year>[12]{_DIGIT}{{3}}){_GAP}年{_GAP}第{_GAP}(?P<serial>{_NUMERAL}){_GAP}号"
    rf"(?P<kind>令|公告|通告)"
)
_ORGAN = re.compile(r"(?:院|府|部|委|局|署|会|行|厅|办|主席|省|市|县|区|州)$")
# Words of the sentence around a number that stand right before it, with no mark between.
_PROSE = re.compile(
    r".*(?:根据|按照|依据|依照|遵照|执行|落实|贯彻|参照|比照|参见|详见|印发|下发|转发|发布|颁布|公布|制定|出台|"
    r"关于|基于|鉴于|源于|对照|确保|符合|[省市县区]政府(?=..)|公告(?=...)|通告(?=...)|文件|文号|字号|通知|意见|规定|办法|附件|废止|代替|替代|取代|修改|以及|其中|"
    r"[的与及是为由见以按要了号])"
)
# 将国发…, 和豫政…, 原国税发… belong to the sentence; 和政发, 将政, 即政 are counties' own numbers.
_PARTICLE = re.compile(r"(?:[将和即从在原或对]|我[省市县区]|同时|此前|以前)(?![政府办])")


def find_numbers(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, canonical) of every document number in ``text``, in order, no overlaps.

    The canonical form is ``豫政办〔2011〕75号``, ``国务院令第698号``, ``税务总局公告2020年第8号``.
    """
    if "号" not in text:
        return []  # every number ends in it, and most texts have none
    found: dict[int, tuple[int, int, str]] = {}
    for match in _BRACKETED.finditer(text):
        prefix = _own_words(match["prefix"])
        if prefix:
            start = match.end("prefix") - len(prefix)
            year = _plain(match["year"] or match["short"])
            serial = _plain(match["serial"])
            found[start] = (start, match.end(), f"{prefix}〔{year}〕{serial}号")
    taken = list(found.values())
    for pattern in (_ORDER, _REVERSED):
        for match in pattern.finditer(text):
            number = _order(match)
            if number and not any(s < number[1] and number[0] < e for s, e, _ in taken):
                taken.append(number)
    return sorted(taken)


def _order(match: re.Match[str]) -> tuple[int, int, str] | None:
    """The number of an order or announcement, or None where the words are none."""
    groups = match.groupdict()
    issuer = _own_words(groups["issuer"] or "")
    kind = groups["kind"]
    year = _plain(groups["year"] or groups.get("inner_year") or "")
    serial = _plain(groups["serial"] or groups.get("inner") or groups.get("bare") or "")
    if kind == "令" or not year:
        # 命令第3号, 责令2号 and 本公告第3号 are no numbers: an order has an organ, or it is none.
        if not _ORGAN.search(issuer):
            return None
    elif issuer and not _ORGAN.search(issuer):
        issuer = ""
    bare = match.start("year" if match.re is _REVERSED else "kind")
    start = match.end("issuer") - len(issuer) if issuer else bare
    end = match.end()
    if groups.get("inner") and match.string[end : end + 1] in ("）", ")"):
        end += 1
    written = re.sub(r"[\s、]", "", issuer)
    return start, end, f"{written}{kind}{year + '年' if year else ''}第{serial}号"


def _own_words(run: str) -> str:
    """The end of ``run`` that can be an issuer's abbreviation: prose before it is cut off."""
    for before in (_PROSE, _PARTICLE):
        if match := before.match(run):
            run = run[match.end() :]
    return run.strip(" \u3000、")


def _plain(digits: str) -> str:
    digits = unicodedata.normalize("NFKC", digits)
    if digits and not re.fullmatch("[0-9-]+", digits):
        return str(chinese_number(digits))
    return digits


def number_key(number: str) -> str:
    """A key that is equal for all spellings of one number; ``""`` for ``""``.

    Brackets, spaces, 第, full-width digits, leading zeros and 中华人民共和国 make no difference.
    """
    found = find_numbers(number)
    plain = found[0][2] if found else number
    plain = re.sub(r"[\s、第]|^中华人民共和国", "", unicodedata.normalize("NFKC", plain))
    plain = re.sub(r"[〔\[(【〈﹝]([0-9]+)年?[〕\])】〉﹞]", r"-\1-", plain)
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", plain)


def title_key(title: str) -> str:
    """A title without 《》, quotes, punctuation, white space and a number in brackets behind it."""
    plain = title
    for start, end, _ in reversed(find_numbers(title)):
        before, behind = title[:start].rstrip(), title[end:].strip()
        if before.endswith(("(", "（")) and behind in (")", "）"):
            plain = before[:-1]
    plain = unicodedata.normalize("NFKC", plain)
    return "".join(c for c in plain if c.isalnum())


_WRAPPED = re.compile(
    r"^(?P<issuer>.*?)(?:关于)?(?:重新)?(?:印发|发布|公布|颁布|颁发|下发)(?P<core>.{4,}?)的?(?:通知|公告|决定|通告|令)$"
)
_ABOUT = re.compile(r"^(?P<issuer>.{2,60}?)(?=关于.{3,})")
_ISSUER_END = re.compile(
    r"(?:院|府|部|部门|委|委员会|局|署|会|行|厅|办|办公室|中心|指挥部|领导小组|法院)$"
)


def same_title(a: str, b: str) -> bool:
    """Whether two titles name one document, if one of them leaves out issuer or 关于印发…的通知.

    Everything else must agree to the character: a year, a place, （试行） more or less is another
    document. Titles with two different issuers are two documents.
    """
    if not (key_a := title_key(a)) or not (key_b := title_key(b)):
        return False
    if key_a == key_b:
        return True
    issuer_a, core_a = _parts(key_a)
    issuer_b, core_b = _parts(key_b)
    return core_a == core_b and _compatible(issuer_a, issuer_b)


def title_core(title: str) -> str:
    """A key that all titles share that ``same_title`` may take for one: issuer and wrapper left out."""
    return _parts(title_key(title))[1]


def _parts(key: str) -> tuple[str, str]:
    """(issuer, what it is about): the issuer before 关于 and a wrapper 印发…的通知 taken off."""
    wrapped = _WRAPPED.match(key)
    if wrapped and (not wrapped["issuer"] or _ISSUER_END.search(wrapped["issuer"])):
        return wrapped["issuer"], wrapped["core"]
    about = _ABOUT.match(key)
    if about and _ISSUER_END.search(about["issuer"]):
        return about["issuer"], key[about.end() :]
    return "", key


def _compatible(a: str, b: str) -> bool:
    short, long = sorted((_short_issuer(a), _short_issuer(b)), key=len)
    return long.endswith(short)


def _short_issuer(issuer: str) -> str:
    return issuer.replace("人民政府", "政府").replace("委员会", "委").replace("中华人民共和国", "")
