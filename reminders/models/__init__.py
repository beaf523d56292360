from reminders.models.reminder import Reminder

__all__ = ["Reminder"]
