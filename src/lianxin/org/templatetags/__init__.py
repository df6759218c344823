"""Words of org for templates."""
