"""Draft, check and issue reports; print one as text or .docx."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from gewu.front.commands import _asking
from gewu.kernel.types import Actor, Refused


def configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    draft = verbs.add_parser("draft", help="draft a report from a template, or a weekly bulletin")
    draft.add_argument("template", help="a template's key, its file, or weekly:SCENARIO")
    _asking.add_period(draft)
    draft.add_argument("--again", action="store_true", help="though there is one of the same template and period")
    draft.set_defaults(do=run_draft)
    check = verbs.add_parser("check", help="核稿 by a second person, and on to 审签")
    issue = verbs.add_parser("issue", help="印发: freeze and number it")
    issue.add_argument("--number", default="", help="发文字号 (default: the next one)")
    issue.add_argument("--index-number", default="", help="索引号")
    issue.add_argument("--publish-on", type=_asking.outside.day, metavar="DAY")
    show = verbs.add_parser("show", help="print it as text, or write the .docx")
    show.add_argument("--docx", type=Path, metavar="FILE")
    differ = verbs.add_parser("differences", help="与印发数差异; exit code 1 when there are any")
    fill = verbs.add_parser("fill", help="write the words that a figure without a value says")
    ground = verbs.add_parser("ground", help="核实依据: write on which paper a typed number or a claim stands")
    for verb, names in ((fill, ("item", "slot", "words")), (ground, ("item", "words", "basis"))):
        verb.add_argument("report", type=int, metavar="ID")
        for name in names:
            verb.add_argument(name)
    fill.set_defaults(do=run_fill)
    ground.set_defaults(do=run_ground)
    for verb, do in ((check, run_check), (issue, run_issue), (show, run_show), (differ, run_differences)):
        verb.add_argument("report", type=int, metavar="ID")
        verb.set_defaults(do=do)
    for verb in (draft, fill, ground, check, issue):
        verb.add_argument("--by", required=True, metavar="LOGIN")
    for verb in (draft, fill, ground, check, issue, show, differ):
        _asking.add_office(verb)
    verbs.add_parser("list", help="every report of the office").set_defaults(do=run_list, office=None)


def run(args: Namespace) -> int:
    return args.do(args)


def run_draft(args: Namespace) -> int:
    from gewu.reports import actions

    by, at = _hand(args)
    kind, _, scenario = args.template.partition(":")
    if kind == "weekly":
        row = actions.draft_bulletin(by=by, at=at, scenario=scenario, week=args.period)
    else:
        row = actions.draft(
            by=by, at=at, template=_template(kind), period=args.period, as_of=args.as_of, again=args.again
        )
    print(row.id)
    return 0


def run_check(args: Namespace) -> int:
    from gewu.office import queries
    from gewu.reports import actions
    from gewu.reports import queries as reports

    (by, at), system = _hand(args), queries.system_actor(_asking.office_of(args))
    row = reports.report(system.scope, args.report)
    for one in reports.proofread(row, by.scope):
        print(f"{one.item}\t{one.kind}\t{one.slot or one.text}\t{one.words}")
    if row.state == "draft":
        actions.send_to_check(by=system, at=at, report_id=row.id)
    actions.check(by=by, at=at, report_id=row.id)
    actions.send_to_sign(by=by, at=at, report_id=row.id)
    return 0


def run_fill(args: Namespace) -> int:
    from gewu.reports import actions

    by, at = _hand(args)
    actions.fill(by=by, at=at, report_id=args.report, key=args.item, slot=args.slot, words=args.words)
    return 0


def run_ground(args: Namespace) -> int:
    """Of words that stand in several sentences, each gets the basis."""
    from gewu.reports import actions
    from gewu.reports import queries as reports

    by, at = _hand(args)
    found = reports.proofread(reports.report(by.scope, args.report), by.scope)
    clauses = [one.clause for one in found if (one.item, one.text) == (args.item, args.words)] or [""]
    for clause in dict.fromkeys(clauses):
        actions.ground(
            by=by, at=at, report_id=args.report, key=args.item, words=args.words, clause=clause, basis=args.basis
        )
    return 0


def run_issue(args: Namespace) -> int:
    from gewu.flows.issue_report import issue_report

    by, at = _hand(args)
    row = issue_report(
        by=by,
        at=at,
        report_id=args.report,
        number=args.number,
        index_number=args.index_number,
        publish_on=args.publish_on,
    )
    print(row.number)
    return 0


def run_show(args: Namespace) -> int:
    from gewu.front.papers import report as paper

    row, rendered = _rendered(args)
    if args.docx:
        args.docx.write_bytes(paper.docx(rendered, moment=row.issued_at))
    else:
        print(f"{rendered.title}\n{rendered.text}")
    return 0


def run_differences(args: Namespace) -> int:
    from gewu.office import queries
    from gewu.reports import queries as reports

    row, _ = _rendered(args)
    found = reports.differences(row, queries.system_actor(row.office_id).scope)
    for one in found:
        print(f"{one.slot}\t{one.title}\t印发{one.issued}\t现为{one.live}\t+{len(one.came)}\t-{len(one.gone)}")
    return 1 if found else 0


def run_list(args: Namespace) -> int:
    from gewu.office import queries
    from gewu.reports import queries as reports

    for office in queries.offices():
        for row in reports.reports(queries.system_actor(office).scope):
            print(f"{row.id}\t{office.code}\t{row.state}\t{row.number}\t{row.title}\t{reports.period_of(row)}")
    return 0


def _hand(args: Namespace) -> tuple[Actor, datetime]:
    """Who acts, and the office's moment."""
    from gewu.office import clock

    return _asking.actor_named(args.by, _asking.office_of(args), clock.today()), clock.now()


def _rendered(args: Namespace):
    from gewu.office import queries
    from gewu.reports import queries as reports

    everyone = queries.system_actor(_asking.office_of(args)).scope
    row = reports.report(everyone, args.report)
    return row, reports.render(row, everyone)


def _template(name: str):
    from gewu.scenario import packs, templates

    shipped = {path.parent.name: path for path in packs.SHIPPED.glob("*/*/report.yaml")}
    file = Path(name) if name.endswith(".yaml") else shipped.get(name)
    if file is None or not file.exists():
        raise Refused("front.R714", f"没有报告模板“{name}”。", "写模板的键，或写模板文件的路径。")
    return templates.load(file)
