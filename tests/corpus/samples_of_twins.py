"""One plan as a city would write it, and as the next city or the next year copies it."""

CLAUSES = (
    "为落实省委、省政府关于推进新型工业化的部署，加快传统产业改造升级，制定本方案。",
    "支持企业实施设备更新和技术改造，对固定资产投资给予后补助，优先支持绿色低碳项目。",
    "引导金融机构开发适合中小企业的信贷产品，扩大中长期贷款规模，降低综合融资成本。",
    "建设公共检测平台和中试基地，向企业开放大型科学仪器，按服务量给予运行补贴。",
    "推行一网通办，压减审批环节和申报材料，对重点项目实行全程代办和并联审批制度。",
    "加强安全生产、环境保护和能耗双控的监督管理，未达标的企业不得享受支持政策。",
    "建立月调度、季通报、年考核制度，由牵头部门汇总进展并向社会公开，接受群众监督。",
    "完善统计监测和绩效评价，评价结果作为下一年度资金安排和项目遴选的重要依据。",
)


# Stands for the pages that both copied.
ANNEX = "\n".join(clause[::step] for clause in CLAUSES for step in (-1, 2, -2, 3, -3))


def plan(city: str, year: int, *, titled: bool = True, annex: str = "") -> str:
    """The plan of ``city`` for ``year``; without ``titled`` only its signature names the city."""
    title = f"{city}{year}年工业企业技术改造实施方案" if titled else "关于推进工业技术改造的通知"
    lines = [
        f"{label}、{clause}" for label, clause in zip("一二三四五六七八", CLAUSES, strict=True)
    ]
    signed = f"{city}人民政府办公室\n{year}年3月1日"
    return "\n".join([title, "各县（市、区）人民政府：", *lines, annex, signed]) + "\n"
