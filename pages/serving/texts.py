"""Every Chinese word of serving: refusals before a page is asked."""

FOREIGN_HOST = "不认识的主机名。请用本服务的地址访问，或在 POLICY_HOSTS 里登记这个名称。"
FOREIGN_SITE = "请求来自别的网站，已拒绝。"
NO_UPLOADS = "这里不接收文件。"
NO_SUCH_FUNCTION = "没有这个功能。"
TOO_LARGE = "请求过大，已拒绝。"
TOO_SLOW = "请求发送过慢，已断开。"
