"""The five tiers of areas, their outlines, grids, and which grid a point lies in."""
