"""A person's road: pages are read, their links followed, their forms filled in by label, their buttons pressed.

Nothing here knows an address, a room or a table: whoever signs in begins at the first page. Where no link or button
leads on, a test stops and says what the page has instead.
"""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from functools import cache
from urllib.parse import urljoin

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from lxml import html
from PIL import Image

from gewu.front.commands.main import main
from gewu.kernel.calendar import LOCAL
from tests.cast import OWN, PASSWORD, ROOT

PACKS = ROOT / "packs"
#: what is one line, card or panel of a page
ROWS = "//tr | //li | //*[contains(@class, 'line')] | //section | //details | //fieldset | //article"


class Office:
    """The small office, its clock and its terminal; `office("dispatcher")` sits somebody down at a browser."""

    def __init__(self, cast, settings, capsys):
        self.cast, self._settings, self._capsys, self._people = cast, settings, capsys, {}
        self.clock("01-03 09:00")

    def clock(self, moment: str) -> Office:
        """It is "06-05 09:30" of 2023."""
        now = datetime.strptime(f"2023-{moment}", "%Y-%m-%d %H:%M").replace(tzinfo=LOCAL)
        self._settings.CLOCK_SHIFT = now - datetime.now(LOCAL)
        return self

    def __call__(self, who: str) -> Person:
        if who not in self._people:
            self._people[who] = Person(who)
        return self._people[who]

    def gewu(self, *words: str) -> str:
        """Run a command line that must succeed; return what it printed."""
        code = main(words)
        said = self._capsys.readouterr()
        assert code == 0, said.err or said.out
        return said.out

    def adopt(self, *keys: str) -> None:
        """Put shipped packs in force from the first day of the year."""
        fill = [word for pair in OWN.items() for word in ("--fill", "=".join(pair))]
        said = ["--office", "DC", "--by", "leader_deputy", "--from-on", "2023-01-01", *fill]
        for key in keys:  # each from its own folder: the others need not be read
            self.gewu("scenario", "adopt", key, "--files", str(*PACKS.glob(f"*/{key}")), *said)

    def night(self) -> Office:
        """What the clock brings (`gewu work` runs it every minute)."""
        self.gewu("tick", "--catch-up")  # between two mornings of a test lie weeks
        return self


class Person:
    """Somebody of the office at a browser."""

    def __init__(self, who: str, password: str = PASSWORD):
        self.who, self._password, self.browser = who, password, Client()
        self.open("/")

    # -- what is seen ------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The words of the page, as a reader has them."""
        return words(self.page.xpath("//main")[0] if self.page.xpath("//main") else self.page)

    @property
    def title(self) -> str:
        return words(self.page.xpath("//h1")[0])

    def sees(self, *wanted: str) -> Person:
        missing = [one for one in wanted if one not in self.text]
        assert not missing, f"{self} does not read {missing} in: {self.text}"
        return self

    def lacks(self, *unwanted: str) -> Person:
        found = [one for one in unwanted if one in self.text]
        assert not found, f"{self} reads {found} in: {self.text}"
        return self

    def row(self, *wanted: str) -> str:
        """The words of the smallest row, line or panel of the page that has all of `wanted`."""
        return words(self._within(wanted))

    def panel(self, heading: str) -> str:
        """The words of the panel under a heading; "" where the page has none."""
        found = self.page.xpath("//section[.//h2]")
        return next((words(one) for one in found if words(one.xpath(".//h2")[0]).startswith(heading)), "")

    def rows(self, head: str = "") -> list[list[str]]:
        """The cells of the table under (or with) the words `head`."""
        tables = [one for one in self.page.xpath("//main//table") if head in words(one) or head in words(_above(one))]
        assert tables, f"{self} finds no table {head}: {self.text}"
        return [[words(cell) for cell in row.xpath("./td|./th")] for row in tables[0].xpath(".//tr")]

    @property
    def story(self) -> list[str]:
        """What 办理过程 tells, line by line: what, when, who."""
        return [words(one) for one in self.page.xpath("//ol[contains(@class, 'story')]/li")]

    @property
    def dots(self) -> list[str]:
        """The six dots of a matter, each with its moment or 未到."""
        return [words(one) for one in self.page.xpath("//ol[contains(@class, 'dots')]/li")]

    def figure(self, scenario: str, title: str, **stretch: str) -> str:
        """The number that 统计指标 prints for an indicator; `统计期="2023年6月"` and `数据截至` are chosen there."""
        self.go("统计指标", scenario)
        if stretch:
            self.press("查询", **stretch)
        tiles = {words(one.find("h3")): one for one in self.page.xpath("//article[contains(@class, 'tile')]")}
        assert title in tiles, f"{self} finds no figure {title} among {list(tiles)}"
        return words(tiles[title].xpath(".//p[contains(@class, 'figure')]")[0])

    # -- where one goes ----------------------------------------------------------------------

    def open(self, address: str) -> Person:
        """Type an address: the first page, or one that a paper prints."""
        return self._arrive(self.browser.get(address, follow=True))

    def home(self) -> Person:
        return self.open("/")

    def go(self, *path: str) -> Person:
        """Along links, from the menu that every page has: go("底数台账", "商户")."""
        if not self.links(path[0], ()):
            self.home()
        for link in path:
            self.follow(link)
        return self

    def matter(self, title: str) -> Person:
        """Open a matter from the list of matters."""
        return self.go("事项办理").follow(title)

    def follow(self, link: str, within: str | tuple[str, ...] = ()) -> Person:
        """Follow the link that says `link`, in the row that has the words `within` where there are many."""
        return self.open(self.link(link, within))

    def link(self, link: str, within: str | tuple[str, ...] = ()) -> str:
        found = self.links(link, within)
        assert found, f"{self} finds no link {link} {within} among {self._all('.//a[@href]', within)}"
        return found[0]

    def links(self, link: str, within: str | tuple[str, ...] = ()) -> list[str]:
        """The addresses of the links that say `link`, the exact ones before those that have more words."""
        ways = self._within(within).xpath(".//a[@href]")
        exact = [one for one in ways if words(one) == link]
        found = exact or [one for one in ways if link in words(one)]
        return [urljoin(self.address, one.get("href")) for one in found]

    def download(self, link: str, within: str | tuple[str, ...] = ()) -> bytes:
        """Take the file that a link leads to."""
        answer = self.browser.get(self.link(link, within))
        assert answer.status_code == 200, answer
        return b"".join(answer.streaming_content) if answer.streaming else answer.content

    def refused(self, address: str) -> str:
        """Type an address that must be closed to this person; return the id of the refusal."""
        answer = self.browser.get(address)
        assert answer.status_code in (403, 404), (self.who, address, answer.status_code)
        return re.search(r"R\d{3,4}", answer.content.decode()).group()

    def search(self, text: str) -> Person:
        """Type into the box at the head of every page, and press the return key."""
        box = self.home().page.xpath("//form//input[@type='search']")[0]
        box.value, form = text, next(box.iterancestors("form"))
        send = self.browser.post if form.get("method", "get").lower() == "post" else self.browser.get
        return self._arrive(send(urljoin(self.address, form.get("action")), dict(form.form_values()), follow=True))

    # -- what one does -----------------------------------------------------------------------

    def value(self, label: str) -> str:
        """What stands in a field before anybody types."""
        fields = {}
        for form in self.page.xpath("//form"):
            fields |= _fields(form)
        return str(_named(label, fields, self)[0].value or "")

    def asked(self, choice: str) -> list[str]:
        """The questions of the page that have `choice` among their choices."""
        groups = self.page.xpath("//main//fieldset[legend]")
        return [
            _label(one.find("legend")) for one in groups if choice in [words(label) for label in one.xpath(".//label")]
        ]

    def buttons(self, within: str | tuple[str, ...] = ()) -> list[str]:
        return self._all(".//button", within)

    def press(
        self,
        button: str,
        within: str | tuple[str, ...] = (),
        fill: dict | None = None,
        *,
        status: int = 200,
        look: bool = True,
        **typed,
    ) -> Person:
        """Fill in the fields of a form by their labels and press its button.

        The page that follows is shown; without `look` it is not waited for.
        """
        pressed = self._button(button, within)
        form = next(one for one in pressed.iterancestors("form"))
        said = _filled(form, (fill or {}) | typed, self)
        if pressed.get("name"):
            said.setdefault(pressed.get("name"), []).append(pressed.get("value", ""))
        address = urljoin(self.address, pressed.get("formaction") or form.get("action") or "")
        send = self.browser.post if form.get("method", "get").lower() == "post" else self.browser.get
        if not look:
            assert send(address, said).status_code == 302, f"{self} is not let on by {button}"
            return self
        return self._arrive(send(address, said, follow=True), status)

    def refuses(self, button: str, within: str | tuple[str, ...] = (), fill: dict | None = None, **typed) -> str:
        """Press a button whose form comes back with a refusal; return the words of the errors."""
        self.press(button, within, fill, status=422, **typed)
        return words(*self.page.xpath("//main//*[contains(@class, 'error') or contains(@class, 'wrong')]"))

    def _button(self, button: str, within: str | tuple[str, ...]):
        found = self._within(within).xpath(".//button")
        exact = [one for one in found if words(one) == button]
        assert exact, f"{self} finds no button {button} {within} among {self.buttons(within)}: {self.text}"
        return exact[0]

    # -- how it is done ----------------------------------------------------------------------

    def _arrive(self, answer, status: int = 200) -> Person:
        self.address = answer.redirect_chain[-1][0] if answer.redirect_chain else answer.wsgi_request.get_full_path()
        body = answer.content.decode()
        self.page = html.fromstring(body)
        if self.page.xpath("//form[contains(@class, 'entry')]") and answer.status_code == 200:
            return self.press("登录", 账号=self.who, 密码=self._password)
        assert answer.status_code == status, f"{self} gets {answer.status_code}: {self.text}"
        return self

    def _within(self, wanted: str | tuple[str, ...]):
        wanted = (wanted,) if isinstance(wanted, str) else wanted
        if not wanted:
            return self.page
        found = [one for one in self.page.xpath(ROWS) if all(word in words(one) for word in wanted)]
        assert found, f"{self} finds no row {wanted}: {self.text}"
        return min(found, key=lambda one: len(words(one)))

    def _all(self, path: str, within: str | tuple[str, ...]) -> list[str]:
        return [words(one) for one in self._within(within).xpath(path)]

    def __str__(self) -> str:
        return f"{self.who} at {self.address}"


# -- pages ------------------------------------------------------------------------------------


def words(*elements) -> str:
    return re.sub(r"\s+", " ", " ".join(one.text_content() for one in elements)).strip()


def _above(table):
    """The panel that holds a table."""
    return next(table.iterancestors("section", "div"))


def _filled(form, typed: dict, where) -> dict[str, list]:
    """What the form would send after `typed` was typed into it by label."""
    fields = _fields(form)
    for label, value in typed.items():
        _type(_named(label, fields, where), value, where)
    said: dict[str, list] = {}
    for name, value in form.form_values():
        said.setdefault(name, []).append(value)
    for file in form.xpath(".//input[@type='file'][@name]"):
        said.pop(file.get("name"), None)
        if uploads := getattr(form, "uploads", {}).get(file.get("name")):
            said[file.get("name")] = uploads
    return said


def _fields(form) -> dict[str, list]:
    """The controls of a form by the words of their label or legend."""
    found = {}
    for group in form.xpath(".//fieldset[legend]"):
        found[_label(group.find("legend"))] = group.xpath(".//input | .//select | .//textarea")
    for label in form.xpath(".//label"):
        inner = label.xpath(".//input | .//select | .//textarea")
        target = inner or form.xpath(".//*[@id=$id]", id=label.get("for", ""))
        if target:
            found.setdefault(_label(label), target)
    for control in form.xpath(".//*[@aria-label][self::input or self::select or self::textarea]"):
        found.setdefault(control.get("aria-label"), [control])
    return found


def _label(element) -> str:
    more = words(*element.xpath(".//*[contains(@class, 'needed')]"))
    return words(element).removesuffix(more).strip()


def _named(label: str, fields: dict[str, list], where) -> list:
    found = [label] if label in fields else [one for one in fields if label in one]
    assert len(found) == 1, f"{where} finds no field {label} among {list(fields)}"
    return fields[found[0]]


def _type(controls: list, value, where) -> None:
    first = controls[0]
    if first.tag == "select":
        _choose(first, value, where)
    elif first.get("type") == "radio" or (first.get("type") == "checkbox" and len(controls) > 1):
        _tick(controls, [value] if isinstance(value, str) else value, where)
    elif first.get("type") == "checkbox":
        first.checked = bool(value)
    elif first.get("type") == "file":
        form = next(first.iterancestors("form"))
        form.uploads = getattr(form, "uploads", {}) | {
            first.get("name"): value if isinstance(value, list) else [value]
        }
    else:
        assert first.get("type") != "hidden" and first.get("readonly") is None, f"{where}: {first.get('name')}"
        first.value = str(value)


def _choose(select, value: str, where) -> None:
    options = {words(one): one.get("value") for one in select.xpath(".//option")}
    found = [value] if value in options else [one for one in options if value in one]
    assert len(found) == 1, f"{where} finds no option {value} among {list(options)}"
    select.value = options[found[0]]


def _tick(controls: list, wanted: list[str], where) -> None:
    said = {_label(next(one.iterancestors("label"))): one for one in controls}
    for word in wanted:
        assert word in said, f"{where} finds no choice {word} among {list(said)}"
    for word, control in said.items():
        if control.get("type") == "radio":
            if word in wanted:
                control.set("checked", "")
            else:
                control.attrib.pop("checked", None)
        else:
            control.checked = word in wanted


# -- files ------------------------------------------------------------------------------------


@cache
def _picture(shade: int) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (32, 24), (shade, 120, 255 - shade)).save(kept, "JPEG")
    return kept.getvalue()


def photo(shade: int = 0) -> SimpleUploadedFile:
    """A photograph; another shade is another photograph."""
    return SimpleUploadedFile(f"现场{shade}.jpg", _picture(shade), "image/jpeg")


def sheet(content: bytes) -> list[list]:
    """The rows of a downloaded spreadsheet."""
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]


def printed(content: bytes) -> str:
    """The words of a downloaded .docx, tables too."""
    paper = Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])


def day(text: str) -> str:
    """A day of 2023 as a field of days takes it: day("06-05")."""
    return date.fromisoformat(f"2023-{text}").isoformat()


def workbook(rows: list[list]) -> SimpleUploadedFile:
    """A spreadsheet as an office fills it in."""
    book, kept = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return SimpleUploadedFile("表格.xlsx", kept.getvalue())
