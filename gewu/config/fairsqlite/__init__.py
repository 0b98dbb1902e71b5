"""SQLite whose writers queue fairly; `base` is what Django looks for."""
