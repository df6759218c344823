"""What changes the map: divisions, outlines, grids. Every write is journaled and bumps its snapshot."""
