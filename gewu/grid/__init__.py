"""The ground: areas and grids with validity, outlines, addresses and their resolver."""
