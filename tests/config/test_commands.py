"""The command line's front door, and the supervisor behind `gewu serve`."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
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
    assert told[-1] == "gewu.config.served:application"


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


def test_who_kills_the_supervisor_ends_its_children(tmp_path):
    pids = tmp_path / "pids"
    pids.touch()
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISOR, pids], stdout=subprocess.DEVNULL)
    [child] = wait_for(lambda: pids.read_text().split())
    supervisor.kill()
    supervisor.wait(timeout=10)
    wait_for(lambda: not alive(int(child)))


def family(pid: int) -> set[int]:
    """The living descendants of a process."""
    found: set[int] = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            _, _, rest = stat.read_text().rpartition(")")
            state, parent = rest.split()[:2]
            if int(parent) == pid and state != "Z":
                found |= {int(stat.parent.name)} | family(int(stat.parent.name))
    return found


@pytest.fixture
def served(tmp_path):
    """A whole `gewu serve` on a folder of its own; return it and the command line of each of its processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GEWU_", "DJANGO_"))}
    command = [sys.executable, "-m", "gewu.front.commands.main"]
    how = {"env": kept | {"GEWU_DATA": str(tmp_path)}, "cwd": Path(__file__).resolve().parents[2]}
    subprocess.run([*command, "migrate"], check=True, capture_output=True, **how)
    serve_it = [*command, "serve", "--port", str(port)]
    server = subprocess.Popen(serve_it, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
    try:
        wait_for(lambda: len(family(server.pid)) >= 4 and (tmp_path / "work.alive").exists(), 60)
        wait_for(lambda: answers(port), 30)
        yield server, tmp_path, port
    finally:
        for pid in {server.pid, *family(server.pid)}:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        server.wait(timeout=10)


def answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.slow
def test_a_killed_server_leaves_no_process_behind(served):
    server, _, port = served
    children = family(server.pid)
    server.kill()
    server.wait(timeout=10)
    wait_for(lambda: not any(alive(pid) for pid in children), 20)
    assert not answers(port)


@pytest.mark.slow
def test_a_killed_web_leaves_no_worker_beside_the_new_one(served):
    server, _, _ = served
    web = next(
        pid for pid in family(server.pid) if "granian" in Path(f"/proc/{pid}/cmdline").read_text() and family(pid)
    )
    workers = family(web)
    os.kill(web, signal.SIGKILL)
    wait_for(lambda: not any(alive(pid) for pid in workers), 20)
    wait_for(lambda: len(family(server.pid)) >= 4, 30)


@pytest.mark.slow
def test_nobody_else_reads_what_a_server_keeps(served):
    _, folder, _ = served
    assert [path for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077] == []


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
