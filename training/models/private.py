"""What only the person sees: their steps through a module, and the texts they wrote."""

from __future__ import annotations

from django.db import models
from django.db.models import F

from organizations.models import Organization
from organizations.ownership import SameOrganization, ScopedManager
from people.models import Person
from training.models.enrollment import Enrollment


class Step(models.Model):
    """One step somebody took inside a module; the module's state is a fold over them.

    Not a training record: no role reads it but the person, and it may be erased.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="steps")
    module = models.CharField(max_length=60)
    number = models.PositiveIntegerField()  # 1, 2, … within the module
    key = models.UUIDField()  # made by the browser: the same step twice is one step
    event = models.JSONField()
    active_seconds = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    objects = ScopedManager["Step"]()

    class Meta:
        constraints = [
            SameOrganization(
                "enrollment", to="training_enrollment", name="step_enrollment_same_org"
            ),
            models.UniqueConstraint(F("enrollment"), F("key"), name="a_step_once"),
            models.UniqueConstraint(
                F("enrollment"), F("module"), F("number"), name="steps_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.number}"


class SeatTime(models.Model):
    """Active seconds reported between steps: of a page that was read and left, or read long.

    Private like the steps, and counted with theirs.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="seat_times")
    key = models.UUIDField()  # made by the browser: the same report twice is one
    active_seconds = models.PositiveIntegerField()
    at = models.DateTimeField()

    objects = ScopedManager["SeatTime"]()

    class Meta:
        constraints = [
            SameOrganization(
                "enrollment", to="training_enrollment", name="seat_time_enrollment_same_org"
            ),
            models.UniqueConstraint(F("enrollment"), F("key"), name="a_seat_time_once"),
        ]

    def __str__(self) -> str:
        return f"{self.active_seconds} s"


class ModuleState(models.Model):
    """Where somebody stands in a module: the fold over their steps, kept so that one more
    step costs the same however long the way was.

    Rebuilt from the steps by training.actions.playing.refold; private like them.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="module_states")
    module = models.CharField(max_length=60)
    number = models.PositiveIntegerField()  # of the last step folded in
    state = models.JSONField()

    objects = ScopedManager["ModuleState"]()

    class Meta:
        constraints = [
            SameOrganization(
                "enrollment", to="training_enrollment", name="state_enrollment_same_org"
            ),
            models.UniqueConstraint(F("enrollment"), F("module"), name="one_state_in_a_module"),
        ]

    def __str__(self) -> str:
        return "a place in a module"


class LearnerPreference(models.Model):
    """What somebody has chosen for themselves in the player.  Nobody else reads it."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    person = models.OneToOneField(Person, models.CASCADE, related_name="learner_preference")
    quiet = models.BooleanField(default=False)  # the version that tells instead of shows

    objects = ScopedManager["LearnerPreference"]()

    class Meta:
        constraints = [
            SameOrganization("person", to="people_person", name="preference_person_same_org"),
        ]

    def __str__(self) -> str:
        return "a learner's preference"


class PersonKey(models.Model):
    """A key of one person's private texts; destroying it erases them for good.

    One is enough, until the installation's secret changes and no longer opens it: then a
    further one is made, and the old one waits, should the old secret come back.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    wrapped = models.BinaryField()  # the key, sealed with the installation's secret

    objects = ScopedManager["PersonKey"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "id"], name="key_addressable"),
            SameOrganization("person", to="people_person", name="key_person_same_org"),
        ]

    def __str__(self) -> str:
        return "a person's key"


class PrivateText(models.Model):
    """A reflection, plan or pledge: encrypted, and shown to nobody but its person."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="+")
    module = models.CharField(max_length=60)
    field = models.CharField(max_length=60)
    key = models.ForeignKey(PersonKey, models.CASCADE, related_name="+")
    ciphertext = models.BinaryField()

    objects = ScopedManager["PrivateText"]()

    class Meta:
        constraints = [
            SameOrganization("person", to="people_person", name="text_person_same_org"),
            SameOrganization(
                "enrollment", to="training_enrollment", name="text_enrollment_same_org"
            ),
            SameOrganization("key", to="training_personkey", name="text_key_same_org"),
            models.UniqueConstraint(
                F("enrollment"), F("module"), F("field"), F("key"), name="one_text_in_a_field"
            ),
        ]

    def __str__(self) -> str:
        return "a private text"
