"""Brings a source's spreadsheet from wherever it lies: the shared folder, an upload, Google."""

import json
from pathlib import Path

from lib import config
from lib.connectors.google_sheets import GoogleSheets
from lib.errors import BadInput
from lib.sheets import cells, fetch
from lib.sheets.fetch import Fetched
from lib.sheets.kind import RawSheets
from lib.sheets.sources import Source

GOOGLE_KEY = "google-service-account.json"


def fetch_from(storage: str, location: str, upload: tuple[str, bytes] | None = None) -> Fetched:
    """The spreadsheet as it is now, its raw bytes kept."""
    if storage == "google":
        service = google()
        return _from_google(service, location, service.modified(location))
    if storage == "file" and upload is None:
        return fetch.from_folder(location)
    if upload is None:
        raise BadInput("Upload the file of this source.")
    return fetch.from_upload(*upload)


def fetch_changed(source: Source) -> Fetched | None:
    """The spreadsheet of a watched source as it is now, None while its version is the one that was looked at last."""
    if source.storage != "google":
        return None if fetch.modified(source.location) == source.last_modified else fetch.from_folder(source.location)
    service = google()
    modified = service.modified(source.location)
    return None if modified == source.last_modified else _from_google(service, source.location, modified)


def google() -> GoogleSheets:
    """The office's view of Google; Unavailable or BadInput when its key file is missing or wrong."""
    return GoogleSheets(google_key(), config.current().google_endpoint)


def google_key() -> Path:
    """Where the key of the service account lies, outside git."""
    return config.current().data / GOOGLE_KEY


def _from_google(service: GoogleSheets, location: str, modified: str) -> Fetched:
    title, values = service.read(location)
    data = json.dumps(values, ensure_ascii=False).encode()
    raw_path = fetch.keep(f"{title.replace('.', ' ')}.json", data)
    return Fetched(title, data, fetch.content_hash(data), modified, raw_path)


def raw_sheets(storage: str, fetched: Fetched) -> RawSheets:
    """The cells of what was fetched."""
    if storage == "google":
        return cells.from_values(json.loads(fetched.data))
    return cells.read_workbook(fetched.data, fetched.name)
