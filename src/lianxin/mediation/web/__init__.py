"""The pages of parties, mediators and guides."""
