"""Every Chinese word of the audit log."""

HEADING = "审计"
INTRO = "谁在什么时候登录、导入、更正、撤下、导出，以及对用户和权限的改动。与运行日志、对话记录分开保存，只能追加。"
COLUMNS = ("时间", "用户", "角色", "来源地址", "操作", "对象", "结果")
ACTIONS = {
    "signed_in": "登录",
    "signed_out": "退出",
    "refused": "登录失败",
    "uploaded": "导入文件",
    "corrected": "更正登记",
    "replaced": "替换文件",
    "withdrew": "撤下文件",
    "rebuilt": "重新索引",
    "exported": "导出下载",
    "token_made": "新建令牌",
    "token_withdrawn": "撤销令牌",
    "user_added": "添加用户",
    "user_changed": "修改用户",
    "user_removed": "移除用户",
    "password": "修改口令",
    "rights": "修改权限",
    "purged": "永久移除",
}
ROLES = {"guest": "访客", "reader": "读者", "administrator": "管理员", "command": "命令行"}
GUEST = "（访客）"
DONE, FAILED = "成功", "未成功"
ANY = "全部操作"
ACTION, WHO, FIRST, LAST, FIND = "操作", "用户", "从", "到", "查看"
EXPORT = "导出表格"
NONE = "没有符合条件的记录。"
COUNT = "共 {total} 条，显示最近的 {shown} 条"
SOUND = "记录完整：{total} 条依次相扣，没有被改动或删除的痕迹。"
BROKEN = "记录不完整：第 {n} 条之前有改动或删除的痕迹。"
FILE_NAME = "审计记录"
UNREADABLE = "审计记录暂时读不出来。"
NOT_WRITTEN = "审计记录没有写成：%s"
HELP = "查看、导出、核对审计记录"
EXPORT_HELP = "以 CSV 写到标准输出"
CHECK_HELP = "核对记录是否被改动或删除"
