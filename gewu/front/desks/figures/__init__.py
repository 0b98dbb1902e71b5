"""统计指标: every number with its definition, its period, its cut-off and the rows it counts."""
