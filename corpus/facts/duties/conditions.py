"""The condition of a duty: the phrases before a subject that say when or for whom it acts."""

import re

from corpus.facts.duties.words import OBLIGES
from corpus.language.markers import marker_at

_STARTS = re.compile(
    "^(?:对于?(?!照|接)|如(?!期)|若|凡|因|遇|经|确需|未|需要|符合|属于?|发现|出现|当(?!地|前|年)|在.+[时中下后前内]$|受.*影响)"
)
_ENDS = re.compile(
    "(?:的|(?<![同及按随小临])时|后|期间|情况下|前提下|基础上|之日起|(?<![目当日提先])前)$"
)
_SAID = re.compile("(?:强调|指出|要求|明确|提出|规定|表示|说)[，,：:]*$")
_RULED = re.compile(
    "可|(?<!响)应(?!急|对)|不予|给予|予以|必须|不得"
)  # another rule, not the case of this one
_INNER = re.compile(f"(?:{OBLIGES})?(对[^，。；]{{2,60}}?的)，")


def condition_of(head: str, predicate: str) -> str:
    """The phrases of ``head``, the words before a subject, that are a condition; "" if none is.

    Else the one that ``predicate`` begins with: 要对逾期不改的，….
    """
    label = marker_at(head, 0)
    words = head[label.end if label else 0 :].strip("，,：: “‘\u3000\n")
    # flattened text runs a heading into its first sentence, with a space between them
    phrases = [p for p in re.split("(?<=[，,：:])", re.split("\\s", words)[-1]) if p]
    said = [n for n, phrase in enumerate(phrases) if _SAID.search(phrase)]
    phrases = phrases[said[-1] + 1 :] if said else phrases
    for n, phrase in enumerate(phrases):
        bare = phrase.strip("，,：: ")
        found = _STARTS.search(bare) or _ENDS.search(bare)
        if found and not _RULED.search(phrases[-1]):
            return "".join(phrases[n:]).strip("，,：: ")
    inner = _INNER.match(predicate)
    return inner[1] if inner else ""
