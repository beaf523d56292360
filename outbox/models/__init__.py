from outbox.models.message import Message, Suppression

__all__ = ["Message", "Suppression"]
