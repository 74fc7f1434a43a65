"""Chinese words of the command ``python -m pages records``."""

RECORDS_HELP = "导出、删除某人的对话，清理过期的对话"
COMMANDS = {
    "export": "以 JSON 输出某人的全部对话",
    "delete": "删除某人的全部对话和评价，不能恢复",
    "expire": "删除超过保存天数（POLICY_KEEP_DAYS）的对话",
}
OWNER = "用户名；未登录的访客写 guest:编号"
NOTHING_KEPT = "没有保存“{owner}”的对话。"
DELETED = "已删除“{owner}”的对话 {count} 个。"
EXPIRED = "已删除超过 {days} 天没有新提问的对话 {count} 个。"
KEPT_FOR_EVER = "POLICY_KEEP_DAYS 是 0，对话一直保存，没有删除。"
WITH_DATA_HELP = "同时删除其全部对话和评价"
WITHOUT_DATA_HELP = "保留其对话和评价"
ALSO_DATA = "同时删除“{name}”的 {count} 个对话和评价吗？删除后不能恢复。[是/否] "
YES = ("是", "y", "yes")
DATA_STAYS = (
    "“{name}”的 {count} 个对话仍保存着；要删除请运行：python -m pages records delete {name}"
)
