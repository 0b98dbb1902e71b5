"""bench/README.md from bench/results.json: the same numbers, set so that a person can judge them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
GEWU, EMBEDDED, PEER = "Gewu, PostgreSQL", "Gewu, SQLite", "django-helpdesk"
BARE = "a bare view with two inserts"
JOBS = {
    "home": "my desk, first page after login",
    "list": "list of all, first page",
    "few": "list with three filters, a twentieth left",
    "many": "list with three filters, half left",
    "search": "search for two characters",
    "one": "one with its whole history",
    "create": "create, 1 client",
    "create8": "create, 8 clients",
    "figures": "figures page",
    "report": "half-year report, every figure counted anew",
}
#: milliseconds of processor that a page may cost however many matters there are
MOST_MS = 300
SHARED = ["list", "few", "many", "search", "one", "create", "create8"]


def write(results: dict) -> None:
    """Replace the page; `results` as kept in results.json."""
    page = (HERE / "page.md").read_text(encoding="utf-8")
    for mark, lines in parts(results).items():
        page = page.replace(f"{{{{ {mark} }}}}", "\n".join(lines))
    (HERE / "README.md").write_text(page, encoding="utf-8")


def parts(results: dict) -> dict[str, list[str]]:
    beside, growth, files = results["beside"], results.get("growth"), results.get("exports")
    return {
        "run": list(about(beside)),
        "aims": [
            f"| {what} | {aim} | {seen} | {'yes' if met else '**no**'} |" for what, aim, seen, met in aims(beside)
        ],
        "shared": [shared_row(beside["systems"], job) for job in SHARED],
        "cost": [cost_row(beside["systems"], job) for job in SHARED],
        "own": [own_row(beside["systems"], job) for job in JOBS if job not in SHARED],
        "machine": list(machine_rows(beside["systems"])),
        "growth run": list(about_growth(growth)) if growth else ["Not measured yet."],
        "growth": list(growth_rows(growth["offices"])) if growth else [],
        "exports run": list(about_growth(files)) if files else ["Not measured yet."],
        "exports": export_rows(files["offices"]) if files else [],
    }


def about(results: dict) -> Iterator[str]:
    yield f"- {results['date']}, commit {results['commit']}, {results['rounds']} rounds"
    yield from _machine(results)
    yield "- " + ", ".join(f"{name}: {one['matters']:,} matters" for name, one in results["systems"].items())


def _machine(results: dict) -> Iterator[str]:
    before, after = results["load_before"], results["load_after"]
    yield f"- {results['machine']}, PostgreSQL {results['postgresql']}, Python {results['python']}"
    yield f"- load average before {before[0]:.2f}, after {after[0]:.2f} (the run's own work included)"


def about_growth(results: dict) -> Iterator[str]:
    yield f"- {results['date']}, commit {results['commit']}"
    yield from _machine(results)
    yield "- " + "; ".join(
        f"{name}: {' and '.join(f'{count:,}' for count in one['matters'])} matters"
        for name, one in results["offices"].items()
    )


def growth_rows(offices: dict) -> Iterator[str]:
    """A line for each page: processor time at both sizes on both databases; bold where it is more than it may be."""
    sides = [offices[name]["pages"] for name in (EMBEDDED, GEWU)]
    for page in sides[0]:
        yield f"| {page} | {' | '.join(_grown(*side[page]) for side in sides)} |"


def _grown(small: dict, large: dict) -> str:
    before, after = (one["web_ms"] + one["database_ms"] for one in (small, large))
    return (
        f"{_short(before)} | {_short(after)}" if may_grow(before, after) else f"{_short(before)} | **{_short(after)}**"
    )


def export_rows(offices: dict) -> list[str]:
    """A line for each file and database: rows, milliseconds of processor for a thousand, first byte, memory."""
    return [
        f"| {file} | {name} | {' | '.join(map(_file, sizes))} |"
        for name in (EMBEDDED, GEWU)
        for file, sizes in offices[name]["files"].items()
    ]


def _file(one: dict) -> str:
    each_thousand = 1e6 * one["cpu_s"] / one["rows"]
    return f"{one['rows']:,} | {each_thousand:.0f} ms | {one['first_byte_s']:.2f} s | {one['peak_mb']:.0f} MB"


def may_grow(before: float, after: float) -> bool:
    """Whether a page at ten times the matters needs no more than twice its processor time, or than 300 ms."""
    return after <= max(2 * before, MOST_MS)


def ratio(systems: dict, job: str, key: str = "p50_ms") -> float:
    """How many times more django-helpdesk needs than Gewu on the same cluster."""
    return systems[PEER]["jobs"][job][key] / systems[GEWU]["jobs"][job][key]


def quicker(systems: dict, job: str) -> float:
    """How many times quicker Gewu answers: medians for one client, rates for several."""
    gewu, peer = systems[GEWU]["jobs"][job], systems[PEER]["jobs"][job]
    return gewu["rate_per_s"] / peer["rate_per_s"] if gewu["clients"] > 1 else ratio(systems, job)


def aims(results: dict) -> Iterator[tuple[str, str, str, bool]]:
    """Each aim of the project's issue: what, the aim, what was seen, whether it is met."""
    systems = results["systems"]
    gewu = systems[GEWU]
    for job in SHARED:
        times = quicker(systems, job)
        yield f"{JOBS[job]}, beside django-helpdesk", "≥ 5 ×", f"{times:.1f} ×", times >= 5
    for job in ("list", "few", "many", "search"):
        p95 = gewu["jobs"][job]["p95_ms"]
        yield f"{JOBS[job]}, p95", "≤ 120 ms", f"{p95:.0f} ms", p95 <= 120
    rate = gewu["jobs"]["create8"]["rate_per_s"]
    yield JOBS["create8"], "≥ 150/s", f"{rate:.0f}/s", rate >= 150
    if BARE in systems:
        bare = systems[BARE]["jobs"]["create8"]["rate_per_s"]
        yield f"{JOBS['create8']}, of the rate of {BARE}", "≥ 40 %", f"{100 * rate / bare:.0f} %", rate >= 0.4 * bare
    report = gewu["jobs"]["report"]["p95_ms"] / 1000
    yield f"{JOBS['report']}, p95", "≤ 3 s", f"{report:.2f} s", report <= 3
    yield "memory of all server processes", "≤ 350 MB", f"{gewu['memory_mb']} MB", gewu["memory_mb"] <= 350


def shared_row(systems: dict, job: str) -> str:
    cells = [_times(systems[name]["jobs"][job]) for name in (GEWU, EMBEDDED, PEER) if name in systems]
    return f"| {JOBS[job]} | {' | '.join(cells)} | **{quicker(systems, job):.1f} ×** |"


def cost_row(systems: dict, job: str) -> str:
    cells = [_cost(systems[name]["jobs"][job]) for name in (GEWU, EMBEDDED, PEER) if name in systems]
    gewu, peer = _cpu(systems[GEWU]["jobs"][job]), _cpu(systems[PEER]["jobs"][job])
    return f"| {JOBS[job]} | {' | '.join(cells)} | {peer / gewu:.1f} × |"


def own_row(systems: dict, job: str) -> str:
    seen = [systems[name]["jobs"][job] for name in (GEWU, EMBEDDED) if name in systems]
    return f"| {JOBS[job]} | {' | '.join(f'{_times(one)} | {_cost(one)}' for one in seen)} |"


def machine_rows(systems: dict) -> Iterator[str]:
    for name, one in systems.items():
        cold = " ".join(f"{seconds:.1f}" for seconds in one["cold_start_s"])
        yield f"| {name} | {cold} s | {one['memory_mb']} MB | {one['own_memory_mb']} MB | {one['database_mb']} MB |"


def _times(seen: dict) -> str:
    rate = f", {seen['rate_per_s']:.0f}/s" if seen["clients"] > 1 else ""
    return f"{_short(seen['p50_ms'])} / {_short(seen['p95_ms'])} ms{rate}"


def _cpu(seen: dict) -> float:
    return seen["web_cpu_ms"] + seen["database_cpu_ms"]


def _cost(seen: dict) -> str:
    cpu = f"{_short(seen['web_cpu_ms'])} + {_short(seen['database_cpu_ms'])} ms"
    return f"{cpu}, {seen['queries']} q, {seen['answer_kb']:.0f} kB"


def _short(value: float) -> str:
    """Three figures, and no powers of ten."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def main() -> None:
    write(json.loads((HERE / "results.json").read_text(encoding="utf-8")))
