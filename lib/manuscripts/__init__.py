"""Articles as their authors send them: Word, LibreOffice, plain text. Read as text; what cannot be read is said why."""

from lib.manuscripts.reading import MOST_BYTES, Manuscript, read_manuscript

__all__ = ["MOST_BYTES", "Manuscript", "read_manuscript"]
