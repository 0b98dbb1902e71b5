from tests.matters.conftest import hotline
from tests.records.conftest import visits

__all__ = ["hotline", "visits"]
