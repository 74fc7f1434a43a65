"""Chinese words of the page 新旧对照."""

from corpus.compare.comparison import Kind

PAGE_NAME = "新旧对照"
HEADING = "新旧对照"
INTRO = "选旧文和新文，逐条对应，变了的字标出来；数字、期限、义务、部门、范围的变化列在前面。"
OLD, NEW = "旧文", "新文"
CHOOSE = "请选择"
VERSION = "{title}（{when} 替换下来的版本）"
CHAINS = "有前后版本的文件"
NO_CHAINS = "资料库里没有找到有前后版本的文件；在上面选任意两份文件对照。"
PAIR = "{old} → {new}"
SAME = "选的是同一份文件，请换一份。"
TOTAL = "{summary}；要紧的变化{count}处"
SHOW_LABEL = "显示范围"
IMPORTANT, CHANGED, ALL = "要紧的变化", "有变化的条文", "全部条文"
RESULT = "《{title}》新旧对照"
CHANGES_HEADER = ("变了什么", "旧文", "新文")
LINES_HEADER = ("变化", "旧文", "新文")
NOTHING_IMPORTANT = "没有数字、期限、义务、部门、范围的变化；其他改动见“有变化的条文”。"
NOTHING_CHANGED = "两份文件的条文没有变化。"
NONE_OLD, NONE_NEW = "（新增）", "（删去）"
PART = "拆分或并入"
RENUMBERED = "改条号"
KINDS = {
    Kind.UNCHANGED: "未变",
    Kind.CHANGED: "修改",
    Kind.ADDED: "新增",
    Kind.DELETED: "删除",
    Kind.MOVED: "移动",
}
DOWNLOAD = "下载对照表（Word）"
FILE = "新旧对照表_{title}"
TABLE_TITLE = "{title}新旧对照表"
TABLE_OLD, TABLE_NEW = "旧文：{name}", "新文：{name}"
TABLE_PART = "本表只列有变化的条文（{shown}条）；逐条对照共{all}条，选“全部条文”后下载。"
TABLE_LINE = "删去的字加删除线，新增的字加下划线。文字取自入库原文，正式使用前请与原件核对。"
OPENS = "查看原文"
BASED = "有上位依据的文件"
BASED_LINE = "与所依据的上位文件核对：同一件事，数字、期限、部门、义务写得不一样的，并排列出。"
CHECKED = "《{title}》与上位文件核对"
CHECKED_BASES = "依据：{bases}"
CHECKED_TOTAL = (
    "待核对 {count} 处。列出的是疑问，不是结论：下位文件可以更严，也可能说的是另一种情形。"
)
CHECKED_NONE = "没有找到同一件事写得不一样的地方。"
NO_BASES = "资料库里没有这份文件所依据的上位文件。"
CHECKED_HEADER = ("待核对", "本文件", "上位文件")
NOTICE = "变更通知"
NOTICE_WHOLE = "逐条对照"
NOTICE_ANSWERS = "引用过旧文、现已变化的回答"
NOTICE_ANSWERS_HEADER = ("提问日期", "问题", "引用的旧文", "现在", "新文")
NOTICE_KEPT = "另有 {count} 处引用在新文里没有变。问题里的个人号码已遮盖。"
NOTICE_FACTS = "变化的事实"
NOTICE_FACTS_HEADER = ("种类", "旧", "新")
NOTICE_NONE = "没有。"
NOTICE_MORE = "另有 {count} 条未列出。"
NO_VERSION = "这份文件没有更早的版本，也没有找到它所取代的文件。"
