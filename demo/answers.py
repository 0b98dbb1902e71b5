"""What is answered when a matter is put right, by the name that a Flow gives; invented and plausible."""

from __future__ import annotations

from collections.abc import Callable, Mapping

BODIES: Mapping[str, tuple[str, ...]] = {
    "noise": (
        "夜里十一点以后还在放音乐，老人睡不着，请来人看看。",
        "旁边工地早上五点多就开始敲，孩子要考试。",
        "楼下空调外机整夜轰响。",
    ),
    "parking": ("消防通道又被两辆车堵住，打电话没人挪。", "路口停满车，公交转不过弯。"),
    "property": (
        "楼道灯坏了半个月，物业一直说在等配件。",
        "外墙渗水，卧室顶上发霉，物业和开发商互相推。",
        "物业费涨了，没有公示。",
    ),
    "garbage": ("垃圾桶满了三天没人清，味道很大。", "绿化带里有人倒装修垃圾。"),
    "facilities": ("窨井盖松动，车一过就响，怕人踩空。", "路灯连着坏了三盏，晚上看不见。"),
    "leaks": ("连着下雨，顶楼渗水到客厅，墙皮都掉了。", "地下车库积水，车没法停。"),
    "e_bikes": ("有人把电瓶拎上楼充电，一层楼都不放心。", "楼道里停了四辆电动车。"),
    "conflict": ("楼上拖地漏水，两家为赔偿争起来。", "门口放鞋柜的事，两家好几天不说话。"),
    "": ("请尽快安排人处理。", "已经反映过一次，希望有个回音。", "现场有照片，麻烦核实。"),
}
DONE: Mapping[str, tuple[str, ...]] = {
    "noise": ("已上门劝导，约定晚十点后不外放，留了联系电话。", "已约谈施工负责人，夜间停工，公示了许可。"),
    "parking": ("已通知车主挪车，补划禁停线。", "已清理僵尸车，通道恢复畅通。"),
    "property": ("物业已修复，公示了维修费用。", "已组织业主和物业面谈，形成书面意见。"),
    "leaks": ("物业已做防水处理，雨后回看没有再渗。",),
    "e_bikes": ("已清下楼，登记到车棚充电位。",),
    "conflict": ("当场把话说开，双方各让一步，写了和解意见。",),
    "": (
        "已到现场处理完毕。",
        "已清理到位，安排专人看管三天。",
        "已修复，经现场查看正常。",
        "已向反映人说明政策和办理时间。",
    ),
}
ASKED: Mapping[str, Callable] = {
    "points": lambda dice, flow: {"points": dice.choice((10, 20, 20, 50, 100))},  # hundredths of a point
    "solved": lambda dice, flow: {"result": dice.choices(("solved", "partly", "explained"), (0.72, 0.1, 0.18))[0]},
    "petition": lambda dice, flow: {
        "outcome": dice.choice(("support", "explain", "explain")),
        "people": dice.choice((1, 1, 1, 2, 3)),
    },
    "settled": lambda dice, flow: {
        "result": dice.choices(("settled", "partly"), (0.93, 0.07))[0],
        "parties": dice.choice((2, 2, 3)),
    },
    "labour_settled": lambda dice, flow: {
        "result": "settled",
        "parties": dice.choice((1, 1, 1, 2, 5)),
        "agreement": "written",
        "claim_fen": dice.randrange(20, 400) * 10_000,
    },
    "labour_failed": lambda dice, flow: {
        "result": "failed",
        "parties": 1,
        "agreement": "none",
        "went_to": "arbitration",
    },
    "court_settled": lambda dice, flow: {"result": "settled", "parties": 2, "agreement": "written"},
    "court_failed": lambda dice, flow: {"result": "failed", "parties": 2, "agreement": "none", "went_to": "court"},
    "real_fire": lambda dice, flow: {"real": "fire", "size_m2": dice.randrange(1, 40)},
    "false_alarm": lambda dice, flow: {"real": "false_alarm"},
}


def body(category: str, dice) -> str:
    return dice.choice(BODIES.get(category, BODIES[""]))


def done(category: str, dice) -> str:
    return dice.choice(DONE.get(category, DONE[""]))
