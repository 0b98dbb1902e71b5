"""Offices, units, posts, staff, roles and scopes, adopted editions, dated rules, calendar."""
