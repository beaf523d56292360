from training.models.assignment import Assignment
from training.models.certificate import Certificate, Revocation
from training.models.enrollment import Enrollment, LearningEvent
from training.models.private import (
    LearnerPreference,
    ModuleState,
    PersonKey,
    PrivateText,
    SeatTime,
    Step,
)

__all__ = [
    "Assignment", "Certificate", "Enrollment", "LearnerPreference", "LearningEvent",
    "ModuleState", "PersonKey", "PrivateText", "Revocation", "SeatTime", "Step",
]  # fmt: skip
