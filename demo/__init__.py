"""A fictional office, 东澄街道, generated the same way every time.

Every name of a place, a firm or a person is invented; the ground lies in the open sea, so that no outline covers a
real street. Sizes follow what one published half-year summary counts (demo/targets_003.yaml names it).
Nothing here writes rows: the modules make plain data, and `demo.build` hands it to the rooms' bulk verbs.
"""
