"""What else is on the ground, list by list; plain rows for registry.actions.admit_many."""

from demo.things.common import LONG_AGO, even
from demo.things.flats import flats_and_farmhouses
from demo.things.merchants import FIRE_BASE_SIZE, FIRE_SEEN, FUMES, FUMES_SEEN, merchants
from demo.things.people import AID, people_in_care
from demo.things.sites import estate_stages, routes_and_points, water_sites
from demo.things.venues import stations_and_branches
from demo.things.works import projects

__all__ = [
    "AID",
    "FIRE_BASE_SIZE",
    "FIRE_SEEN",
    "FUMES",
    "FUMES_SEEN",
    "LONG_AGO",
    "estate_stages",
    "even",
    "flats_and_farmhouses",
    "merchants",
    "people_in_care",
    "projects",
    "routes_and_points",
    "stations_and_branches",
    "water_sites",
]
