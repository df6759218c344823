"""The frame of every page: base templates, components, registries, refusals turned into pages.

A page extends `pages/frame.html` (blocks title, main, main_class, extra_head, extra_script, foot). Every
template has `{% translate %}`, `{% static %}`, `{% when due %}`, `{% since moment %}`, `{% date moment %}`,
`{% area code %}`, `{% shape name %}` and `{% standing tone word %}` without loading. A map: include
`pages/map_head.html` in extra_head, `pages/map_script.html` in extra_script, and write
`<div class="map" data-geojson="/url" data-focus="lon,lat">`. Classes: stack, cluster, spread, two, three,
card, note (late, kept, act), empty, facts, table in scroll, rows, path, fold, bars, field with label, help,
error, choice, filters, button (primary, quiet, grave, wide). See static/pages/*.css.
"""
