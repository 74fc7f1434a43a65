"""The table of attributes is whole: what is offered can be asked for, and is understood when it is."""

from assistant.understanding.attributes import asked_of_row, attributes
from corpus.language.column_headers import ColumnRole


def test_names_and_roles_stand_once() -> None:
    names = [a.name for a in attributes()]
    roles = [role for a in attributes() for role in a.roles]
    assert len(set(names)) == len(names) and len(set(roles)) == len(roles)


def test_every_suggestion_asks_for_its_own_attribute() -> None:
    for attribute in attributes():
        if attribute.suggest:
            question = attribute.suggest.format(name="取水许可")
            assert attribute in asked_of_row(question, "取水许可"), question
        assert bool(attribute.suggest) or not attribute.of_heading


def test_a_row_can_be_asked_for_every_role_that_has_an_attribute() -> None:
    for attribute in attributes():
        assert bool(attribute.roles) == (attribute.of_row is not None)
        assert attribute.card in ("", "required", "optional")
        assert not attribute.card or attribute.roles
    assert {ColumnRole.MATERIALS, ColumnRole.PHONE, ColumnRole.FEE} <= {
        role for a in attributes() if a.overview for role in a.roles
    }
