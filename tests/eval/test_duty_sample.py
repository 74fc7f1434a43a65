"""The sample of duties: repeatable, without replacement, each line complete."""

from assistant.stated import Stated
from corpus.facts.duties.duty import Duty
from eval.duty_sample import line, sample
from tests.corpus.facts.duties.samples import document_of, duties_in

TEXT = "一、保洁\n" + "".join(f"各县区要在{n}月清理河道。\n" for n in range(1, 10))


def stated_in(text: str) -> list[Stated[Duty]]:
    return [Stated(duty, document_of(text)) for duty in duties_in(text)]


def test_one_seed_draws_one_sample() -> None:
    duties = stated_in(TEXT)
    assert len(duties) == 9
    assert sample(duties, 4, 7) == sample(duties, 4, 7) != sample(duties, 4, 8)
    drawn = sample(duties, 99, 7)
    starts = {d.fact.start for d in duties}
    assert len(drawn) == 9 and {d.fact.start for d in drawn} == starts


def test_a_line_quotes_the_document() -> None:
    duty = stated_in("一、保洁\n汛期结束后，市水利局要修复堤防。\n")[0]
    values = line(duty)
    assert values["quote"] == duty.document.text[values["start"] : values["end"]]
    assert (values["department"], values["key"], values["role"]) == ("市水利局", "水利", "负责")
    assert (values["task"], values["condition"]) == ("修复堤防", "汛期结束后")
