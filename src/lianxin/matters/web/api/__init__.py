"""The same verbs and reads as the pages, as JSON: parse, one call, tell. No rule of its own."""
