"""The menu: the office's eleven words in their order, each shown where its desk exists and the person may use it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

from gewu.kernel.types import Scope

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Word


@dataclass(frozen=True)
class Entry:
    """One word of the menu. `may` names permissions of which one is enough; empty: everyone."""

    desk: str
    word: Word
    icon: str
    may: tuple[str, ...] = ()

    def open_to(self, scope: Scope) -> bool:
        return not self.may or any(scope.may(permission) for permission in self.may)


@dataclass(frozen=True)
class Line:
    """An entry as the page shows it."""

    word: Word
    icon: str
    url: str
    here: bool
    desk: str
    count: int = 0


ENTRIES = (
    Entry("home", gettext_lazy("工作台"), "layout-dashboard"),
    Entry("matters", gettext_lazy("事项办理"), "clipboard-list", ("matters.see",)),
    Entry("tasks", gettext_lazy("走访检查"), "walk", ("tasks.do", "records.submit", "registry.see")),
    Entry("subjects", gettext_lazy("底数台账"), "building-community", ("registry.see",)),
    Entry("campaigns", gettext_lazy("专项行动"), "flag", ("registry.see",)),
    Entry("figures", gettext_lazy("统计指标"), "chart-bar", ("figures.see",)),
    Entry("reports", gettext_lazy("材料报告"), "file-text", ("figures.see", "reports.draft", "reports.sign")),
    Entry("papers", gettext_lazy("文书"), "paperclip", ("documents.issue",)),
    Entry("supervision", gettext_lazy("督查督办"), "eye-check", ("matters.supervise", "matters.rule")),
    Entry("duty", gettext_lazy("应急值守"), "phone-call", ("matters.see",)),
    Entry("scenarios", gettext_lazy("场景配置"), "adjustments"),
    Entry("admin", gettext_lazy("系统管理"), "settings", ("office.accounts", "office.security", "journal.audit")),
)

#: the four places at the bottom of a telephone, each with its words: url name, word, icon, permission ("": everyone).
#: The first that the person may open is shown.
THUMBS = (
    (("home:index", gettext_lazy("待办"), "list-check", ""),),
    (
        ("matters:new", gettext_lazy("上报"), "plus", "matters.take_in"),
        ("overview:index", gettext_lazy("概览"), "chart-bar", "figures.see"),
        ("admin:index", gettext_lazy("管理"), "settings", "office.accounts"),
        ("admin:index", gettext_lazy("管理"), "settings", "office.security"),
        ("admin:index", gettext_lazy("管理"), "settings", "journal.audit"),
    ),
    (
        ("field:doors", gettext_lazy("走访"), "walk", "tasks.do"),
        ("matters:index", gettext_lazy("事项"), "clipboard-list", "matters.see"),
        ("scenarios:index", gettext_lazy("场景"), "adjustments", ""),
    ),
    (("session:me", gettext_lazy("我的"), "user", ""),),
)


def lines(scope: Scope, namespace: str, counts: Mapping[str, int]) -> Iterator[Line]:
    """List the menu for one person; `namespace` is the desk that the page belongs to.

    `counts` says how much waits behind a word: desk -> number.
    """
    for entry in ENTRIES:
        url = address_of(f"{entry.desk}:index")
        if url and entry.open_to(scope):
            yield Line(entry.word, entry.icon, url, entry.desk == namespace, entry.desk, counts.get(entry.desk, 0))


def thumbs(scope: Scope, view_name: str) -> Iterator[Line]:
    """List the bottom bar of a telephone for one person."""
    for words in THUMBS:
        for name, word, icon, permission in words:
            if (url := address_of(name)) and (not permission or scope.may(permission)):
                yield Line(word, icon, url, name == view_name, name.partition(":")[0])
                break


@lru_cache(maxsize=512)
def address_of(name: str, *of: object) -> str:
    """Find the address of a page by its name; "" where its desk is not part of this installation."""
    try:
        return reverse(name, args=of)
    except NoReverseMatch:
        return ""
