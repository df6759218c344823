"""Pages of territory: parse, one call, render."""
