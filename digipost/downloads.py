"""Names that `digipost.protocol.downloads` defines; import paths of before they moved there."""

from digipost.protocol.downloads import Download

__all__ = ["Download"]
