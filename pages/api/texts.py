"""Every Chinese word of the programs' interface."""

DOCUMENT_FIELDS = ("title", "number", "issuer", "issued", "published", "effective", "expires")

QUESTION = "question 应为文字。"
FLAG = "{name} 应为 true 或 false。"
HISTORY = "history 应为更早的提问（文字列表，从早到晚），最多 {count} 条。"
NUMBER = "{name} 应为 {least} 到 {most} 之间的整数。"
WORDS = "{name} 应为不超过 {most} 字的文字。"
FAILED = "处理时出错，请稍后再试。"
NO_TOOL = "没有这项功能；可用的有 {known}。"
NO_ARGUMENT = "{tool} 没有这个参数；可用的有 {known}。"
MISSING = "缺少参数 {name}（{meaning}）。"
UNUSABLE = "参数 {name} 不能用：应为{kind}（{meaning}）。"
COUNT_OF_ARGUMENTS = (
    "data 应为 {tool} 的参数列表，依次为 {names}：最多 {most} 个，前 {least} 个必填。"
)
NOT_JSON = '请求应为 JSON 对象，如 {"data": ["…"]}。'
POST_ONLY = "MCP 的地址只接受 POST（streamable HTTP，不保持会话）。"
CHOICE = "{name} 应为空，或其中之一：{known}。"

# ---- what the tools do ----
ASK = "回答一个政策问题：先给答案，再逐字引用条文。资料库没有规定时 status 为 not_found，并说明缺什么。"
SEARCH = "检索与问题有关的条文原文，最相关的在前。"
DUTIES = "列出一个部门的全部职责，按牵头、负责、配合排列，附条文出处。"
TASKS = "任务台账：列出文件交办的任务，谁牵头、谁配合、何时完成、什么指标，附原文位置。"
MATCH = "按企业情况找能享受的支持措施：每项结论（符合、需核实、不符合）、金额与算式、逐条条件、还缺什么、期限。"
MEASURES = "列出入库文件里的支持措施：金额、对象、条件、期限、部门，附原文位置。"
SITUATION = "situation 应为一句话，或企业情况的 JSON。"
DOCUMENTS = "列出资料库里的文件：标题、文号、发文机关、日期、时效。"
ARGUMENTS = "{does}参数：{fields}。"
QUESTION_FIELD = "用中文提的政策问题"
HISTORY_FIELD = "本次对话更早的提问，从早到晚，最多 20 条"
IN_FORCE_FIELD = "只看现行有效的文件"
SEARCH_LIMIT_FIELD = "条数，1 到 50"
SITUATION_FIELD = (
    "企业情况：一句话（如：我是成都一家30人的餐饮企业），或 JSON：as_of、place、industry、kind、size、"
    "qualifications、plans、facts"
)
DEPARTMENT_FIELD = "部门的任一名称，如：工信局、生态环境局"
ANY_DEPARTMENT_FIELD = "部门的任一名称；写明市、县的只列该级；空着即不限"
DOCUMENT_ID_FIELD = "只列这份文件的；空着即全部文件"
DUE_FIELD = (
    "overdue 已逾期、month 本月、quarter 本季度、year 本年、dated 有日期、standing 长期；空着即不限"
)
GAP_FIELD = "lead 没有牵头单位、deadline 没有完成时限；空着即不限"
WORDS_FIELD = "标题、文号、发文机关或来源里要有的词，以空格分隔；空着即全部"
OFFSET_FIELD = "从第几件起，0 起"
LIMIT_FIELD = "件数，1 到 200"
MCP_NAME = "政策问答"
MCP_INSTRUCTIONS = (
    "回答中国政策文件的问题。回答政策问题用 ask；要看原文用 search；问部门职责用 duties；"
    "问任务、牵头单位和时限用 tasks；"
    "按企业情况找能享受的政策用 match；看有哪些支持措施用 measures；问有哪些文件用 documents。"
    "引用时请写明标题、文号与条款，时效为“未核实”的请照实说明。"
)

# ---- the page ----
INTRO = (
    "供其他程序使用：与页面用同一个资料库、同样的核对，引文与入库原文一字不差。"
    "经接口的提问不存入对话记录。"
)
CLOSED = (
    "每个请求都要登录：用 HTTP Basic 带上用户名和口令，"
    '如 Client(地址, httpx_kwargs={"auth": ("用户名", "口令")})。'
)
LIMITS = (
    "一个问题最长 {length} 字，最多等 {seconds} 秒。人多时返回“{crowded}”，请隔几秒重试；"
    "参数不对时返回一行中文说明。"
)
PYTHON_HEADING = "用 Python 调用"
PYTHON_LINE = "先安装 gradio_client（pip install gradio_client）。"
PYTHON = """from gradio_client import Client

client = Client("{url}")
answer = client.predict("日产800吨的水泥线会不会被淘汰？", api_name="/ask")
print(answer["answer"])
for cited in answer["citations"]:
    print(cited["n"], cited["title"], cited["section"], cited["quote"])

# 追问；接了大模型时，可以边写边收
for step in client.submit("1000吨的呢？", ["日产800吨的水泥线会不会被淘汰？"], api_name="/ask"):
    print(step["status"], step["answer"])
"""
CURL_HEADING = "用 HTTP 调用"
CURL_LINE = (
    "先提交参数（按下面表格的次序，后面用默认值的可以不写），得到 event_id；"
    "再用它取结果，结果是事件流：generating 是写到一半的，complete 是写完的，error 是不能回答的原因。"
)
CURL = """id=$(curl -s {url}gradio_api/call/ask -H "content-type: application/json" \\
     -d '{{"data": ["日产800吨的水泥线会不会被淘汰？"]}}' | cut -d '"' -f 4)
curl -sN {url}gradio_api/call/ask/$id
"""
CHAT_HEADING = "用聊天软件和 OpenAI 的程序包调用"
CHAT_LINE = (
    "凡是能接 OpenAI 兼容接口的聊天软件和程序，填下面的地址即可；密钥填访问令牌，不需登录时可以随便填。"
    "模型有两个：policy（接了大模型时等它写完并核对）和 policy-extract（原文摘录，不等）。"
    "回答末尾列出出处；citations 里是逐字引文和位置。"
)
CHAT = """from openai import OpenAI

client = OpenAI(base_url="{url}v1", api_key="token")  # 换成你的访问令牌
answer = client.chat.completions.create(
    model="policy",
    messages=[{{"role": "user", "content": "日产800吨的水泥线会不会被淘汰？"}}],
)
print(answer.choices[0].message.content)
print(answer.citations)
"""
MCP_HEADING = "用 MCP 调用"
MCP_LINE = "智能体等支持 MCP 的程序可以直接使用这七项功能。传输方式为 streamable HTTP，地址："
MCP_PYTHON_LINE = "用 Python（pip install mcp）："
MCP_PYTHON = """import asyncio

from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client


async def main():
    async with streamable_http_client("{url}mcp") as (read, write, _):
        async with ClientSession(read, write) as session:
            await session.initialize()
            answer = await session.call_tool("ask", {{"question": "日产800吨的水泥线会不会被淘汰？"}})
            print(answer.structuredContent["answer"])


asyncio.run(main())
"""
MCP_CURL_LINE = (
    "不用 MCP 的库，一个请求也够：不必先初始化，Accept 可以不写，地址末尾有没有斜杠都行。"
)
MCP_CURL = """curl -s {url}mcp -H "content-type: application/json" \\
     -d '{{"jsonrpc": "2.0", "id": 1, "method": "tools/call",
          "params": {{"name": "search", "arguments": {{"question": "技术改造项目找谁备案？", "limit": 2}}}}}}'
"""
TOOLS_HEADING = "七项功能"
COLUMNS = ("参数", "类型", "默认", "含义")
REQUIRED = "必填"
EMPTY = "空"
GIVES = "返回："
KINDS = {str: "文字", list[str] | None: "文字列表", int: "整数", bool: "true 或 false"}
ASK_GIVES = (
    "status（answered 或 not_found；模型还在撰写时为 writing，此时是原文摘录）、answer（Markdown，[1] 指第 1 条引用）、"
    "citations（每条有 title 标题、number 文号、section 位置、quote 原话、start 和 end 字符位置、"
    "validity 时效、document_id）、mode（extractive 原文摘录，model 由模型撰写）、elapsed_ms 毫秒。"
)
SEARCH_GIVES = "hits，每条有 document_id、source 来源、section 位置、text 原文、start、end、score。"
DUTIES_GIVES = (
    "department、names 各种名称、today 现名、duties（每条有 role 角色、task 事项、with 配合部门、"
    "citation 出处）。"
)
TASKS_GIVES = (
    "total 总数、tasks（每项有 task 任务、quote 原话、lead 牵头、partners 配合、deadline 时限、"
    "targets 指标、section 位置、title 文件、document_id、start、end）。"
)
MATCH_GIVES = (
    "matches，每项有 status 结论、amount 金额（元，≤ 为最高）、how 算式、conditions 逐条条件、missing 还缺什么、"
    "reason 原因、until 期限、quote 原话、start、end、source、title、section。"
)
MEASURES_GIVES = (
    "total 总数、measures（每项有 quote 原话、amounts 金额、conditions 条件、period 期限等）。"
)
DOCUMENTS_GIVES = "total 总数、documents（每件有 document_id、source 来源、标题、文号等）。"
