"""Pages of tokens: parse, one call, render."""
