"""Masked and readable parts of text from outside."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digipost.errors._masking import masked_line, masked_target, masked_text
from tests.support.tables import in_one_test


@given(before=st.text(), number=st.from_regex(r"[0-9]{6}[ .-]?[0-9]{5}", fullmatch=True), after=st.text())
def test_the_number_of_a_person_is_masked_wherever_it_stands(before: str, number: str, after: str) -> None:
    assert number not in masked_text(f"{before}{number}{after}")


@in_one_test(
    "text",
    [
        "984661185",
        "2024-06-03T12:00:02+02:00",
        "10ff4c99-8560-4741-83f0-123456789012",
        "f/MPvbMmDK/n8HxJEx58QJhjOWwkerktpo3muAfIK2w=",
        "Mon, 03 Jun 2024 12:00:02 GMT",
    ],
)
def test_what_names_no_person_is_not_masked(text: str) -> None:
    assert masked_text(text) == text


@given(st.text())
def test_a_line_is_one_printable_line(text: str) -> None:
    line = masked_line(text)
    assert len(line) <= 1000
    assert len(line.splitlines()) <= 1


# Texts whose first masking made a second one find more.
_PIECES = st.sampled_from(
    [*"0a1@#+-. %<=\n*\0é", "%40", "%20", "0047", "+47", "123456", "12345678901", "abcd", "a@b", "x#abcd"]
)


@given(
    st.text(max_size=1200)
    | st.lists(_PIECES, max_size=40).map("".join)
    | st.builds("{:x<{}}{}".format, st.just(""), st.integers(960, 1000), st.text("0a@#%4. ", max_size=40))
)
def test_a_masked_text_stays_as_it_is(text: str) -> None:
    assert masked_line(masked_line(text)) == masked_line(text)
    assert masked_text(masked_text(text)) == masked_text(text)


@in_one_test(
    "personal",
    [
        "ola@nordmann@example.org",
        "01018412345@example.org",
        "ola.nordmann#ab12@example.org",
        "+4791234567@example.org",
        "010184 \n12345",
        "010184\0\n12345",
        "ola%40nordmann%40example.org",
    ],
)
def test_a_personal_text_is_masked_as_a_whole(personal: str) -> None:
    assert masked_line(f"Unknown recipient {personal}, try again") == "Unknown recipient ***, try again"


@in_one_test(
    ("target", "shown"),
    [
        ("/", "/"),
        ("/messages", "/messages"),
        ("/67890/inbox?offset=0&limit=100", "/67890/inbox?offset=***&limit=***"),
        ("/31108412345/inbox", "/***/inbox"),
        ("/recipients/search/Ola%20Nordmann", "/recipients/search/***"),
        ("/recipients/search/12345", "/recipients/search/***"),
        ("/sender?Ola+Nordmann", "/sender?***"),
        ("/sender?Ola+Nordmann=1", "/sender?***"),
    ],
)
def test_a_target_keeps_only_what_cannot_be_personal(target: str, shown: str) -> None:
    assert masked_target(target) == shown
