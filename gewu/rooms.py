"""The rooms of the house, each a folder; a new one is a line here (order: docs/house.md)."""

ROOMS = (
    "journal",
    "grid",
    "office",
    "answers",
    "documents",
    "registry",
    "tasks",
    "records",
    "matters",
    "money",
    "indicators",
    "reports",
)
