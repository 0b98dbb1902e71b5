"""Invented names: the street, its communities, roads, estates, firms and people. Any likeness is chance."""

from __future__ import annotations

STREET = "东澄街道"
STREET_CODE = "999001001"  # 9990 is no county of any list
DISTRICT = "澄江区（演示）"

#: (name, is a village)
COMMUNITIES = [
    ("汇芳社区", False),
    ("锦程社区", False),
    ("南塘社区", False),
    ("澄心社区", False),
    ("文昌里社区", False),
    ("梧桐湾社区", False),
    ("百合园社区", False),
    ("望湖社区", False),
    ("春晖社区", False),
    ("临津社区", False),
    ("丰禾社区", False),
    ("翠屏社区", False),
    ("金穗社区", False),
    ("晨光里社区", False),
    ("新桥湾社区", False),
    ("兰亭社区", False),
    ("东渚社区", False),
    ("河湾社区", False),
    ("石桥头村", True),
    ("柳岸村", True),
    ("荷塘村", True),
    ("东圩村", True),
    ("大墩村", True),
    ("渔歌村", True),
]

ROADS = [
    "丰禾路",
    "澄心大道",
    "望湖路",
    "锦程路",
    "汇芳街",
    "文昌里",
    "梧桐湾路",
    "百合园路",
    "春晖路",
    "临津街",
    "翠屏路",
    "金穗路",
    "晨光路",
    "新桥湾路",
    "兰亭路",
    "东渚路",
    "河湾路",
    "石桥路",
    "柳岸路",
    "荷塘路",
    "东圩路",
    "大墩路",
    "渔歌路",
    "云栖路",
    "听雨巷",
    "长虹北路",
    "环东线",
    "花圃路",
    "学堂弄",
    "听泉街",
]

ESTATES = [
    "花园",
    "家园",
    "新村",
    "名苑",
    "雅居",
    "华庭",
    "公寓",
    "景苑",
    "佳苑",
    "丽都",
    "一村",
    "二村",
    "嘉园",
    "水岸",
]
ESTATE_HEADS = [
    "汇芳",
    "锦程",
    "金桂",
    "银杏",
    "海棠",
    "紫藤",
    "望湖",
    "听澜",
    "春晖",
    "临津",
    "丰禾",
    "翠屏",
    "金穗",
    "晨光",
    "新桥",
    "兰亭",
    "东渚",
    "河湾",
    "云栖",
    "枫林",
    "松涛",
    "竹苑",
    "梅香",
    "荷风",
    "柳浪",
    "星河",
    "月湾",
    "朝阳",
    "安居",
    "和顺",
    "同心",
    "聚福",
]

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"
    "姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华慧建文辉力玲红玉梅凤琴萍云林海波宁福生龙元全国胜学祥才发武"
    "新利清飞彬富顺信子杰俊峰琳欣怡雨晨浩宇轩梓涵思远嘉诚雅婷雪晴佳豪志远晓东春燕秋菊建国建华小红小军永康长根根林阿福"
)
RARE_NAMES = ["㛃", "喆", "堃", "翀", "淼", "犇", "䶮", "鑫"]

TRADES = {
    "restaurant": ["小馆", "面馆", "饭店", "大排档", "火锅", "烧烤", "快餐", "早点铺"],
    "shop": ["便利店", "超市", "水果店", "服装店", "烟酒店", "文具店", "五金店", "药房"],
    "hotel": ["宾馆", "旅社", "民宿", "酒店"],
    "entertainment": ["棋牌室", "网吧", "歌厅"],
    "leisure": ["健身房", "足浴店", "美容院", "理发店"],
    "clinic": ["诊所", "口腔门诊"],
    "school": ["培训中心", "画室", "琴行"],
    "workshop": ["加工店", "汽修厂", "印刷店"],
    "hazmat": ["油漆店", "液化气站"],
}
SHOP_HEADS = [
    "老街",
    "顺意",
    "福满",
    "家和",
    "好运来",
    "金勺子",
    "小渔村",
    "阿婆",
    "百味",
    "四季",
    "聚友",
    "乐康",
    "安心",
    "新天地",
    "海棠",
    "同福",
    "大碗",
    "鲜果",
    "惠民",
    "星光",
    "悦来",
    "一品",
    "巷子里",
    "江南春",
    "暖心",
    "锦绣",
    "万家",
    "晨曦",
    "青禾",
    "拾光",
]

FIRMS = [
    "澄洁环境服务有限公司",
    "东渚物业管理有限公司",
    "锦程物业服务有限公司",
    "望湖物业服务有限公司",
    "丰禾市政养护有限公司",
    "安鼎电梯维保有限公司",
    "澄江管道燃气服务站",
    "春晖家电维修部",
]

_ORDINALS = "零一二三四五六七八九十"


def ordinal(number: int) -> str:
    """1 to 99 as said: 十二."""
    if number <= 10:
        return _ORDINALS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _ORDINALS[tens]) + "十" + (_ORDINALS[ones] if ones else "")


def person(dice) -> str:
    """An invented name of two or three characters; one in about 900 holds a rare character."""
    surname = dice.choice(SURNAMES)
    if dice.random() < 0.0011:
        return surname + dice.choice(RARE_NAMES)
    first = dice.choice(GIVEN)
    return surname + first + (dice.choice(GIVEN) if dice.random() < 0.8 else "")


def shop(kind: str, dice) -> str:
    return dice.choice(SHOP_HEADS) + dice.choice(TRADES[kind])
