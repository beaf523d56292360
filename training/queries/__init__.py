from training.queries.audience import Member, audience, facts_of, parents
from training.queries.contents import content_of
from training.queries.places import Place, find_place
from training.queries.standing import Learner, Standing, standings
from training.queries.with_place import with_place

__all__ = [
    "Learner", "Member", "Place", "Standing", "audience", "content_of", "facts_of", "find_place",
    "parents", "standings", "with_place",
]  # fmt: skip
