"""One module for each page that `tools/docs.py` writes."""
