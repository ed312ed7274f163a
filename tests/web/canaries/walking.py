"""Walking through everything that somebody is shown: each link of each page, and the words of each file."""

import io
import re
import zipfile
from collections import Counter

import pypdf
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import resolve

LINK = re.compile(r'href="(/[^"#]*)')
TAG = re.compile(r"<[^>]+>")
NOT_WALKED = ("/static/", "/accounts/", "/components/")
MOST_OF_ONE = 6  # Pages of one kind, such as each month back from this one.
MOST = 600


def walk(client: Client, addresses: list[str]) -> dict[str, str]:
    """What each address says to a client that begins at some and follows every link that it is shown."""
    waiting, said, of_one = list(addresses), {}, Counter()
    while waiting:
        address = waiting.pop(0)
        if address in said or address.startswith(NOT_WALKED) or address.endswith(".png"):
            continue
        if address not in addresses:
            kind = kind_of(address)
            of_one[kind] += 1
            if of_one[kind] > MOST_OF_ONE:
                continue
        response = client.get(address)
        said[address] = words_of(response)
        assert len(said) < MOST, "This walk does not end."
        if response.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [link.replace("&amp;", "&") for link in LINK.findall(said[address])]
    return said


def kind_of(address: str) -> tuple:
    """The view that answers, and the space it is about."""
    match = resolve(address.split("?")[0])
    return match.view_name, match.kwargs.get("team") or match.kwargs.get("space")


def words_of(response: HttpResponseBase) -> str:
    """What an answer says: the text of a page, and of a PDF, a presentation or a workbook what can be read in it."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    kind = response.headers.get("Content-Type", "")
    if response.status_code != 200:
        kind = "text/plain"
    if kind == "application/pdf":
        words = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
    elif "openxmlformats" in kind:
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            words = "\n".join(TAG.sub(" ", parts.read(name).decode()) for name in parts.namelist() if ".xml" in name)
    else:
        words = body.decode(errors="replace")
    return f"{words}\n{dict(response.headers)}"
