"""What the sample town says: stories written by us first, then the generator's words."""
