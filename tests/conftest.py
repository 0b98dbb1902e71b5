"""What holds for every test: shut sockets, the machine's own browser, patient property tests."""

from __future__ import annotations

import ipaddress
import shutil
import socket
from itertools import count

import pytest
from hypothesis import settings as hypothesis_settings

from tests import template

pytest_plugins = ["tests.cast"]  # the small office that most tests act in

_HEADS = count()

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
BROWSER_FIXTURES = {"page", "context", "browser", "new_context"}

# Two cores are shared: a slow example is no fault. Fixed examples: a red run can be run again.
hypothesis_settings.register_profile("gewu", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("gewu")


def pytest_collection_modifyitems(items):
    """Mark what drives a browser, and skip it aloud where there is none."""
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no chromium on this machine: apt-get install chromium"))


@pytest.fixture(autouse=True)
def heads_of_its_own(settings, tmp_path_factory):
    """Each test has an office of its own, so what is kept of its journal outside the database is its own too."""
    settings.HEADS_DIR = tmp_path_factory.getbasetemp() / f"heads-{next(_HEADS)}"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The machine's Chromium, in a container, without its calls home."""
    quiet = ["disable-quic", "no-first-run", "disable-background-networking", "disable-component-update"]
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "chromium_sandbox": False,
        "args": [f"--{word}" for word in [*quiet, "disable-sync", "disable-dev-shm-usage"]],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


class ShutSocket(AssertionError):
    """A test tried to reach beyond this machine."""


def _is_here(address) -> bool:
    if not isinstance(address, tuple):
        return True  # a path: a socket of this machine
    host = address[0]
    try:
        return host in {"", "localhost"} or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def shut_sockets():
    """Let Python connect to this machine only: Gewu works without a network, so do its tests."""
    really = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}

    def guarded(name):
        def connect(self, address):
            if not _is_here(address):
                raise ShutSocket(f"test reached for {address!r}")
            return really[name](self, address)

        return connect

    with pytest.MonkeyPatch.context() as patch:
        for name in really:
            patch.setattr(socket.socket, name, guarded(name))
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """What pytest-django asks before it makes the test database."""
    with pytest.MonkeyPatch.context() as patch:
        template.use(patch)
        yield
