"""How fast the product is, measured on data of its own.  `make bench` prints the table.

Nothing here passes or fails: a figure is printed beside its target.  See docs/performance.md.
"""
