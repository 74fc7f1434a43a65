"""Words by which one asks what a text says, and the names for texts: no matter of their own."""

import re

_ASKING = re.compile(
    "讲|说|写|规定|内容|原文|全文|条文|主要|总结|概括|概述|介绍|归纳|梳理|要点|大意|重点|整体|大致|简单|简要|"
    "这份|那份|该|本|文件|文|那?段|这段|里头|其中|一共|几个|几大?|分几|部分|每|分|是|一句话?|看看|具体|帮我?|意思|各|都|"
    "请|号|年|第|条?是|政策|通知|意见"
)


def is_asking(word: str) -> bool:
    """Whether a word of a question only asks what a text says."""
    return bool(_ASKING.fullmatch(word))
