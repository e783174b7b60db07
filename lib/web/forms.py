"""Reading the small forms of our own pages."""

from starlette.requests import Request

from lib.errors import BadInput

LARGEST_BODY = 10_000
LONGEST_FIELD = 300


async def fields(request: Request, *names: str) -> dict[str, str]:
    """The named fields of a posted form, empty when missing; BadInput when the form is larger than any of ours."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > LARGEST_BODY:
        raise BadInput("The form is too large.")
    async with request.form(max_files=0, max_fields=20) as form:
        return {name: str(form.get(name) or "")[:LONGEST_FIELD] for name in names}
