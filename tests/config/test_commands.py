"""The command line's front door, and the supervisor behind `gewu serve`."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gewu.front import alive as alive_round
from gewu.front.commands import main, serve
from gewu.kernel.types import Refused

SUPERVISOR = """
import sys
from gewu.front.commands import _supervisor
_supervisor.REST = 0.1
child = "import os, sys, time; open(sys.argv[1], 'a').write(str(os.getpid()) + chr(10)); time.sleep(60)"
_supervisor.supervise([_supervisor.Child("child", [sys.executable, "-c", child, sys.argv[1]])])
print("stopped")
"""


def wait_for(answer, seconds=10.0):
    """Ask until the answer is true; what a test waits for is another process."""
    until = time.monotonic() + seconds
    while not (found := answer()):
        assert time.monotonic() < until, "nothing happened"
        time.sleep(0.05)
    return found


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("words", [[], ["--help"], ["help"]])
def test_help_names_every_command_with_its_first_line(words, capsys):
    assert main.main(words) == 0
    told = capsys.readouterr().out
    assert [name for name in main.names() if main.summary(name) and f"{main.summary(name)}\n" in told] == main.names()


def test_an_unknown_command_is_refused_with_the_list(capsys):
    assert main.main(["nosuch"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "gewu: there is no command 'nosuch'."


def test_a_refusal_is_one_line_and_a_line_for_each_field():
    refused = Refused("matters.R101", "还不能办结，缺：整改后照片", "补齐后再提交。", {"photo": "请上传"})
    assert main.sentence(refused) == "matters.R101: 还不能办结，缺：整改后照片 — 补齐后再提交。\n  photo: 请上传"


def test_the_launcher_works_from_any_folder():
    launcher = Path(sys.executable).with_name("gewu")
    told = subprocess.run([launcher, "--help"], cwd="/", capture_output=True, text=True)
    assert (told.returncode, told.stdout.startswith("usage: gewu")) == (0, True)


@pytest.mark.django_db
def test_a_migrated_database_misses_nothing(capsys):
    assert main.main(["migrate", "--check"]) == 0
    assert capsys.readouterr().out == "数据库已是最新。\n"


@pytest.mark.django_db
def test_a_port_that_somebody_answers_on_is_refused(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main.main(["serve", "--port", str(port)]) == 2
    assert capsys.readouterr().err.startswith(f"front.R102: 端口 {port} 上已经有网站在运行")


def test_granian_serves_with_threads_that_are_bounded():
    told = serve.web_command("127.0.0.1", 8123, 2)
    assert told[told.index("--blocking-threads") + 1] == "4"
    assert told[-1] == "gewu.config.wsgi:application"


def test_a_dead_child_is_started_again_and_stop_ends_all(tmp_path):
    pids = tmp_path / "pids"
    pids.touch()
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISOR, pids], stdout=subprocess.PIPE, text=True)
    [first] = wait_for(lambda: pids.read_text().split())
    os.kill(int(first), signal.SIGKILL)
    second = wait_for(lambda: pids.read_text().split()[1:])[0]
    supervisor.send_signal(signal.SIGTERM)
    told, _ = supervisor.communicate(timeout=20)
    assert (supervisor.returncode, told, alive(int(second))) == (0, "stopped\n", False)


def test_the_supervisor_weighs_little():
    told = "import sys, gewu.front.commands._supervisor; print({'django', 'gewu.config.settings'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True).stdout == "set()\n"


def test_the_worker_leaves_the_time_of_its_round(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(time, "time", lambda: 1000.0)
    assert alive_round.seconds_silent() is None
    alive_round.file().touch()
    os.utime(alive_round.file(), (990.0, 990.0))
    assert alive_round.seconds_silent() == 10.0
