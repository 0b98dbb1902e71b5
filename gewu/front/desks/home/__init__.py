"""我的待办: what waits for me, by what will be late first."""
