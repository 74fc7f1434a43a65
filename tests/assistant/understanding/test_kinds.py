"""The kind of a question: clear ones come out, any text gives one, and the weights are the trained ones."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.kinds import WEIGHTS, QuestionKind, kind_shares
from eval.kinds.examples import framed, labelled
from eval.kinds.training import TRAINED_ON, fingerprint
from index.embeddings import BUNDLED_MODEL, PolicyEmbeddings, load_embeddings

_DATA = Path(os.environ.get("LABELLED_DATA", "../shared/data"))
_CLEAR = {
    "失业保险金每个月能领多少钱？": "FIGURE",
    "稳岗补贴什么时候截止申报？": "WHEN",
    "创业担保贷款归哪个部门管？": "WHO",
    "申请廉租房需要哪些材料？": "LIST",
    "涉及洛阳的项目和园区都有哪些？": "AGGREGATE",
    "生态环境局要做哪些事？": "DUTY",
    "到2030年要实现什么目标？": "TARGET",
    "新旧两版办法有什么区别？": "COMPARISON",
    "什么是专精特新企业？": "DEFINITION",
    "为什么要实行限塑？": "REASON",
    "高新技术企业认定怎么申请？": "PROCEDURE",
    "外地户口能不能报名？": "YES_NO",
    "我公司去年营收6000万，能拿多少补助？": "CASE",
    "总结一下这份文件": "OVERVIEW",
    "第五部分第三条讲什么": "NAVIGATION",
    "这个文件的文号是多少": "DOCUMENT",
    "哪些文件提到失业保险": "LIBRARY",
    "我是30人的餐饮企业，能享受哪些政策？": "BENEFITS",
    "帮我写一份申请书": "ADVICE",
    "你好": "SOCIAL",
    "对骗取补贴的怎么处理": "CONTENT",
}


@pytest.fixture(scope="module")
def embeddings(models_dir: Path) -> PolicyEmbeddings:
    return load_embeddings(BUNDLED_MODEL, models_dir)


@pytest.mark.parametrize(("question", "kind"), _CLEAR.items())
def test_a_clear_question_has_its_kind(
    question: str, kind: str, embeddings: PolicyEmbeddings
) -> None:
    assert next(iter(kind_shares(question, embeddings))) is QuestionKind[kind]


def test_the_words_alone_tell_most(embeddings: PolicyEmbeddings) -> None:
    told = [next(iter(kind_shares(question))).name == kind for question, kind in _CLEAR.items()]
    assert sum(told) >= 0.85 * len(_CLEAR)


@given(st.text(max_size=80))
def test_any_text_has_a_share_of_each_kind(text: str) -> None:
    shares = kind_shares(text)
    assert set(shares) == set(QuestionKind)
    assert sum(shares.values()) == pytest.approx(1.0, abs=1e-5)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert kind_shares(text) == shares


def test_a_vector_of_another_model_is_left_aside(embeddings: PolicyEmbeddings) -> None:
    class Other(PolicyEmbeddings):
        def __init__(self) -> None:
            self.name = "another/model"

        def encode_query(self, text: str) -> np.ndarray:
            raise AssertionError

    question = "稳岗补贴什么时候截止申报？"
    assert kind_shares(question, Other()) == kind_shares(question)
    assert kind_shares(question, embeddings) != kind_shares(question)


def test_the_weights_are_those_of_the_labels_and_frames_here() -> None:
    examples = labelled(_DATA) + framed()
    if missing := TRAINED_ON - {e.corpus for e in examples}:
        pytest.skip(f"no texts of {sorted(missing)} here to hold the weights against")
    with np.load(WEIGHTS) as stored:
        assert str(stored["fingerprint"]) == fingerprint(examples)
