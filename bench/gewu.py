"""Gewu as the harness sees it: its demo, its server, what is asked of it."""
