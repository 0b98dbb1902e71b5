"""What the office itself lets others count: the scenarios it works with."""

from __future__ import annotations

from functools import partial

from gewu.kernel.types import Measure

_in_use = partial(
    Measure,
    table="office_adoption",
    unit="个",
    stock=("from_on", "to_on"),
    where=(("state", "in", ("active", "retired")),),
    dims={"scenario": "scenario", "domain": "domain"},
)

SCENARIOS_IN_USE = (_in_use("office.scenarios_in_use", "启用场景数", distinct="scenario"),)
DOMAINS_IN_USE = (_in_use("office.domains_in_use", "启用领域数", distinct="domain"),)
