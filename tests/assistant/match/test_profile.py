"""Profiles as they come in: read, refused with one clear line, written again."""

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import BatchError, ProfileError
from assistant.match.batch import read_profiles
from assistant.match.place import place_of
from assistant.match.profile import profile_from_json
from assistant.match.reading import profile_of_sentence


def test_a_profile_is_read_and_written_again() -> None:
    values = {
        "as_of": "2024-03-01", "place": "成都", "industry": "餐飲", "kind": "企业", "size": "30人",
        "qualifications": ["高企"], "plans": ["装修 20万元"], "facts": {"租金_元": 1200.5, "是否连锁": False},
    }  # fmt: skip
    read = profile_from_json(values)
    assert (read.industry, read.facts) == ("餐饮", {"租金_元": "1200.5", "是否连锁": "否"})
    assert profile_from_json(read.to_json()) == read


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ([], "应为 JSON 对象"),
        ({"color": 1}, "不认识的项目“color”"),
        ({"as_of": "2024-13-01"}, "日期“2024-13-01”不对"),
        ({"as_of": "0001-01-01"}, "1949 到 2100"),
        ({"place": 7}, "“地区”应为文字"),
        ({"industry": "铁" * 500}, "“行业”太长"),
        ({"plans": ["买"] * 99}, "“计划和投入”太多"),
        ({"facts": {"员工数": -3}}, "“员工数”不能是负数"),
        ({"facts": {"投资_元": 1e30}}, "不合常理"),
        ({"facts": {"投资_元": float("nan")}}, "不合常理"),
        ({"facts": [1]}, "名称与数值"),
    ],
)
def test_bad_profiles_get_one_clear_line(values: object, line: str) -> None:
    with pytest.raises(ProfileError, match=line) as refused:
        profile_from_json(values)
    assert "\n" not in str(refused.value)


def test_a_bad_line_stops_no_other(tmp_path: Path) -> None:
    file = tmp_path / "profiles.jsonl"
    rows = [{"id": "a", "profile": {"as_of": "x"}}, {"id": "b", "profile": {"place": "成都"}}]
    file.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    first, second = read_profiles(file)
    assert "日期" in first.wrong and (second.wrong, second.profile.place) == ("", "成都")
    file.write_text("{", encoding="utf-8")
    with pytest.raises(BatchError, match="第 1 行不是 JSON"):
        read_profiles(file)
    with pytest.raises(BatchError, match="找不到"):
        read_profiles(tmp_path / "none")


@pytest.mark.parametrize(
    ("sentence", "place", "industry", "size", "titles"),
    [
        ("我是成都一家30人的餐饮企业，能享受哪些政策？", "四川省成都市", "餐饮", "30人", ()),
        ("我们在海淀中关村做AI软件，45个人，是高企", "北京市海淀区", "AI软件", "45人", ("高企",)),
        ("深圳南山的软件公司，有啥补贴", "广东省深圳市南山区", "软件", "", ()),
        (
            "我们不是高新技术企业，在温州鹿城区做泵阀，180人",
            "浙江省温州市鹿城区",
            "泵阀",
            "180人",
            (),
        ),
    ],
)
def test_a_sentence_tells_who_asks(
    sentence: str, place: str, industry: str, size: str, titles: tuple[str, ...]
) -> None:
    told = profile_of_sentence(sentence, date(2025, 1, 1))
    assert (told.place, told.industry, told.size, told.qualifications) == (
        place,
        industry,
        size,
        titles,
    )


def test_places_by_everyday_names() -> None:
    assert place_of("在柳河开厂") == ("吉林省", "通化市", "柳河县")
    assert place_of("南山一家企业") == place_of("向平安银行贷款") == ()
