"""A room made for one test: 活动, put beside the house's own (tests/house/test_new_noun.py)."""
