"""Collections on the page: what lies in each, which groups may see it, and who sees the rest."""

from collections import Counter
from html import escape

from pages.audit.log import Action
from pages.desk import Desk
from pages.people import texts
from pages.people.forms import area, choice, form, listed, text_field, told
from pages.rights import texts as rights
from pages.rights.rules import Collection, Others, RightsError, Rules


def rights_forms(path: str, desk: Desk) -> str:
    """Every collection as a form, one for a new one, and who sees the rest."""
    rules = desk.views.rules.now()
    sources = [e.source for e in desk.views.whole.library.store.documents.entries().values()]
    covered = Counter(rules.collection_of(source) for source in sources)
    forms = "".join(
        _collection(path, c, covered[c.name], rules, sources) for c in rules.collections
    )
    new = form(
        path, "collection-new", _fields(Collection("", ()), "new"), texts.NEW_COLLECTION, css="card"
    )
    label = texts.OTHERS + texts.OTHERS_OPEN.format(count=covered[""])
    others = choice("others", label, texts.OTHERS_OPTIONS, rules.others.value)
    return (
        f"<h2>{texts.COLLECTIONS}</h2><p>{texts.COLLECTIONS_LINE}</p>{forms}"
        f"<details><summary>{texts.NEW_COLLECTION}</summary>{new}</details>"
        f"{form(path, 'others', others, texts.SAVE, css='card')}"
    )


def _collection(
    path: str, collection: Collection, count: int, rules: Rules, sources: list[str]
) -> str:
    empty = [
        place
        for place in collection.paths
        if not any(s == place or s.startswith(f"{place}/") for s in sources)
    ]
    line = f'<p class="hint">{texts.COVERS.format(count=count)}</p>'
    if empty:
        line += told(texts.COVERS_NOTHING.format(paths="”“".join(empty)), bad=True)
    key = str(rules.collections.index(collection))
    kept = {"former": collection.name}
    return (
        f"<h3>{escape(collection.name)}</h3>{line}"
        f"{form(path, 'collection', _fields(collection, key), texts.SAVE, css='card', **kept)}"
        f"{form(path, 'collection-gone', '', texts.REMOVE_COLLECTION, css='small danger', **kept)}"
    )


def _fields(collection: Collection, key: str) -> str:
    return (
        text_field("name", texts.NAME, collection.name, key=key, maxlength="60", required="required")
        + area("paths", texts.PATHS, "\n".join(collection.paths), hint=texts.PATHS_HINT, key=key)
        + text_field(
            "groups", texts.COLLECTION_GROUPS, "，".join(collection.groups),
            hint=texts.COLLECTION_GROUPS_HINT, key=key,
        )
    )  # fmt: skip


def change_rights(desk: Desk, values: dict[str, str]) -> str:
    """Do what a form asks for; what to say of it.

    Raises:
        RightsError: nothing was changed.
    """
    rules, do, former = desk.views.rules, values.get("do", ""), values.get("former", "")
    if do == "others":
        named = values.get("others", "")
        rules.open_others(Others(named) if named in set(Others) else Others.ADMINISTRATORS)
        desk.audit.note(Action.RIGHTS, f"{texts.OTHERS}：{texts.OTHERS_OPTIONS.get(named, '')}")
        return texts.RIGHTS_SAVED
    if do not in ("collection", "collection-new", "collection-gone"):
        return ""
    made = Collection(
        values.get("name", ""),
        tuple(values.get("paths", "").split("\n")),
        listed(values.get("groups", "")),
    )
    with rules.changing() as collections:
        at = next((n for n, c in enumerate(collections) if c.name == former), -1)
        if do == "collection-new":
            collections.append(made)
        elif at < 0:
            raise RightsError(rights.NO_SUCH.format(name=former))
        elif do == "collection-gone":
            del collections[at]
        else:
            collections[at] = made
    if do == "collection-gone":
        desk.audit.note(Action.RIGHTS, texts.COLLECTION_REMOVED.format(name=former))
        return texts.COLLECTION_REMOVED.format(name=former)
    told_ = f"{made.name}：{'、'.join(p for p in made.paths if p.strip())} → {'、'.join(made.groups) or '—'}"
    desk.audit.note(Action.RIGHTS, told_)
    return texts.RIGHTS_SAVED
