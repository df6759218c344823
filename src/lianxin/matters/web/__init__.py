"""Pages of matters: parse, one call, render."""
