"""Mails and saved pages in, the article out: .eml with a letter or a page, .mhtml as browsers save one."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from factx.errors import DocumentError
from factx.model import Document
from factx.readers.html import read_html
from factx.readers.moments import day_of, read_moment, time_of

MARK = b"\xef\xbb\xbf"


def read_mail(raw: bytes, id: str) -> Document:
    """The article of a mail or saved page. Raises DocumentError if there is none in it."""
    message = message_from_bytes(raw, policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise DocumentError("is no mail and no saved page")
    address = said(message, "Snapshot-Content-Location") or said(message, "Content-Location")
    if address is None and (letter := part_of(message, "text/plain")):
        document = Document(id=id, text=letter, extracted=True)
    elif page := part_of(message, "text/html"):
        document = read_html(MARK + page.encode("utf-8", "replace"), id)
    else:
        raise DocumentError("holds neither a letter nor a page")
    sent = read_moment(said(message, "Date") or "")
    if document.published is None and sent is not None:
        document = replace(document, published=day_of(sent), published_at=time_of(sent))
    return replace(
        document,
        title=document.title or said(message, "Subject"),
        author=document.author or (parseaddr(said(message, "From") or "")[0] or None),
        url=document.url or address,
    )


def said(message: EmailMessage, name: str) -> str | None:
    """A header, blanks folded."""
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError):  # broken headers
        return None
    return " ".join(str(value).split()) or None if value else None


def part_of(message: EmailMessage, kind: str) -> str | None:
    """The text of the first part of a kind that is no attachment."""
    for part in message.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            try:
                text = part.get_content()
            except (LookupError, ValueError, KeyError):  # a charset that is none
                payload = part.get_payload(decode=True)
                text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
            if isinstance(text, str) and text.strip():
                return text.replace("\r\n", "\n")
    return None
