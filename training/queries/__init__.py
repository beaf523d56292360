from training.queries.assignments import Counts, counts, done_of, meant, search, waiting
from training.queries.audience import Member, audience, facts_from, facts_of, parents
from training.queries.contents import content_of, title_in
from training.queries.places import Place, find_place
from training.queries.standing import Learner, Standing, standings
from training.queries.with_place import with_place

__all__ = [
    "Counts", "Learner", "Member", "Place", "Standing", "audience", "content_of", "counts",
    "done_of", "facts_from", "facts_of", "find_place", "meant", "parents", "search", "standings",
    "title_in", "waiting", "with_place",
]  # fmt: skip
