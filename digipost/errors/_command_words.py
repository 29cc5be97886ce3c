"""Error texts of the library for commands and reports, with options instead of Python names."""

from __future__ import annotations

import re

__all__ = ["in_words_of_commands"]

_API_URL = "--api-url (DIGIPOST_API_URL)"
_TOKEN_URL = "--token-url (DIGIPOST_TOKEN_URL)"  # noqa: S105 - an option
_AT_THIS_MESSAGE_ID = "A letter that was not sent yet needs another --message-id."

# Texts of the library, and their replacements in commands.
_WORDS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"ClientConfig\.broker_id", "--broker-id (DIGIPOST_BROKER_ID)"),
        (r"ClientConfig\.max_(?:content|answer)_bytes allows", "this program allows"),
        (r" ClientConfig\(preflight=False\) sends without checks\.", ""),
        (
            r"ClientCredentials need an environment with a token_url: give one to [^ ]+ token_url\)\.",
            f"OAuth needs the address of a token endpoint: give {_TOKEN_URL}.",
        ),
        (r"use Environment\.custom\(api_url\)", f"give {_API_URL}"),
        (r"(?:DIGIPOST_API_URL or DIGIPOST_TOKEN_URL: )?Environment\.api_url", _API_URL),
        (r"(?:DIGIPOST_API_URL or DIGIPOST_TOKEN_URL: )?Environment\.token_url", _TOKEN_URL),
        (r"look it up with client\.documents\.status", "look it up with digipost status"),
        (
            r"Only a letter that was not sent yet needs an id of its own: build a new Message\.",
            _AT_THIS_MESSAGE_ID,
        ),
        (r"Give every document a uuid that this sender has not used before\.", "Give another --message-id."),
        (r"add print details to the message to have it sent on paper", "give --print-fallback to post it"),
        (
            r"Send the message again, so that it is encrypted",
            "Give the command again, so that it is encrypted",
        ),
        (r"Raise the document's authentication_level\.", "Give a higher --authentication-level."),
        (r"is what its file_type says", "is what its name says"),
        (
            r"give file_type, such as pdf, or a file whose name ends in it",
            "the file's name has to end in it, as in letter.pdf",
        ),
        (r"; or give the document a print_content", ""),
        (r"Give the path of a file, or read it yourself and give the bytes", "Give the path of a file"),
        (
            r"load it with from_pem\.",
            "convert it, with certificate and key in it: openssl pkcs12 -export -in OLD.pem -out NEW.p12",
        ),
        (r"is Norway: use norwegian_address, with", "is Norway: end the address with"),
        (
            r"give one of sender, sender_id and sender_organization, not more",
            "give --sender-organisation or it, not both",
        ),
        (r"Send PDF, or give the document a PDF as print_content\.", "Send a PDF."),
        (r"Check sender_id", "Check --sender-id"),
        (r"\bMailing\.sender_id", "--sender-id"),
        (r"\bmailing\.send\.most_a_second", "--rate"),
        (r" \(in Python again=True\)", ""),
        (
            (
                r"Load the certificate of your organisation, or give ClientConfig the environment of the "
                r"sandbox: sandbox\.environment\."
            ),
            f"Give the certificate of your organisation by --certificate, or the sandbox by {_API_URL}.",
        ),
        (r"Check client_id", "Check --client-id (DIGIPOST_CLIENT_ID)"),
        (r"digipost\.preflight\.check_html (?:tells|says) more", "digipost preflight tells more"),
    )
)


def in_words_of_commands(text: str) -> str:
    """Return an error text with options and variables instead of Python names."""
    for pattern, words in _WORDS:
        text = pattern.sub(words, text)
    return text
