"""The rules of Digipost's HTML validator. Internal as a whole."""
