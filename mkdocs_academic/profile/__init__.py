"""Who the author is: the profile beside the page, its links, its structured data."""

from .author import Profile, merge, read_profile
from .links import Link
from .mail import email_href, email_text
from .person import PERSON_ID, person
from .text import spelled_addresses

__all__ = [
    "PERSON_ID",
    "Link",
    "Profile",
    "email_href",
    "email_text",
    "merge",
    "person",
    "read_profile",
    "spelled_addresses",
]
