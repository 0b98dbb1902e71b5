"""Steps that several roads share: who reports, gives on, puts right, looks again, registers, visits, issues."""

from __future__ import annotations

from tests.spec.road import Office, Person, photo

CITY = "城市管理办公室"


def report(office: Office, who: str, scenario: str, **said: object) -> str:
    """上报 a matter of a scenario; return its title as its page says it."""
    person = office(who).go("上报").follow(scenario)
    person.press("提交", fill={"反映内容": "见现场。", "社区、网格": "柳荫一网格"} | said)
    return person.title


def register(office: Office, who: str, kind: str, *tags: str, since: str = "", **said: object) -> str:
    """登记 something on the register of its kind, with tags; return its address, as a link would say it."""
    person = office(who).go("底数台账", kind)
    if "登记" not in person.buttons():  # the register is not empty: its list comes first
        person.follow("登记")
    person.press("登记", fill=said)
    for tag in tags:
        person.follow("加标签").press("加标签", 标签=tag, 依据="认定表", **({"起始日期": since} if since else {}))
    return person.address


def visit(office: Office, who: str, place: str, failed: tuple[str, ...] = (), **said: object) -> str:
    """Open one's task for `place` and record it, all checks passed but the `failed` ones; return its address."""
    person = office(who).go("走访检查").follow(place).follow("记这一次")
    checks = {check: "不合格" if check in failed else "合格" for check in person.asked("合格")}
    return person.press("提交", fill=checks | said).address


def dispatch(office: Office, title: str, *, by: str = "dispatcher", unit: str = CITY) -> None:
    office(by).matter(title).press("派单", 承办单位=unit)


def handle(office: Office, title: str, *, by: str = "handler", picture: bool = False, **said: object) -> None:
    """签收, then 反馈 with what the form asks."""
    pictures = {"处置后照片": photo(200)} if picture else {}
    office(by).matter(title).press("签收").press("反馈", fill={"办理情况": "已处理"} | pictures | said)


def close(office: Office, title: str, *, by: str = "checker", **said: object) -> None:
    """Another person looks again and closes."""
    office(by).matter(title).press("办结", fill=said)


def call_back(office: Office, title: str, *, by: str = "dispatcher") -> None:
    """The reporter is asked and content; the matter is closed."""
    said = {"是否联系上": "已联系", "是否解决": "已解决", "是否满意": "满意"}
    office(by).matter(title).press("回访登记", fill=said).press("办结")


def issue(
    office: Office, *, by: str = "clerk", second: str = "clerk_b", leader: str = "leader_main", **said: object
) -> str:
    """Take the paper on the drafter's screen through 核稿 and 审签; return its address, as a link would say it."""
    paper = mended(office(by)).press("送核稿").address
    office(second).open(paper).press("核稿通过").press("送审签")
    office(leader).open(paper).press("审签并印发", fill=said)
    return paper


def mended(clerk: Person) -> Person:
    """Where figures have no value the paper on the screen says 本期无."""
    paper = clerk.address
    while gaps := clerk.links("写明印什么"):
        clerk.open(gaps[0]).press("保存", 印什么字="本期无")
        clerk.open(paper)
    return clerk


def say_only(office: Office, who: str, heading: str, says: str) -> None:
    """In the draft on the screen one paragraph says `says`; those without a number of this office say so in words."""
    clerk = office(who)
    paper = clerk.address
    for link in clerk.links("改这段"):
        clerk.open(link)
        mine = clerk.title == heading
        if mine or "{" in clerk.value("正文"):
            clerk.press("暂存", look=False, fill={"正文": says if mine else "本期没有需要写的情况。"})
    clerk.open(paper)


def draw_up(office: Office, who: str, paper: str, **said: object) -> Person:
    """出具 a paper from the page on the screen: fill it in, look at it, issue it; its own page is shown."""
    return office(who).follow(f"出具{paper}").press("预览", fill=said).press("出具并编号", fill=said)
