"""How long a name may be: a whole text pasted into a field of one line is refused in words."""

from lib.errors import BadInput

LONGEST_NAME = 120


def refuse_longer(name: str, field: str, most: int = LONGEST_NAME) -> None:
    """BadInput beside its field for a name of more than so many characters."""
    if len(name) > most:
        raise BadInput("{n} characters are too many here, at most {most} fit. Shorten it.", n=len(name), most=most,
                       field=field)  # fmt: skip
