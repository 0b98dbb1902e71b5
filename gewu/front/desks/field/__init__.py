"""走访: today's doors by building and floor, one card a door for all scenarios; works without a network."""
