"""Units, people, their roles and logins. Accounts and roles are given by different administrators."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gewu.flows.hand_over import depart, hand_over, move_staff, open_work
from gewu.front import asked, asking, chips, exports, grounds, pages, people
from gewu.front.chips import Chip
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.admin.forms import (
    ChangeForm,
    GrantForm,
    GrantGroundForm,
    LeaveForm,
    PassOnForm,
    PasswordForm,
    StaffForm,
)
from gewu.front.desks.admin.ground import of_area
from gewu.kernel.types import Refused
from gewu.office import actions
from gewu.office import queries as office
from gewu.office.rules import ROLES, accounts_are_his

if TYPE_CHECKING:
    from gewu.office.models import NewPassword


@desk_view("office.accounts", "office.security", "journal.audit")
def index(request: Desk) -> HttpResponse:
    """List people in post with their roles."""
    units = office.units(request.scope)
    roles = tuple((key, role.title) for key, role in ROLES.items())
    chosen = chips.chosen(
        request,
        [Chip("unit", "单位", tuple((str(unit.id), unit.name) for unit in units)), Chip("role", "岗位", roles)],
    )
    found = office.staff(
        request.scope, request.today, role=chosen["role"], unit_id=int(chosen["unit"]) if chosen["unit"] else None
    )
    if chosen.words:
        found = [one for one in found if chosen.words in one.name + one.code]
    held = office.roles_held(request.scope, request.today)
    columns: tuple[exports.Column[office.StaffRow], ...] = (
        exports.Column("工号", lambda one: one.code, 12),
        exports.Column("姓名", lambda one: one.name, 12),
        exports.Column("单位", lambda one: one.unit.name, 20),
        exports.Column("职务", lambda one: one.title, 16),
        exports.Column("岗位", lambda one: _said(held.get(one.id, ())), 36),
        exports.Column("账号", lambda one: one.username, 16),
    )
    if file := exports.taken(
        request, exports.Table("人员岗位表", columns, found, len(found), request.now, chosen.sentence)
    ):
        return file
    page = pages.cut(request, found)
    context = {
        "chosen": chosen,
        "page": page,
        "rows": [(one, _said(held.get(one.id, ()))) for one in page],
        "may_admit": request.scope.may("office.accounts"),
        "asked": office.waiting_passwords(request.scope),
    }
    return render(request, "admin/staff.html", context)


def _said(grants) -> str:
    """Roles with the ground they are held over."""
    return "、".join(
        f"{ROLES[one.role].title}{f'（{one.area.name}）' if one.area else ''}" for one in grants if one.role in ROLES
    )


@desk_view("office.accounts", "office.security", "journal.audit")
def one(request: Desk, staff_id: int) -> HttpResponse:
    """Show one person: post, login, every role held or once held."""
    person = office.staff_member(request.scope, staff_id)
    grants = office.roles_of(request.scope, staff_id)
    waiting = next((row for row in office.waiting_passwords(request.scope) if row.staff_id == staff_id), None)
    context = {
        "person": person,
        "grants": [
            (
                row,
                ROLES[row.role].title if row.role in ROLES else row.role,
                row.to_on is None or row.to_on > request.today,
            )
            for row in grants
        ],
        "may_account": request.scope.may("office.accounts"),
        "may_grant": request.scope.may("office.security"),
        "asked": waiting,
        "may_password": request.scope.may("office.accounts")
        or (request.scope.may("office.security") and accounts_are_his({row.role for row in grants} & ROLES.keys())),
        "may_decide": waiting is not None and _decides(request, waiting),
    }
    return render(request, "admin/person.html", context)


def _decides(request: Desk, waiting: NewPassword) -> bool:
    """Whether it is the reader's to agree to a new password: neither who asked for it nor whose it is."""
    mine = request.scope.staff_id in (waiting.asked_by_id, waiting.staff_id)
    return not mine and request.scope.may(actions.agrees(waiting, request.now))


@desk_view("office.accounts")
def new(request: Desk) -> HttpResponse:
    """Admit a person; roles are given afterwards by the security administrator."""
    units = {str(unit.id): unit for unit in office.units(request.scope)}
    form = StaffForm(request.POST or None, initial={"from_on": request.today.isoformat()})
    asked.offer(form, unit=[(key, unit.name) for key, unit in units.items()])

    def act(*, unit: str, **more):
        return actions.admit_staff(unit=units[unit], **more)

    title, back = _("登记人员"), reverse("admin:staff")
    return asking.act(request, form, act, title=title, back=back, to=lambda row: _page(row.id))


@desk_view("office.security")
def grant(request: Desk, staff_id: int) -> HttpResponse:
    """Give a role; the three administrators exclude each other and every other role."""
    person = office.staff_member(request.scope, staff_id)
    form = GrantForm(request.POST or None, initial={"from_on": request.today.isoformat()})
    asked.offer(form, area=[("", _("全街道或本单位的地盘")), *grounds.options(request.scope)])

    act = of_area(request, partial(actions.grant, staff=person))
    title, back = _("授予岗位"), _page(staff_id)
    return asking.act(request, form, act, title=title, back=back, whom=person.name)


@desk_view("office.security")
def revoke(request: Desk, grant_id: int) -> HttpResponse:
    """End a role today."""
    if request.method != "POST":
        raise Refused("front.R404", "没有这个页面。", "请从人员页面办理。")
    row = actions.revoke(by=request.actor, at=request.now, grant_id=grant_id)
    return HttpResponseRedirect(_page(row.staff_id))


@desk_view("office.accounts", "office.security")
def password(request: Desk, staff_id: int) -> HttpResponse:
    """Give a login a new password."""
    person = office.staff_member(request.scope, staff_id)
    if person.account is None:
        raise Refused("front.R490", f"{person.name}没有账号。", "不用登录的人员不需要密码。")
    form = PasswordForm(request.POST or None)

    def act(**given) -> None:
        if not actions.set_password(staff=person, **given):
            messages.info(request, gettext("已提交，另一位管理员同意后生效。"))

    return asking.act(request, form, act, title=_("改密码"), back=_page(staff_id), whom=person.name)


@desk_view("office.security", "journal.audit")
def decide(request: Desk, staff_id: int, verdict: str) -> HttpResponse:
    """Agree to a new password as the second administrator, or refuse it."""
    if request.method != "POST":
        raise Refused("front.R4048", "没有这个页面。", "请从人员页面办理。")
    actions.decide_password(by=request.actor, at=request.now, staff_id=staff_id, agreed=verdict == "agreed")
    return HttpResponseRedirect(_page(staff_id))


@desk_view("office.accounts")
def change(request: Desk, staff_id: int) -> HttpResponse:
    """Put a person's name, post, telephone or unit right."""
    person = office.staff_member(request.scope, staff_id)
    units = {str(unit.id): unit for unit in office.units(request.scope)}
    first = {"name": person.name, "title": person.title, "phone": person.phone, "unit": str(person.unit_id)}
    form = ChangeForm(request.POST or None, initial=first)
    asked.offer(form, unit=[(key, unit.name) for key, unit in units.items()])

    def act(*, unit: str, **more):
        return move_staff(person=person, unit=units[unit], **more)

    return asking.act(request, form, act, title=_("修改人员"), back=_page(staff_id), whom=person.name)


@desk_view("office.accounts")
def leave(request: Desk, staff_id: int) -> HttpResponse:
    """End a person's post: what is open passes to the successor in the same act, ground left empty is named."""
    person = office.staff_member(request.scope, staff_id)
    back = _page(staff_id)
    form = LeaveForm(request.POST or None, initial={"on": request.today.isoformat()})
    people.offer(form, "successor", office.successors(request.scope, person, request.today))

    def act(given: asking.Cleaned) -> str:
        depart(by=request.actor, at=request.now, leaver=person, successor=given["successor"], on=given["on"])
        return back

    context = {
        "person": person,
        "back": back,
        "work": open_work(request.scope, person),
        "left": [one.said for one in office.left_without(person, request.today)],
    }
    return asking.ask(request, form, act, page="admin/leave.html", context=context)


@desk_view("office.accounts")
def pass_on(request: Desk, staff_id: int) -> HttpResponse:
    """Let what a person has open pass to another, while both stay in post."""
    person = office.staff_member(request.scope, staff_id)
    form = PassOnForm(request.POST or None)
    people.offer(form, "successor", office.successors(request.scope, person, request.today))

    def act(given: asking.Cleaned) -> str:
        moved = hand_over(by=request.actor, at=request.now, leaver=person, successor=given["successor"])
        words = {"tasks": moved.tasks, "matters": moved.matters, "who": given["successor"].name}
        messages.info(request, gettext("已转给%(who)s：%(tasks)s 项任务、%(matters)s 件事项。") % words)
        return _page(staff_id)

    context = {"person": person, "back": _page(staff_id), "work": open_work(request.scope, person), "stays": True}
    return asking.ask(request, form, act, page="admin/leave.html", context=context)


@desk_view("office.security")
def grant_ground(request: Desk) -> HttpResponse:
    """Give somebody a role over a piece of ground: the ground first, then who."""
    first = {"role": request.GET.get("role"), "area": request.GET.get("area"), "from_on": request.today.isoformat()}
    form = GrantGroundForm(request.POST or None, initial=first)
    asked.offer(form, area=[("", _("全街道或本单位的地盘")), *grounds.options(request.scope)])
    people.offer(form, "staff", office.staff(request.scope, request.today))
    act = of_area(request, lambda *, staff, **more: actions.grant(staff=staff, **more))
    title, back = _("授予岗位"), reverse("admin:staff")
    return asking.act(request, form, act, title=title, back=back, to=lambda row: _page(row.staff_id))


def _page(staff_id: int) -> str:
    return reverse("admin:person", args=[staff_id])
