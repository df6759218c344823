"""The API of the house: every room's operations under one address, with one document."""
