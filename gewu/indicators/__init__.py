"""COUNT 统计: measures collected, shares, targets, reported figures; engines."""
