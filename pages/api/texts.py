"""Every Chinese word of the programs' interface."""

DOCUMENT_FIELDS = ("title", "number", "issuer", "issued", "published", "effective", "expires")

QUESTION = "question 应为文字。"
HISTORY = "history 应为更早的提问（文字列表，从早到晚），最多 {count} 条。"
NUMBER = "{name} 应为 {least} 到 {most} 之间的整数。"
WORDS = "{name} 应为不超过 {most} 字的文字。"
FAILED = "处理时出错，请稍后再试。"

ASK = (
    "回答一个政策问题：先给答案，再逐字引用条文。资料库没有规定时 status 为 not_found，并说明缺什么。"
    "参数：question 问题；history 本次对话更早的提问，从早到晚，最多 20 条；"
    "in_force 为 true 时只看现行有效的文件。"
)
SEARCH = (
    "检索与问题有关的条文原文，最相关的在前。"
    "参数：question 问题；history 更早的提问，从早到晚，最多 20 条；limit 条数，1 到 50。"
)
DUTIES = (
    "列出一个部门的全部职责，按牵头、负责、配合排列，附条文出处。参数：department 部门的任一名称。"
)
DOCUMENTS = (
    "列出资料库里的文件：标题、文号、发文机关、日期、时效。"
    "参数：words 标题、文号、发文机关或来源里要有的词，以空格分隔，空着即全部；"
    "offset 从第几件起（0 起）；limit 件数，1 到 200。"
)
QUESTION_FIELD = "用中文提的政策问题"
HISTORY_FIELD = "本次对话更早的提问，从早到晚，最多 20 条"
IN_FORCE_FIELD = "只看现行有效的文件"
SEARCH_LIMIT_FIELD = "条数，1 到 50"
DEPARTMENT_FIELD = "部门的任一名称，如：工信局、生态环境局"
WORDS_FIELD = "标题、文号、发文机关或来源里要有的词，以空格分隔；空着即全部"
OFFSET_FIELD = "从第几件起，0 起"
LIMIT_FIELD = "件数，1 到 200"
MCP_NAME = "政策问答"
MCP_INSTRUCTIONS = (
    "回答中国政策文件的问题。回答政策问题用 ask；要看原文用 search；问部门职责用 duties；"
    "问有哪些文件用 documents。引用时请写明标题、文号与条款，时效为“未核实”的请照实说明。"
)
