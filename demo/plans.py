"""How many of what, how it is shared out, and what is said: one row for each kind of matter.

Counts are those of the summary that demo/targets_003.yaml names, or credible where it names none.
`open_` matters are not closed at the cut-off; `after` come in between the cut-off and the end of June.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from demo import days, stories

COMMUNITY = "community"  # handled by the community of the place


@dataclass(frozen=True)
class Flow:
    """One stream of matters of a scenario.

    closed, open_, after  how many
    channels, categories  weights; a category may be a failed check of the scenario
    units                 who handles: weights of unit keys; COMMUNITY is the place's own
    season                category -> (first day, last day, how many times as often)
    scaled                smaller in a small demo (--scale)
    """

    scenario: str
    closed: int
    open_: int
    after: int
    channels: Mapping[str, float]
    categories: Mapping[str, float]
    units: Mapping[str, float]
    level: str = ""
    rhythm: str = "every_day"  # every_day | office_days
    season: Mapping[str, tuple] = field(default_factory=dict)
    on: str = ""  # kind of subject it is about; "" a place
    tag: str = ""
    splits: tuple[str, ...] = ()
    answers: str = ""  # name of a function in demo.answers
    late: float = 0.06
    rework: float = 0.03
    scaled: bool = True


GRID = {"grid": 0.86, "resident": 0.14}
FIRMS = {"firm1": 0.55, COMMUNITY: 0.25, "city_management": 0.2}
CITY = {
    "appearance": 0.30,
    "street_order": 0.17,
    "ads": 0.09,
    "greenery": 0.07,
    "traffic": 0.10,
    "sites": 0.05,
    "estates": 0.08,
    "markets": 0.04,
    "old_village": 0.03,
    "rivers": 0.02,
    "waste": 0.05,
}
HOTLINE = {
    "noise": 0.14,
    "parking": 0.13,
    "property": 0.15,
    "garbage": 0.10,
    "facilities": 0.10,
    "water_power": 0.05,
    "illegal_building": 0.06,
    "food": 0.03,
    "labour": 0.05,
    "housing": 0.06,
    "pets": 0.04,
    "consult": 0.05,
    "other": 0.04,
}
HOTLINE_UNITS = {
    COMMUNITY: 0.46,
    "city_management": 0.2,
    "construction": 0.09,
    "social_affairs": 0.07,
    "environment": 0.06,
    "governance": 0.07,
    "services": 0.05,
}
HOTLINE_SEASON = {
    "noise": (*days.EXAMS, 3.2),
    "property": (*days.PLUM_RAIN, 1.9),
    "facilities": (*days.PLUM_RAIN, 1.6),
}


def _city(level: str, channel: str, closed: int, open_: int, after: int) -> Flow:
    return Flow(
        "city_cases",
        closed,
        open_,
        after,
        {channel: 1},
        CITY,
        FIRMS,
        level=level,
        rhythm="office_days",
        answers="points" if channel == "onsite" else "",
        late=0.04,
        scaled=closed > 200,
    )


#: the platform's own ledger: found by grid workers or told by residents; closed ones add up to 4,496
PLATFORM = [
    Flow(
        "property_committees",
        610,
        18,
        6,
        GRID,
        {"leaks": 0.3, "cleaning": 0.3, "parking": 0.2, "fees": 0.12, "lifts": 0.08},
        {COMMUNITY: 0.55, "firm2": 0.2, "firm3": 0.15, "firm4": 0.1},
        season={"leaks": (*days.PLUM_RAIN, 4.0)},
        on="estate",
    ),
    Flow(
        "waste_sorting",
        700,
        11,
        5,
        GRID,
        {"mixed": 0.3, "overflow": 0.34, "bulky": 0.2, "alley": 0.16},
        {"firm1": 0.6, COMMUNITY: 0.4},
        on="estate",
    ),
    Flow(
        "civility_points",
        540,
        13,
        5,
        GRID,
        {"bikes": 0.4, "stalls": 0.25, "unclean": 0.27, "old": 0.08},
        {COMMUNITY: 0.5, "city_management": 0.3, "firm1": 0.2},
        on="civility_point",
    ),
    Flow(
        "fire",
        212,
        6,
        2,
        GRID,
        {"exits": 0.3, "e_bikes": 0.4, "wiring": 0.2, "hydrants": 0.1},
        {COMMUNITY: 0.7, "safety": 0.3},
        season={"e_bikes": (*days.E_BIKES, 3.0)},
    ),
    Flow(
        "key_places",
        58,
        3,
        1,
        GRID,
        {"crowding": 0.5, "refund": 0.2, "hazard": 0.3},
        {COMMUNITY: 0.5, "governance": 0.5},
        on="merchant",
        tag="key_place",
        scaled=False,
    ),
    Flow(
        "gas",
        84,
        2,
        1,
        GRID,
        {"indoor": 0.8, "dealer": 0.2},
        {COMMUNITY: 0.6, "safety": 0.4},
        on="merchant",
        tag="bottled_gas",
        scaled=False,
    ),
    Flow(
        "fumes",
        92,
        4,
        1,
        GRID,
        {"smell": 0.8, "no_unit": 0.2},
        {"environment": 0.7, COMMUNITY: 0.3},
        on="merchant",
        tag="fumes",
        scaled=False,
    ),
    Flow(
        "straw_burning",
        36,
        0,
        3,
        GRID,
        {"fire_point": 0.3, "garbage": 0.4, "pile": 0.3},
        {COMMUNITY: 1},
        season={"fire_point": (*days.HARVEST, 40.0), "pile": (*days.HARVEST, 30.0)},
        answers="real_fire",
        scaled=False,
    ),
    Flow(
        "water_and_polluters",
        73,
        3,
        1,
        GRID,
        {"garbage": 0.7, "discharge": 0.3},
        {"environment": 0.6, COMMUNITY: 0.4},
        on="water_site",
        splits=("river", "tributary"),
        scaled=False,
    ),
    Flow(
        "renewal_works",
        116,
        5,
        2,
        GRID,
        {"noise": 0.4, "consent": 0.35, "safety": 0.25},
        {"construction": 1},
        on="renewal_project",
    ),
    Flow(
        "care_visits",
        56,
        2,
        1,
        {"grid": 1},
        {"livelihood": 0.5, "medical": 0.3, "work": 0.2},
        {"social_affairs": 1},
        on="care_person",
        scaled=False,
    ),
    Flow(
        "disputes",
        178,
        9,
        2,
        GRID,
        {"neighbour": 0.55, "property": 0.2, "family": 0.1, "consumer": 0.15},
        {COMMUNITY: 0.7, "mediation": 0.3},
        answers="settled",
    ),
    Flow(
        "elders_and_children",
        22,
        1,
        0,
        GRID,
        {"meals": 0.6, "service": 0.4},
        {"social_affairs": 1},
        on="service_centre",
        scaled=False,
    ),
]
PLATFORM_CLOSED = 4_496
CONFLICTS = 43
#: the rest of the platform's ledger: what grid workers hear at the door
DOORS = Flow(
    "grid_visits",
    PLATFORM_CLOSED - CONFLICTS - sum(flow.closed for flow in PLATFORM),
    44,
    17,
    GRID,
    {"facilities": 0.34, "property": 0.2, "livelihood": 0.1, "environment": 0.3, "other": 0.06},
    {COMMUNITY: 0.66, "city_management": 0.12, "firm5": 0.12, "construction": 0.1},
)

FLOWS = [
    _city("city", "onsite", 51, 2, 0),
    _city("city", "patrol", 158, 5, 2),
    _city("district", "onsite", 797, 21, 6),
    _city("district", "patrol", 3_947, 87, 31),
    _city("street", "onsite", 572, 9, 4),
    _city("street", "self", 18_678, 96, 142),
    Flow(
        "hotline",
        1_811 - stories.CLOSED,
        85 - stories.OPEN,
        24,
        {"hotline": 1},
        HOTLINE,
        HOTLINE_UNITS,
        season=HOTLINE_SEASON,
        answers="solved",
        late=0.05,
        rework=0.05,
    ),
    Flow("grid_visits", CONFLICTS, 0, 1, {"grid": 1}, {"conflict": 1}, {COMMUNITY: 1}, scaled=False),
    DOORS,
    *PLATFORM,
    Flow(
        "fire",
        128,
        9,
        3,
        {"inspection": 1},
        {
            "extinguishers": 0.28,
            "wiring": 0.2,
            "exit_signs": 0.18,
            "exits_clear": 0.14,
            "bikes_outside": 0.12,
            "duty_card": 0.08,
        },
        {COMMUNITY: 0.6, "safety": 0.4},
        rhythm="office_days",
        on="merchant",
        tag="fire_key_place",
        scaled=False,
        late=0.08,
    ),
    Flow(
        "fumes",
        28,
        39,
        2,
        {"inspection": 1},
        {"fitted": 0.3, "running": 0.15, "clean": 0.35, "outlet": 0.2},
        {"environment": 1},
        rhythm="office_days",
        on="merchant",
        tag="fumes",
        scaled=False,
        late=0.4,
    ),
    Flow(
        "petitions",
        50,
        6,
        1,
        {"letter": 0.4, "visit": 0.45, "net": 0.15},
        {"first": 1},
        {"governance": 1},
        rhythm="office_days",
        answers="petition",
        scaled=False,
    ),
    Flow(
        "petitions",
        4,
        3,
        0,
        {"visit": 1},
        {"repeat": 0.5, "old": 0.5},
        {"governance": 1},
        rhythm="office_days",
        answers="petition",
        scaled=False,
    ),
    Flow(
        "disputes",
        79,
        4,
        2,
        {"application": 1},
        {"labour": 1},
        {"mediation": 1},
        rhythm="office_days",
        answers="labour_settled",
        scaled=False,
    ),
    Flow(
        "disputes",
        5,
        0,
        0,
        {"application": 1},
        {"labour": 1},
        {"mediation": 1},
        rhythm="office_days",
        answers="labour_failed",
        scaled=False,
    ),
    Flow(
        "disputes",
        47,
        8,
        1,
        {"court": 1},
        {"court": 1},
        {"mediation": 1},
        rhythm="office_days",
        answers="court_settled",
        scaled=False,
    ),
    Flow(
        "disputes",
        4,
        0,
        0,
        {"court": 1},
        {"court": 1},
        {"mediation": 1},
        rhythm="office_days",
        answers="court_failed",
        scaled=False,
    ),
    Flow(
        "food",
        46,
        3,
        1,
        {"hotline": 0.7, "resident": 0.0, "upper": 0.3},
        {"hygiene": 1},
        {"food": 1},
        on="merchant",
        splits=("restaurant", "shop"),
        scaled=False,
    ),
    Flow(
        "food",
        71,
        5,
        1,
        {"inspection": 1},
        {"licence": 0.3, "purchase": 0.2, "kitchen": 0.3, "tableware": 0.2},
        {"food": 1},
        rhythm="office_days",
        on="merchant",
        splits=("restaurant",),
        tag="food_d",
        scaled=False,
    ),
    Flow(
        "key_places",
        63,
        5,
        1,
        {"inspection": 1},
        {"exits": 0.4, "power": 0.6},
        {COMMUNITY: 0.5, "governance": 0.5},
        rhythm="office_days",
        on="merchant",
        tag="key_place",
        scaled=False,
    ),
    Flow(
        "gas",
        57,
        4,
        1,
        {"inspection": 1},
        {"hose": 0.4, "alarm": 0.35, "cylinder_ok": 0.25},
        {COMMUNITY: 0.6, "safety": 0.4},
        rhythm="office_days",
        on="merchant",
        tag="bottled_gas",
        scaled=False,
    ),
    Flow(
        "morning_checks",
        264,
        0,
        5,
        {"inspection": 1},
        {"swept": 0.3, "goods_in": 0.3, "no_posters": 0.2, "parked": 0.2},
        {"firm1": 1},
        rhythm="office_days",
        on="route",
    ),
    Flow(
        "straw_burning",
        9,
        0,
        2,
        {"device": 1},
        {"fire_point": 1},
        {COMMUNITY: 1},
        season={"fire_point": (*days.HARVEST, 60.0)},
        answers="false_alarm",
        scaled=False,
    ),
]

#: five disorders: category -> (cases closed, places or fine behind them, after)
DISORDERS = {
    "stacking": (1_612, 6_065, 11),
    "posters": (987, 4_518, 7),
    "parking": (267, 0, 3),
    "fumes": (22, 0, 0),
    "building": (58, 94, 1),
}
FINE_FEN = 2_000  # 267 fines of 20 yuan each make 5,340 yuan

STATION_MATTERS = (1_937, 41, 19)
