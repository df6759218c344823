"""Pages of deadlines: parse, one call, render."""
