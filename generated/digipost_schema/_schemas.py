"""The modules of codecs by the namespace of their schema."""

__all__ = ["CODECS"]

CODECS = {
    "http://api.digipost.no/schema/v8": "api_v8_codec",
    "http://api.digipost.no/schema/datatypes": "datatypes_codec",
}
