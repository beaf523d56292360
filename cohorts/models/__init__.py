from cohorts.models.cohort import Cohort, CohortLeader, CohortMember

__all__ = ["Cohort", "CohortLeader", "CohortMember"]
