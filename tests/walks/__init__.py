"""Rules of the house as tests: each discovers what there is and looks at all of it.

Nothing here keeps a list of what to look at.  Where a rule has exceptions, they stand beside it,
each with its reason; a list that is empty is meant to stay so.
"""
