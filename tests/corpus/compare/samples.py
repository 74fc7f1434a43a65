"""Two versions of an invented rule, and what became of each article."""

from corpus.document import Document, Metadata
from corpus.structure.provisions import parse

OLD = """青山市绿色工厂奖励办法
第一章　总则
第一条　为了推动工业绿色发展，根据有关法律、法规，结合本市实际，制定本办法。
第二条　市工业和信息化局负责绿色工厂的评价和公布；县级工业和信息化部门负责推荐。
第三条　申报企业可以委托第三方机构开展评价，评价费用由企业承担。
第四条　对首次认定的市级绿色工厂，给予一次性奖励20万元。
第五条　企业应当于每年6月1日至6月30日提出申请，市工业和信息化局自受理之日起30日内作出决定。
第六条　骗取奖励资金的，追回资金，三年内不得再次申报；情节严重的，依法追究责任。
第二章　附则
第七条　本办法自2020年3月1日起施行。
"""
NEW = """青山市绿色工厂奖励办法
第一章　总则
第一条　为了推动工业绿色发展，根据有关法律、法规，结合本市实际，制定本办法。
第二条　本办法所称绿色工厂，是指用地集约、原料无害、生产洁净、废物再生、能源低碳的工厂。
第三条　市工业和信息化局会同市生态环境局负责绿色工厂的评价和公布；县级工业和信息化部门负责推荐。
第四条　申报企业应当委托第三方机构开展评价，评价费用由企业承担。
第五条　骗取奖励资金的，追回资金，三年内不得再次申报。
第六条　对首次认定的市级绿色工厂，给予一次性奖励30万元。
第七条　企业应当于每年5月1日至5月31日提出申请，市工业和信息化局自受理之日起20个工作日内作出决定。
第二章　附则
第八条　本办法自2023年3月1日起施行。
"""


def document(text: str, source: str = "甲.txt", title: str = "") -> Document:
    """A document as the loader would make it, without what is known of it."""
    return Document("0" * 12, source, text, Metadata(title=title), parse(text))
