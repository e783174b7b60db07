"""Reading the small forms of our own pages."""

import re

from starlette.requests import Request

from lib.errors import BadInput

LARGEST_BODY = 10_000
LONGEST_FIELD = 300
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters, but for the tabulator and the end of a line."""


async def fields(request: Request, *names: str, longest: int = LONGEST_FIELD) -> dict[str, str]:
    """The named fields of a posted form, cut at `longest`, empty when missing; BadInput when it is larger than any of
    ours (a letter may take twelve bytes)."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > max(LARGEST_BODY, 12 * longest + 1000):
        raise BadInput("The form is too large.")
    async with request.form(max_files=0, max_fields=20) as form:
        return {name: _UNSEEN.sub("", str(form.get(name) or ""))[:longest] for name in names}
