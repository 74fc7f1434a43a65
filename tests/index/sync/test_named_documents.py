"""A document is found by every title it is known by: its own, of the rule it issues, of its annexes."""

import pytest

from index.named_documents import named_documents
from tests.index.sync.folder import Site

NOTICE = (
    "某市科技局关于印发《某市创新券管理办法》的通知\n各有关单位：\n现将《某市创新券管理办法》印发给你们。\n"
    "某市科技局\n2025年3月4日\n某市创新券管理办法\n第一条 创新券面额为5万元。\n第二条 本办法自2025年4月1日起施行。\n"
    "附件1\n某市创新券申报指南\n一、申报单位向区科技局提交申请，区科技局五日内审核。\n"
)
LAW = (
    "中华人民共和国节水法\n（2024年12月25日第十四届全国人民代表大会常务委员会第十三次会议通过）\n"
    "第一条 为了节约用水，制定本法。\n"
)


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("《某市创新券管理办法》第一条是什么？", "通知.txt"),
        ("某市创新券管理办法从什么时候开始施行？", "通知.txt"),
        ("某市创新券申报指南讲了什么", "通知.txt"),
        ("《某市创新券申报指南》讲了什么", "通知.txt"),
        ("节水法是哪天通过的？", "法.txt"),
        ("中华人民共和国节水法什么时候施行？", "法.txt"),
        ("节水法人怎么登记？", ""),
        ("管理办法在哪里？", ""),
    ],
)
def test_named(site: Site, question: str, source: str) -> None:
    site.write("通知.txt", NOTICE)
    site.write("法.txt", LAW)
    site.build()
    sources = [site.store.document(found).source for found in named_documents(question, site.store)]
    assert sources == ([source] if source else [])
