"""Who does what, as JSON: the same reads and actions as the pages."""
