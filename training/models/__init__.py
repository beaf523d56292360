from training.models.assignment import Assignment
from training.models.certificate import Certificate
from training.models.enrollment import Enrollment, LearningEvent
from training.models.private import PersonKey, PrivateText, Step

__all__ = [
    "Assignment", "Certificate", "Enrollment", "LearningEvent", "PersonKey", "PrivateText", "Step",
]  # fmt: skip
