"""The frame of every page: base templates, components, registries, refusals turned into pages."""
