"""Every Chinese word the pages show, in one place."""

APP_NAME = "政策问答"
APP_SEAL = "政"
APP_LINE = "用日常的话提问，答案引自文件原文，注明出处和时效"
PAGES_LABEL = "页面"
# Path and name of the pages for everybody, in the order of the head.
PAGES = (
    ("/", "问政策"),
    ("/match", "找政策"),
    ("/duties", "查职责"),
    ("/tasks", "任务台账"),
    ("/catalogs", "查目录"),
    ("/compare", "新旧对照"),
)
ADMINISTRATION = "管理"
ADMINISTRATION_PAGES = (
    ("/admin", "文件库"),
    ("/admin/insight", "运营"),
    ("/admin/users", "用户与权限"),
    ("/admin/audit", "审计"),
)
NEW_CONVERSATION = "新对话"

FILTERS = "筛选范围"
FILTERS_ON = "筛选范围（{words}）"
FILTER_GENRE = "文种"
FILTER_ISSUER = "发文机关"
FILTER_PLACE = "地区"
FILTER_YEAR = "年份"
FILTER_IN_FORCE = "只看现行有效"
FILTER_CLEAR = "清除筛选"
FILTERED = "筛选范围：{words}"
ASK_LABEL = "问题"
ASK_HINT = "输入问题，回车发送"
ASK_SEND = "发送"
ASK_STOP = "停止"
API_PATH, API_NAME = "/api-docs", "接口说明"
OPEN_WHOLE = "在新窗口打开"
BACK_TO_ASKING = "返回问政策"
DISCLAIMER = "答案摘自已入库文件，办事请以原文和主管部门答复为准。"

WELCOME = "您好，请直接提问。"
WELCOME_LINE = "我从已入库的政策文件里找答案，逐条注明出自哪份文件、哪一条，以及文件是否仍然有效。"
LIBRARY_HEADING = "已入库文件 {count} 份"
LIBRARY_CATALOGS = "，目录 {count} 个"
LIBRARY_MORE = "等 {count} 份"
LIBRARY_EMPTY = "资料库里还没有文件，请管理员先导入。"
EXAMPLES_OWN = "这里可以问"
EXAMPLES = (
    (
        "企业常问",
        (
            "日产800吨的水泥线会不会被淘汰？",
            "技术改造项目找谁备案？",
            "贷款利息能给贴吗？",
            "高炉正好400立方米，要淘汰吗？",
        ),
    ),
    (
        "机关常用",
        (
            "生态环境局要做哪些事？",
            "财政部门负责哪些工作？",
            "这份文件现在还有效吗？",
            "到2015年技术改造投资的目标是多少？",
        ),
    ),
)

CONVERSATION_LABEL = "对话内容"
YOU_ASKED = "您问："
ANSWERED = "回答："
UNDERSTOOD = "按此理解：{question}"
SEARCHING = "正在查找条文"
WRITING = "以上是原文摘录，模型正在撰写"
STOPPED = "已停止回答。"
FAILED = "抱歉，这个问题没能处理完，请稍后重试；如果反复出现，请联系管理员。"
CROWDED = "现在提问的人较多，请稍后再试。"
TOO_MANY_AT_ONCE = "您已有 {count} 个问题正在处理，请等它们结束后再问。"
TOO_MANY_A_MINUTE = "每分钟最多提问 {count} 次，请在 {seconds} 秒后再问。"
STOPPING = "服务正在停止，请稍后再试。"
TOO_LONG_AT_WORK = "回答没有在 {seconds} 秒内完成，已停止。请把问题写得更具体些，或稍后再试。"
OPTIONS = "请选择"
AGAIN = "重新回答"
EDIT = "改问题"
EDIT_LABEL = "修改问题"
CANCEL = "取消"
HELPFUL = "有帮助"
UNHELPFUL = "没帮助"
RATE_LABEL = "这条回答"
REASON_LABEL = "哪里不好"
REASON_HINT = "可以补充一句（选填）"
RATE_SEND = "提交"
RATED = "已记录，谢谢。"
UNSAVED = "这一问没能存入对话记录"
NEXT = "接着问"
SHARE = "分享"
SHARED = "只读链接，知道的人都能看这一条问答："
SHARE_COPY = "复制链接"
SHARE_END = "停止分享"
SHARE_TITLE = "分享的问答"
SHARE_UNKNOWN = "这个链接没有对应的问答，可能已经停止分享，或者对话已经删除。"
SHARE_LINE = "提问于 {asked}。这是当时的回答；时效等现在的情况，以及别的问题，请"
SHARE_ASK = "自己提问"
COPY = "复制答案"
COPIED = "已复制"
COPY_FAILED = "没能复制，请手动选取"
SHOW_SOURCE = "查看来源 {n}"
SHOW_SOURCES = "查看出处（{count}）"
TOOK = "用时 {seconds} 秒"
WRITTEN_BY = {
    "extractive": "原文摘录",
    "model": "由模型撰写，每句已与所引原文核对",
}

SOURCE_LABEL = "出处"
SOURCE_COUNT = "本条回答引用 {count} 处"
SOURCE_SHOWN = "正在显示来源 {n}"
SOURCE_EMPTY = "回答引用的原文会显示在这里。"
SOURCE_EMPTY_HINT = "点答案里的 [1] 可以查看对应的条文。"
VALIDITY_LEGEND = "时效标识"
VALIDITY_MEANINGS = (
    ("现行有效", "官方说明仍在执行"),
    ("未核实", "没有查到有效或废止的官方说明"),
    ("已修改", "部分内容已被新文件修改"),
    ("尚未施行", "已经公布，还没到施行日期"),
    ("已废止", "已被废止或宣布失效，不再执行"),
)
SOURCE_NONE = "这条回答没有引用条文。"
SOURCE_LOST = "这段对话已经结束，请重新提问后再查看出处。"
SOURCE_REMOVED = "这份文件已不在资料库中，以下是回答时引用的原文。"
SOURCE_CHANGED = "这份文件在回答之后有更新，以下是回答时引用的原文。"
NUMBER = "文号"
ISSUER = "发文机关"
ISSUED = "成文日期"
PERIOD = "规划期"
SOURCE_NOTE = "登记说明"
NOT_RECORDED = "未登记"
VALIDITY = "时效"
UNVERIFIED_NOTE = "没有查到官方的有效或废止说明，使用前请向发文机关核实。"
PATH_LABEL = "条文位置"
QUOTED_PARAGRAPH = "引用条文"
SHOW_WHOLE = "展开全文"
HIDE_WHOLE = "收起全文"
COPY_QUOTE = "复制引文"
OUTLINE = "文件目录"
ONLY_NEAR = "文件很长，这里只显示引文前后的内容。"
WHOLE_LABEL = "文件全文"
BACK_TO_ANSWER = "返回回答"

HISTORY = "我的对话"
HISTORY_SHOW = "对话记录"
HISTORY_HIDE = "收起"
HISTORY_NONE = "还没有对话。提问之后，对话会保存在这里。"
HISTORY_LOST = "对话记录暂时读不出来，提问不受影响。"
HISTORY_SEARCH = "搜索对话"
HISTORY_SEARCH_HINT = "搜索对话，回车"
HISTORY_NOT_FOUND = "没有名称或提问里含“{words}”的对话。"
HISTORY_OLDER = "显示更早的对话"
HISTORY_MORE = "{title}：更多操作"
RENAME = "重命名"
RENAME_LABEL = "对话的新名称"
SAVE = "保存"
DELETE = "删除"
DELETE_ASK = "删除后不能恢复，确定删除？"
DELETE_SURE = "确定删除"
EXPORT_DOCX = "导出 Word"
EXPORT_MARKDOWN = "导出 Markdown"
EXPORT_LINE = (
    "{now} 由政策问答导出。引文与入库原文一字不差；位置是入库文本中的字符序号，版本是该文本的编号。"
)
ASKED_AT = "提问时间"
OFFSETS = "字符位置"
OFFSETS_VALUE = "{start}—{end}"
VERSION = "文件编号与版本"
VALIDITY_THEN = "回答时的时效"
VALIDITY_NOW = "现在的时效"
NOTE = "说明"
TODAY = "今天"
UNTITLED = "未命名的对话"
TITLE_EMPTY = "对话的名称不能是空的。"
ADDRESS_UNKNOWN = (
    "没有找到地址里的这段对话：它可能已经删除，没来得及保存，或者属于别的用户。可以在这里重新提问。"
)
WARNING = "请注意"
CONVERSATION_UNKNOWN = "没有找到这段对话，它可能已经删除。"
RECORDS_SET_ASIDE = "对话记录文件已损坏，已移到“{file}”保存，从现在起重新记录。"
RECORDS_UNUSABLE = "对话记录文件“{file}”不能使用，请检查磁盘空间和读写权限。"
RECORDS_NEWER = "对话记录文件“{file}”由更新版本的程序建立，请升级程序。"
RECORDS_FAILED = "对话记录暂时不能读写，请联系管理员检查记录文件。"
RECORDS_IN_MEMORY = "{line}在此之前，对话只保留到程序停止。"

HOST_OPTION = "监听地址，默认 127.0.0.1（只限本机访问）"
PORT_OPTION = "端口，默认 7860"
PORT_INVALID = "端口应在 1 到 65535 之间"
PORT_TAKEN = "{host}:{port} 用不了：端口被占用，或不是本机地址。请用 --port 换一个端口。"
LOADING = "正在打开资料库……"
SERVING = "政策问答已启动：{url}（按 Ctrl+C 停止）"
NOT_LOADED = "助手正在载入，请稍后再试。"
STORE_GONE = "资料库不在了。"
GOODBYE = "已停止。"
