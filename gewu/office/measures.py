"""What the office itself lets others count: the scenarios it works with."""

from __future__ import annotations

from gewu.kernel.types import Measure

_IN_FORCE = (("state", "in", ("active", "retired")),)
_STOCK = ("from_on", "to_on")
_DIMS = {"scenario": "scenario", "domain": "domain"}

SCENARIOS_IN_USE = (
    Measure(
        name="office.scenarios_in_use",
        title="启用场景数",
        table="office_adoption",
        unit="个",
        stock=_STOCK,
        where=_IN_FORCE,
        distinct="scenario",
        dims=_DIMS,
    ),
)
DOMAINS_IN_USE = (
    Measure(
        name="office.domains_in_use",
        title="启用领域数",
        table="office_adoption",
        unit="个",
        stock=_STOCK,
        where=_IN_FORCE,
        distinct="domain",
        dims=_DIMS,
    ),
)
