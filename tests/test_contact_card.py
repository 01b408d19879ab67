"""The contact card: what an address book gets to read."""

from __future__ import annotations

import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_academic.errors import Place
from mkdocs_academic.profile import Profile, read_profile
from mkdocs_academic.profile.card import contact_card, short_card

SITE = "https://ada.example/"
ADA: dict[str, object] = {
    "name": "Ada Lovelace",
    "native_name": "奥古斯塔·爱达·金",
    "pronouns": "she/her",
    "bio": 'Mathematician; <a href="/x">writer</a>, of notes',
    "location": "London, England",
    "employer": "Analytical Engine; Notes",
    "email": "ada@ada.example",
    "github": "ada",
    "orcid": "0000-0002-1825-0097",
    "uri": "https://ada.example/",
    "links": [{"title": "Letters", "url": "https://letters.example/"}, {"title": "CV", "url": "/cv.pdf"}],
}
_LINE = re.compile(r'([A-Z][A-Z-]*)((?:;[A-Z-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):([^\x00-\x1f]*)')
Line = tuple[str, dict[str, str], str]


def profile(**author: object) -> Profile:
    return read_profile(author, place=Place("mkdocs.yml"), report=lambda _: None)


def read_card(text: str) -> list[Line]:
    """Read a card as RFC 6350 has it; anything else fails: name, parameters and value of each line."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    written = text.split("\r\n")[:-1]
    assert all(len(line.encode()) <= 75 for line in written)
    lines: list[Line] = []
    for line in text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n"):
        match = re.fullmatch(
            r'([A-Z][A-Z-]*)((?:;[A-Z-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):([^\x00-\x1f]*)', line
        )
        assert match, line
        parameters = re.findall(r';([A-Z-]+)=("[^"]*"|[^;]*)', match[2])
        lines.append((match[1], {name: value.strip('"') for name, value in parameters}, match[3]))
    assert lines[:2] == [("BEGIN", {}, "VCARD"), ("VERSION", {}, "4.0")]
    assert lines[-1] == ("END", {}, "VCARD")
    names = [name for name, _, _ in lines]
    assert "FN" in names and all(names.count(once) <= 1 for once in ("N", "UID", "REV", "KIND", "BDAY"))
    return lines[2:-1]


def values(lines: list[Line], name: str) -> list[str]:
    return [
        re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], value)
        for it, _, value in lines
        if it == name
    ]


def test_a_card_says_who_where_and_how() -> None:
    text = contact_card(
        profile(**ADA), name="Site", site_url=SITE, avatar_url="images/ada.png", card_url=f"{SITE}contact.vcf"
    )
    lines = read_card(text)
    assert values(lines, "FN") == ["Ada Lovelace"]
    assert values(lines, "NICKNAME") == ["奥古斯塔·爱达·金"]
    assert values(lines, "PRONOUNS") == ["she/her"]
    assert values(lines, "TITLE") == ["Mathematician; writer, of notes"]
    assert [value for name, _, value in lines if name == "ORG"] == [r"Analytical Engine\; Notes"]
    assert [value for name, _, value in lines if name == "ADR"] == [r";;;London\, England;;;"]
    assert values(lines, "PHOTO") == ["https://ada.example/images/ada.png"]
    assert values(lines, "UID") == ["https://ada.example/#person"]
    assert values(lines, "SOURCE") == ["https://ada.example/contact.vcf"]
    own = ["https://letters.example/", "https://ada.example/cv.pdf"]
    assert values(lines, "URL") == [SITE, "https://orcid.org/0000-0002-1825-0097", *own]
    social = [(parameters, value) for name, parameters, value in lines if name == "SOCIALPROFILE"]
    assert social == [({"SERVICE-TYPE": "GitHub"}, "https://github.com/ada")]


def test_the_mail_address_is_in_a_card_only_where_its_author_says_so() -> None:
    for make in (contact_card, short_card):
        assert "ada@" not in make(profile(**ADA), name="", site_url=SITE)
        assert values(read_card(make(profile(**ADA), name="", site_url=SITE, has_email=True)), "EMAIL") == [
            ADA["email"]
        ]
    wrong = profile(name="Ada", bio="Write to ada@ada.example", email="ada at ada")
    assert not re.search("EMAIL|TITLE", contact_card(wrong, name="", site_url=SITE, has_email=True))


def test_what_is_not_known_is_not_said() -> None:
    assert contact_card(profile(github="ada"), name="The site", site_url="", avatar_url="") == (
        'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:The site\r\nSOCIALPROFILE;SERVICE-TYPE="GitHub":https://github.com/ada\r\n'
        "END:VCARD\r\n"
    )


def test_long_lines_are_folded_between_characters() -> None:
    name = "爱" * 100 + "\\,;" * 20
    text = contact_card(profile(name=name), name="", site_url="")
    assert values(read_card(text), "FN") == [name]
    assert text.count("\r\n ") > 3


@given(st.text(max_size=120), st.text(max_size=120))
def test_no_name_breaks_a_card(name: str, location: str) -> None:
    lines = read_card(contact_card(profile(name=name, location=location, github="x"), name="Site", site_url=SITE))
    assert len(lines) <= 6


@pytest.mark.parametrize("name", ["A\r\nEMAIL:x@y.example", "A\nTEL:1", "a\u2028b", "\x85NOTE:x", 'q";X=1:y'])
def test_a_name_adds_no_line(name: str) -> None:
    for card in (
        contact_card(profile(name=name), name="", site_url=""),
        contact_card(profile(), name=name, site_url=""),
    ):
        assert {line[0] for line in read_card(card)} == {"FN"}


def test_a_short_card_fits_into_a_qr_code_that_a_telephone_reads() -> None:
    assert int(segno.make_qr(short_card(profile(**ADA), name="", site_url=SITE), error="l").version) <= 12
