from organizations.models.audit import AuditEvent, StaffSession
from organizations.models.membership import Membership
from organizations.models.organization import Organization
from organizations.models.places import Site, Unit

__all__ = ["AuditEvent", "Membership", "Organization", "Site", "StaffSession", "Unit"]
