"""Reports that nobody made: what both systems are sent when creation is timed. Same number, same text."""

from __future__ import annotations

import random

ROADS = ["澄湖路", "柳荫街", "望春路", "石桥巷", "金桂路", "杏林街", "南塘路", "书院弄"]
HAPPENINGS = "夜间施工噪声扰民 路灯不亮 垃圾清运不及时 楼道堆物 井盖松动 占道经营 污水外溢 电动车飞线充电".split()
WORDS = "居民反映 已持续三天 影响通行 请尽快处理 物业未回应 雨后更严重 靠近幼儿园 夜里十点以后尤其明显".split()

#: stands in every text, before its number
TOKEN = "KEY"


def title(number: int) -> str:
    chance = random.Random(number)
    return f"{chance.choice(ROADS)}{chance.randint(1, 400)}号{chance.choice(HAPPENINGS)}"


def body(number: int) -> str:
    """A text of 40 to 90 characters with a token of its own."""
    chance = random.Random(number)
    return f"{title(number)}，{'，'.join(chance.sample(WORDS, 5))}。编号{TOKEN}{number:06d}。"
