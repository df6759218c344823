"""The pages and feeds of the public board."""
