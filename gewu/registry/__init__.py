"""KNOW 摸底: people, households, dwellings, places, things, organisations, projects."""
