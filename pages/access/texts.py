"""Every Chinese word of sign-in: its pages, its command, its errors."""

# ---- the pages ----
TITLE = "登录"
NAME = "用户名"
PASSWORD = "口令"
SUBMIT = "登录"
SIGN_OUT = "退出登录"
LEAVE = "退出"
SIGNED_IN_AS = "已登录：{name}（{role}）"
ROLES = {"reader": "读者", "administrator": "管理员"}
OPEN_LINE = "提问和查阅不用登录；管理文件库和查看运营情况需要管理员登录。"
CLOSED_LINE = "请先登录，再使用政策问答。"
NO_USERS = (
    "还没有建立任何用户。请在服务器上运行：python -m pages users add 用户名 --role administrator"
)
BACK = "返回问政策"
FORGOTTEN = "忘记口令请联系管理员重设。"
ACCOUNT = "我的账户"
OTHER_USER = "换一个用户登录"
FORBIDDEN_TITLE = "没有权限"

# ---- refusals, on pages and to programs ----
WRONG = "用户名或口令不对。"
SLOW_DOWN = "尝试次数过多，请在 {seconds} 秒后再试。"
SIGN_IN_FIRST = "请先登录。"
ADMINISTRATORS_ONLY = "只有管理员可以打开这里。"

# ---- the file of users ----
FILE_HEAD = "# 由 python -m pages users 维护。只存口令的散列值，不存口令。\n"
FILE_DAMAGED = "用户文件“{path}”读不懂，请修好它，或移走后用 python -m pages users add 重建。"
FIXED_DAMAGED = (
    "设置 POLICY_USERS 读不懂：每行应为“用户名 角色 散列值”，用 python -m pages users hash 生成。"
)
BAD_NAME = "用户名“{name}”不能用：请用 1 到 64 个汉字、字母、数字或 . _ @ -。"
USER_EXISTS = "用户“{name}”已经存在；改口令请用 python -m pages users password {name}。"
NO_SUCH_USER = "没有用户“{name}”。"
USER_IS_FIXED = "用户“{name}”由环境变量 POLICY_USERS 设定，请在那里修改。"
LAST_ADMINISTRATOR = "“{name}”是最后一个管理员，不能移除；请先添加另一个管理员。"
LAST_ADMINISTRATOR_STAYS = "“{name}”是最后一个管理员，要保留管理员角色；请先添加另一个管理员。"
USERS_NEEDED = (
    "{host} 可被别的机器访问，需要先建立用户："
    "python -m pages users add 用户名 --role administrator --store {store}"
)

# ---- passwords ----
TOO_SHORT = "口令太短：至少 {length} 个字符。"
TOO_LONG = "口令太长：至多 {length} 个字符。"
TOO_PLAIN = "口令太简单：大写字母、小写字母、数字、其他符号中至少要有三类。"
TOO_FEW = "口令太简单：不同的字符太少。"
LIKE_NAME = "口令不能包含用户名。"
NOT_REPEATED = "两次输入的口令不一样。"
NO_PASSWORD = "没有读到口令。请在终端输入，或从标准输入送入一行。"

# ---- the command ----
COMMAND = "管理页面的用户和对话记录"
USERS_HELP = "添加、移除、列出用户，修改口令"
COMMANDS = {
    "add": "添加用户；口令从终端或标准输入读取",
    "remove": "移除用户；其登录立即失效",
    "password": "修改口令；原有登录立即失效",
    "hash": "输出一行，可写进环境变量 POLICY_USERS",
    "list": "列出用户",
}
ROLE_HELP = "reader（读者）或 administrator（管理员）"
PROMPT = "口令："
PROMPT_AGAIN = "再输一次："
ADDED = "已添加{role}“{name}”。"
REMOVED = "已移除“{name}”。"
CHANGED = "已修改“{name}”的口令。"
COLUMNS = ("用户名", "角色", "来自")
FROM_FILE = "用户文件"
FROM_ENVIRONMENT = "环境变量"
NOBODY = "还没有用户。"

# ---- tokens of programs ----
TOKEN_NAME = "请给令牌起一个名称（1 到 60 个字），说明用在哪里。"
TOKEN_DAYS = "有效天数应为 0（一直有效）到 {most} 的整数。"
TOKEN_MANY = "令牌最多 {most} 个，请先撤销不用的。"
TOKEN_UNKNOWN = "没有这个令牌，它可能已经撤销。"
TOKENS_DAMAGED = "令牌文件“{file}”读不懂，请联系管理员修好或移走它。"
TOKEN_WRONG = "令牌不对、已过期或已撤销。"

# ---- sign-in by the organisation ----
ORGANISATION = "用单位账号登录"
OR_HERE = "或用本系统的用户名和口令"
BY_ORGANISATION = "单位统一登录"
BY_PROXY = "单位代理认证"
ORGANISATION_AWAY = "单位的统一登录现在连不上，请稍后再试，或用本系统的口令登录。"
ORGANISATION_REFUSED = "单位的统一登录没有确认您的身份，请重新登录；如果反复出现，请联系管理员。"
ORGANISATION_NAMELESS = "单位的统一登录没有给出用户名（{claim}），请联系管理员核对设置。"
ORGANISATION_LOG = "单位统一登录没有完成：%s"
TAKEN_HERE = "用户“{name}”在本系统另有口令，不能再由单位登录；请管理员先移除或改名。"
