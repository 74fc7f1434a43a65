"""Chinese words of the page 查职责."""

PAGE_NAME = "查职责"
HEADING = "查部门职责"
INTRO = "输入部门的任何一个名称（旧称、简称、现名都可以），列出入库文件交给它的全部事项。"
DEPARTMENT = "部门"
DEPARTMENT_HINT = "如：生态环境局、环保局、财政部门"
DOCUMENT = "文件"
ANY_DOCUMENT = "不限文件"
HOLDERS = "有职责的部门和机构"
HOLDERS_MORE = "其余 {count} 个请在上面输入名称查询"
DOCUMENTS = "按文件看"
DOCUMENT_ITEMS = "{count} 项"
NOTHING_YET = "入库的文件里还没有读到部门职责。"
NONE_FOUND = "入库文件没有规定“{name}”的职责。"
NONE_IN_DOCUMENT = "这份文件里没有读到交给具体部门的职责。"
NONE_FOR_CHOICE = "“{name}”在所选范围内没有职责。"
TODAY = "现：{name}"
ALSO = "也叫：{names}"
TOTAL = "共 {count} 项，出自 {documents} 份文件"
ALL_ROLES = "全部"
ROLE_GROUP = "{role}（{count} 项）"
ROLES_LABEL = "按角色筛选"
VIEWS_LABEL = "查看方式"
AS_LIST = "逐项列表"
AS_MATRIX = "部门与任务对照表"
HEADER = ("任务", "会同", "条款", "文件")
HEADER_OF_DOCUMENT = ("部门", "角色", "任务", "会同", "条款")
TASK = "任务"
CONDITION = "条件：{words}"
WHOLE_DOCUMENT = "看这份文件的全部职责"
MORE_NAMES = "等"
LIST_SHEET = "职责"
MATRIX_SHEET = "部门任务对照表"
COLUMNS = (
    "部门",
    "原文写法",
    "现名",
    "角色",
    "任务",
    "条件",
    "会同",
    "条款",
    "原文",
    "文件",
    "文号",
    "时效",
    "原文位置",
)
MATRIX_COLUMNS = ("任务", "条款", "原文", "原文位置")
FILE_OF_DEPARTMENT = "{name}职责"
FILE_OF_DOCUMENT = "{title}－部门职责"
FILE_OF_MATRIX = "{title}－部门任务对照表"
