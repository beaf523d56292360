from people.models.access_card import AccessCard
from people.models.employment import Employment
from people.models.person import Person
from people.models.staff_import import ImportRow, RememberedMapping, StaffImport

__all__ = ["AccessCard", "Employment", "ImportRow", "Person", "RememberedMapping", "StaffImport"]
