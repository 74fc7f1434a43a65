"""The form of the page 找政策: short, and a sentence is enough."""

from html import escape

from pages.markup import menu, query_form
from pages.match import texts
from pages.match.query import MatchQuery


def form(query: MatchQuery) -> str:
    """The form as it was filled in."""
    kinds = [("", "不限"), *((kind, kind) for kind in texts.KINDS)]
    fields = (
        _field("s", texts.SENTENCE, texts.SENTENCE_HINT, query.sentence, "field entire"),
        _field("place", texts.PLACE, texts.PLACE_HINT, query.place),
        _field("trade", texts.INDUSTRY, texts.INDUSTRY_HINT, query.industry),
        _field("size", texts.SIZE, texts.SIZE_HINT, query.size),
        menu("kind", texts.KIND, kinds, query.kind, id="match-kind"),
        _field("titles", texts.TITLES, texts.TITLES_HINT, query.titles),
        _field("plans", texts.PLANS, texts.PLANS_HINT, query.plans),
        _field("facts", texts.FACTS, texts.FACTS_HINT, query.facts),
        f'<div class="field"><label for="m-day">{texts.DAY}</label>'
        f'<input id="m-day" name="day" type="date" value="{escape(query.day)}"></div>',
    )
    return query_form("".join(fields))


def _field(name: str, label: str, hint: str, value: str, css: str = "field grow") -> str:
    return (
        f'<div class="{css}"><label for="m-{name}">{label}</label><input id="m-{name}" name="{name}"'
        f' maxlength="200" autocomplete="off" placeholder="{hint}" value="{escape(value)}"></div>'
    )
