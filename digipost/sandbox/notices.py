"""Moved to `digipost.sandbox.model.notifications`; this path works until 1.0."""

from digipost.sandbox.model.notifications import Notification, NotificationKind

__all__ = ["Notification", "NotificationKind"]
