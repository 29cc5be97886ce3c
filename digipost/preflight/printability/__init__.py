"""The rules of Digipost's printability-validator, and the picture of their findings. Internal as a whole."""
