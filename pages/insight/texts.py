"""Chinese words of the page 运营."""

PAGE_NAME = "运营"
HEADING = "运营"
INTRO = "大家问了什么、哪些没答上、哪些评价不好。不显示提问人；电话号码和身份证号已遮盖。"
PERIODS = ((7, "近 7 天"), (30, "近 30 天"), (90, "近 90 天"), (0, "全部"))
PERIOD_LABEL = "时段"
BETWEEN = "{first} 至 {last}"
NOTHING = "这段时间没有提问。"

ASKED = "提问"
TIMES = "{count} 次"
SHARE = "{share}%"
MEDIAN = "用时中位数"
SLOW = "95% 在此时间内"
SECONDS = "{seconds} 秒"
UNKNOWN = "—"
HELPFUL = "有帮助"
UNHELPFUL = "没帮助"

OVER_TIME = "提问量与结果"
OVER_TIME_READ = "{first} 至 {last} 共 {count} 次提问，最多的是 {top}，{most} 次。{shares}。"
OVER_TIME_ONE = "{when}：{count} 次（{parts}）"
SPEED = "回答用时（秒）"
SPEED_READ = "{first} 至 {last}，用时中位数 {median}，95% 的回答在 {slow} 以内。"
SPEED_ONE = "{when}：中位数 {median}，95% 在 {slow} 以内"
WORDS = "常问的词"
WORDS_NONE = "还没有两次以上问到的词。"
CITED = "引用最多的文件"
CITED_NONE = "还没有引用文件的回答。"
WITHDRAWN = "（已撤下的文件）"
REASONS = "没帮助的原因"
REASONS_NONE = "没有“没帮助”的评价。"
NO_REASON = "未说明"

VIEWS = (("refused", "没答上的问题"), ("poor", "评价不好的问题"))
VIEW_COUNT = "{name}（{count}）"
LISTS = "需要处理的问题"
REFUSED_HEADER = ("问题", "结果", "次数", "最近一次", "")
POOR_HEADER = ("问题", "原因", "补充", "时间", "")
NONE_REFUSED = "这段时间的问题都答上了。"
NONE_POOR = "这段时间没有评价不好的回答。"
NEAREST = "最接近的条文"
NEAREST_OF = "{label}：{question}"
DOWNLOAD = "导出 xlsx"

BESIDE_HINT = (
    "点问题旁的“最接近的条文”，这里显示资料库里最相近的内容，便于判断是缺文件，还是没答好。"
)
NEAREST_NONE = "资料库里没有相近的条文。"
QUESTION_GONE = "这个问题的记录已经删除，请刷新页面。"
OPEN_CLAUSE = "在文件中打开"
OPEN_CLAUSE_OF = "在文件中打开：{title} {section}"
BACK_TO_NEAREST = "返回最接近的条文"

FILE_NAME = "运营数据 {first} 至 {last}"
SHEET_DAYS = "按时间"
DAYS_HEADER = (
    "时间", "提问", "已回答", "文件未规定", "超出范围", "没有完成", "用时中位数（毫秒）", "95%用时（毫秒）",
)  # fmt: skip
SHEET_QUESTIONS = "问题"
QUESTIONS_HEADER = ("时间", "问题", "结果", "用时（毫秒）", "评价", "原因", "补充")
COUNT_HEADER = ("词", "次数")
CITED_HEADER = ("文件", "引用它的回答数")
