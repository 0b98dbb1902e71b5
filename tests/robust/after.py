"""What a fresh process finds after a kill: `python -m tests.robust.after` prints it as JSON."""

from __future__ import annotations

import json

from gewu.front.commands import main


def found() -> dict[str, object]:
    """The two checks of an operator, and how much was done, whole and in part."""
    from gewu.journal.models import JournalLine
    from gewu.matters.models import Matter
    from gewu.registry.models import Subject
    from gewu.reports.models import Report

    issued = Report.objects.filter(state__in=["issued", "published"])
    return {
        "check data": main.main(["check", "data"]),
        "journal seal": main.main(["journal", "seal"]),
        "journal verify": main.main(["journal", "verify"]),
        "subjects": Subject.objects.count(),
        "sheets": JournalLine.objects.filter(act="registry.admitted").count(),
        "dispatched": Matter.objects.exclude(unit=None).count(),
        "dispatch lines": JournalLine.objects.filter(act="matters.dispatched").count(),
        "issued": issued.count(),
        "issue lines": JournalLine.objects.filter(act="reports.issued").count(),
    }


if __name__ == "__main__":
    main.start_django()
    answer = found()
    print(json.dumps(answer))
