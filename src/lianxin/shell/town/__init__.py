"""东街: the one town of the demo and of the tests. Its places and codes are real; its people, matters, area
outlines and grids were made by us."""
