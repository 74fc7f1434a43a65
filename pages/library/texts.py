"""Chinese words of the page 文件库."""

HEADING = "文件库"
INTRO = "导入、核对、更正和撤下文件。改动完成后，问答和各页面立即按新的内容回答。"
UPLOAD_LABEL = "导入文件"
UPLOAD_HINT = (
    "拖入文件或点击选择，可一次多份（最多 {count} 份，每份不超过 {limit} MB）："
    "文本、网页、Word、演示文稿、PDF（含扫描件）、图片、OFD、表格、zip。同名文件会替换原来的。"
)
MOST_FILES = 100
TOO_MANY_FILES = "一次最多导入 {count} 份，其余请分批导入。"
WRONG_TYPE = "不支持的文件类型“{suffix}”，未导入。"
NO_SUFFIX = "无扩展名"
TOO_LARGE = "文件超过 {limit} MB，请拆分后再导入。"
UNNAMED = "未命名"
GONE = "上传的内容没有收到，请重新选择文件。"
BUSY = "正在处理另一批文件，请等它结束后再试。"
BUILD_FAILED = "建立索引时出了问题，资料库没有改动。请查看服务日志，或稍后重试。"
NOT_DONE = "没有处理完，已放入“未导入的文件”，可以重试。"

PROGRESS = "导入进度"
WAITING = "等待处理"
READING = "正在读取"
PAGES = "正在识别扫描页 {done}/{total}"
EMBEDDING = "正在建立索引 {done}/{total} 段"
READ = "已读取，等待建立索引"
COUNTS = "条款 {provisions}，切片 {chunks}"
UNCHANGED_LINE = "内容与资料库中的相同"
REINDEX = "重新索引全部"
REINDEXING = "重新索引"
REINDEXED = "检查了 {count} 份文件，更新 {changed} 份"
NO_ORIGINALS = "找不到任何原件，无法重新索引。"

WORDS = "搜索"
WORDS_HINT = "标题、文号、发文机关、文件名"
VALIDITY = "时效"
ANY = "不限"
KIND = "种类"
KINDS = (("document", "政策文件"), ("catalog", "目录"))
PLACE = "来源"
PLACES = (("uploaded", "页面上传"), ("folder", "服务器文件夹"))
TOTAL = "共 {total} 份"
TOTAL_OF = "符合条件 {count} 份，共 {total} 份"
NO_DOCUMENTS = "没有符合条件的文件。"
HEADER = ("标题与文号", "发文机关、成文日期", "时效", "与其他文件", "条款/切片", "导入时间")
FAILURES = "未导入的文件（{count}）"
RETRY = "重试"
FORGET = "移除"
NO_REASON = "原因没有记录"

NOTHING_OPEN = "点一份文件的标题，这里显示系统从中读到的内容，可以更正、替换、撤下。"
DETAIL = "文件详情"
UNDERSTOOD = "读到的信息"
ORIGIN = "［{origin}］"
STRUCTURE = "结构"
CHUNKS = "切片 {count} 段"
DUTIES = "部门职责 {count} 项：{names}"
NO_DUTIES = "没有读到部门职责"
SEE_DUTIES = "查看职责"
SEE_CHANGES = "变更通知：与前一版相比变了什么，影响哪些回答和事实"
SEE_CATALOG = "查看目录"
RELATIONS = "与其他文件"
VERSIONS = "早先版本 {count} 个，旧回答仍能打开"
WARNINGS = "请核对"
NO_TITLE = "没有读到标题，暂以文件名代替。"
NO_NUMBER = "没有读到文号。"
NO_ISSUER = "没有读到发文机关。"
NO_DATE = "没有读到成文日期。"
UNVERIFIED = "时效未核实。"
NOT_SEARCHED = "这份目录只供浏览，不参与问答。"
NO_CHUNKS = "没有可检索的内容。"
TWINS = "与《{title}》内容基本相同，回答时只引其中一份。"
ORIGINAL_GONE = "原件已不在“{path}”，不能更正或重新读取；可以上传新文件替换。"
ORIGINAL = "原件：{path}"
IN_ARCHIVE = "它来自压缩包“{file}”，不能单独更正或撤下；请解压后单独上传。"

CORRECT = "更正"
CORRECT_HINT = "填写的内容优先于从文件读到的；清空则恢复为读到的内容。"
FIELDS = (
    ("title", "标题", "text"),
    ("number", "文号", "text"),
    ("issuer", "发文机关", "text"),
    ("issued", "成文日期", "date"),
    ("effective", "施行日期", "date"),
    ("expires", "有效期至", "date"),
    ("validity", "时效", "validity"),
    ("source_url", "来源网址", "text"),
    ("source_note", "登记说明", "text"),
)
RELATION_FIELDS = (
    ("replaces", "替代哪些文件"),
    ("repeals", "废止哪些文件"),
    ("replaced_by", "被哪份文件替代"),
    ("repealed_by", "被哪份文件废止"),
)
RELATION_HINT = "《标题》（文号），多份用分号隔开"
SAVE = "保存更正"
SAVED = "已保存，并按更正重新读取。"
DATE_UNFINISHED = "“{label}”没有写完整，没有保存。请写到日，或者清空。"
NOTHING_CHANGED = "没有改动。"
READ_AGAIN = "重新读取"
READ_AGAIN_DONE = "已重新读取。"
REPLACE = "替换"
REPLACING = "正在替换《{title}》：请在“导入文件”处选择新文件。"
STOP_REPLACING = "取消替换"
WITHDRAW = "撤下"
WITHDRAW_ASK = "确定撤下《{title}》？问答将不再引用它；以前的回答仍能打开当时引用的原文。"
WITHDRAW_FOLDER = "原件留在服务器文件夹“{path}”里，再次导入该文件夹时会重新加入；请同时移走原件。"
WITHDRAW_YES = "确认撤下"
WITHDRAW_NO = "不撤下"
TAKING_OUT = "正在撤下被替换的原文件"
TAKEN_OUT = "已由“{name}”替换"
WITHDRAWN = "已撤下《{title}》。"
DOCUMENT_GONE = "资料库里没有这份文件，可能已经撤下。"

INTERRUPTED = "已上传，没有导入完（程序中断）；点“重试”导入，或等下次建立索引时自动导入。"
