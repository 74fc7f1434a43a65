"""Evidence for the tests of writing: clauses of the seed document, and clauses of other kinds."""

from assistant.answer import Citation

TITLE = "河南省人民政府办公厅关于加强企业技术改造促进产业优化升级的意见"
NUMBER = "豫政办〔2011〕75号"

QUOTES = {
    1: "各级工业和信息化部门负责牵头组织开展企业技术改造项目的申报、核准、备案、监督、监测、评估工作。",
    2: "2011-2015年，力争技术改造投资年均增幅30%以上，全省技术改造投资累计超过1万亿元。",
    3: "有条件的省辖市和县（市）财政可安排专项资金支持企业技术改造。",
    4: "全部淘汰400立方米及以下高炉、30吨及以下转炉、电炉；",
    5: "国土资源部门要优先保障技术改造项目用地，环保部门要依法开展规划环境影响评价审查。",
    6: "财政部门会同税务部门制定专项资金管理办法，金融部门配合做好项目贷款工作。",
    7: "企业不得擅自改变专项资金用途，未经批准不得变更建设内容。",
    8: "对符合条件的重点技术改造项目，给予贷款贴息，单个项目贴息不超过500万元。",
    9: "除国家明令禁止的项目外，企业技术改造项目实行备案管理。",
    10: "申报企业应当于2012年3月31日前向县级工业和信息化部门提交申报材料。",
    11: "加大对“两高一资”（高耗能、高污染、资源型）行业的技术改造力度，组织实施重点节能工程。",
    12: "本办法自2012年1月1日起施行，有效期5年，《企业技术改造管理办法》（豫政〔2005〕8号）同时废止。",
    13: "企业购置设备的，免征增值税；新建厂房的，不免征城市基础设施配套费。",
    14: "政府对企业给予贴息，企业向银行申请贷款。",
}  # fmt: skip


def evidence(*numbers: int) -> tuple[Citation, ...]:
    """Citations under these numbers; all of them without arguments."""
    return tuple(
        Citation(
            n, "d1", "a.txt", TITLE, NUMBER, "五、保障措施 › （五）加大财政支持力度 › 第1段",
            quote, 0, len(quote), "未核实",
        )
        for n, quote in QUOTES.items()
        if not numbers or n in numbers
    )  # fmt: skip
