"""Every Chinese word of serving: refusals before a page is asked, and what the figures mean."""

FOREIGN_HOST = "不认识的主机名。请用本服务的地址访问，或在 POLICY_HOSTS 里登记这个名称。"
FOREIGN_SITE = "请求来自别的网站，已拒绝。"
NO_UPLOADS = "这里不接收文件。"
NO_SUCH_FUNCTION = "没有这个功能。"
NOT_UNDERSTOOD = "请求的参数不对：缺少或类型不符，请对照 /api-docs。"
TOO_LARGE = "请求过大，已拒绝。"
TOO_SLOW = "请求发送过慢，已断开。"

NOT_READY = "暂时不能回答：资料库或索引读不出来，请管理员查看日志。"
NOT_READY_LOG = "还不能回答：{line}"
METRICS_FORBIDDEN = "运行指标只给本机程序和管理员查看。"

QUESTIONS = "答过的问题，按结果与作答方式"
ANSWER_SECONDS = "从提问到答完的秒数，含排队"
REFUSED = (
    "没有回答的问题：crowded 人多，limited 超过个人上限，too_late 超时，question 问题本身不能用"
)
ASKED = "提问与查询次数，按途径（page 页面、api、mcp）和结果"
REQUESTS = "网络请求次数：ok 成功，refused 拒绝（4xx），failed 出错（5xx），left 客户端先离开"
FALLBACKS = "改用原文摘录的次数：failed 模型服务出错，unsupported 所写没有通过核对"
GAUGES = {
    "waiting": "正在排队的问题",
    "working": "正在回答的问题",
    "documents": "资料库中的文件数，不含目录",
    "catalogs": "资料库中的目录数",
    "chunks": "索引中的切片数",
    "index_generation": "索引的版次，每次建立加一",
    "store_readable": "资料库能否读取：1 能，0 不能",
}
