"""The sections of a scenario file, one module each: its frozen nouns with the keys they declare, and its checks.

A module may have `finish(scenario)`, which settles what one section takes from another, and `check(scenario,
problems)`, which says what a well-formed file still gets wrong. A key is one attribute of one noun; the reader, the
form, the reference page and the editors' schema are made from it.
"""
