"""Chinese words of the page 任务台账."""

PAGE_NAME = "任务台账"
HEADING = "任务台账"
INTRO = "从方案、意见、通知里逐项列出任务：谁牵头、谁配合、什么时候完成、达到什么指标。"
DEPARTMENT = "部门"
DEPARTMENT_HINT = "如：市财政局、人社局、工信部门"
DOCUMENT = "文件"
ANY_DOCUMENT = "不限文件"
DUE = "时限"
ANY_DUE = "不限时限"
ONLY = "只看"
ANY = "全部任务"
WITH_TARGETS = "有量化指标"
NOTHING_YET = "入库的文件里还没有读到任务。"
NONE_FOUND = "没有符合条件的任务。"
TOTAL = "共 {count} 项任务，出自 {documents} 份文件"
VIEWS_LABEL = "查看方式"
AS_LIST = "逐项列表"
AS_MATRIX = "部门与文件对照表"
PRINT = "打印"
HEADER = ("工作任务", "牵头单位", "配合单位", "完成时限", "指标", "依据")
NO_LEAD = "未写明"
OVERDUE = "已逾期"
MATRIX_ROW = "文件"
MATRIX_CELL = "{led} 牵头"
MATRIX_SHARED = "{shared} 配合"
MATRIX_CUT = "只列任务最多的 {count} 个部门，全部见下载的表格。"
ROLES_LABEL = "按角色筛选"
ALL_ROLES = "全部"
LIST_SHEET = "任务台账"
MATRIX_SHEET = "部门文件对照表"
COLUMNS = (
    "序号",
    "工作任务",
    "牵头单位",
    "配合单位",
    "完成时限",
    "截止日期",
    "目标",
    "依据",
    "完成情况",
    "备注",
    "任务原文",
    "文件",
    "文号",
    "时效",
    "原文位置",
)
FILE_NAME = "任务台账"
PRINT_COLUMNS = (
    "序号",
    "工作任务",
    "牵头单位",
    "配合单位",
    "完成时限",
    "目标",
    "依据",
    "完成情况",
    "备注",
)
PRINT_HINT = "用浏览器的打印功能（Ctrl+P）打印，纸张横向。"
PRINT_CUT = "只列前 {count} 项，全部见下载的表格。"
BACK = "返回任务台账"
