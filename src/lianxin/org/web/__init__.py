"""Pages of org: parse, one call, render."""
