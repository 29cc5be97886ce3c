"""Names that `digipost.sandbox.model.notifications` defines; import paths of before they moved there."""

from digipost.sandbox.model.notifications import Notification, NotificationKind

__all__ = ["Notification", "NotificationKind"]
