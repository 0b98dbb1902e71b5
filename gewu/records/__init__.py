"""SEE 记录: what was done and seen, with quantities."""
