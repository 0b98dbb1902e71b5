"""Fill a fresh django-helpdesk: python -m bench.peer.fill TICKETS.jsonl NAME PASSWORD, in its own environment.

Rows go in by bulk_create: filling is not what is compared.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import django

from bench import FEW, MANY

STATUS = {"new": 1, "running": 1, "paused": 1, "done": 4, "void": 5}
PRIORITIES = {FEW[1]: 1, MANY[1]: 2}
BATCH = 2000


def main(file: Path, name: str, password: str) -> None:
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("loaddata", "emailtemplate.json", verbosity=0)
    staff = get_user_model().objects.create_superuser(name, f"{name}@example.org", password)
    fields, queues = _custom_fields(), {}
    for scenario, _ in (FEW, MANY):
        _queue(scenario, queues)
    with file.open(encoding="utf-8") as lines:
        while batch := [json.loads(line) for line in islice(lines, BATCH)]:
            _keep(batch, staff, fields, queues)


def _custom_fields():
    from helpdesk.models import CustomField

    made = [("grid", "网格"), ("cat", "类别")]
    return {
        name: CustomField.objects.create(name=name, label=label, data_type="varchar", max_length=100, required=False)
        for name, label in made
    }


def _keep(batch: list[dict], staff, fields, queues) -> None:
    from helpdesk.models import FollowUp, Ticket, TicketCustomFieldValue

    tickets = Ticket.objects.bulk_create([_ticket(line, _queue(line["queue"], queues), staff) for line in batch])
    for ticket, line in zip(tickets, batch, strict=True):
        ticket.created = line["received"]
    Ticket.objects.bulk_update(tickets, ["created"])  # the day of filling was put over what _ticket() said
    FollowUp.objects.bulk_create(
        FollowUp(
            ticket=ticket, date=event["at"], title=event["title"], comment=event["words"], public=True, user=staff
        )
        for ticket, line in zip(tickets, batch, strict=True)
        for event in line["events"]
    )
    TicketCustomFieldValue.objects.bulk_create(
        TicketCustomFieldValue(ticket=ticket, field=fields[name], value=value)
        for ticket, line in zip(tickets, batch, strict=True)
        for name, value in (("grid", line["grid"]), ("cat", line["category"]))
    )


def _queue(name: str, queues: dict):
    from helpdesk.models import Queue

    if name not in queues:
        queues[name] = Queue.objects.create(title=name, slug=name.replace("_", "-")[:50])
    return queues[name]


def _ticket(line: dict, queue, staff):
    from helpdesk.models import Ticket

    received = datetime.fromisoformat(line["received"])
    return Ticket(
        title=line["title"],
        queue=queue,
        created=received,
        modified=datetime.fromisoformat(line["closed"]) if line["closed"] else received + timedelta(hours=1),
        submitter_email="resident@example.org",
        assigned_to=staff if line["state"] != "new" else None,
        status=STATUS[line["state"]],
        on_hold=line["state"] == "paused",
        description=line["body"],
        resolution=line["events"][-1]["words"] if line["state"] == "done" and line["events"] else None,
        priority=PRIORITIES.get(line["channel"], 3 + len(line["category"]) % 3),
        due_date=line["due"],
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.peer.settings")
    django.setup()
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
