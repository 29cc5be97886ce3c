"""Credentials that prove the sender of a request: a signature, or a token obtained with a client certificate.

>>> from digipost.secret import Secret
>>> credentials = RequestSigning.from_pkcs12("certificate.p12", Secret.from_env("DIGIPOST_PASSWORD"))
>>> headers = {"Date": "Mon, 03 Jun 2024 12:00:02 GMT", "X-Digipost-UserId": "12345"}
>>> sorted(credentials.authorize("GET", "/67890/inbox", headers))
['X-Digipost-Signature']
"""

from digipost.auth.client_credentials import ClientCredentials
from digipost.auth.request_signing import RequestSigning

__all__ = ["ClientCredentials", "RequestSigning"]
