"""Steps of tests about the newsletter: a channel over a real mail server, readers, letters that go out."""

from lib import clock, newsletter, outbox, store
from lib.access import SYSTEM
from lib.flows import deliver, newsletter_send
from lib.newsletter import queries
from lib.outbox import Parcel
from tests.fakes.smtp import Post

PUBLIC = "https://kancelar.brazdov.example"
NEWS = Parcel("Zprávy z Brázdova", "Zítra trhy.", perex="Ve zkratce", link="https://www.brazdov.example/trhy")


def set_up(server: Post) -> None:
    options = {"host": "localhost", "port": str(server.port), "security": "none", "address": "noviny@brazdov.example"}
    with store.write() as db:
        outbox.save_channel(db, "zpravodaj", newsletter_send.KIND, "Zpravodaj", options, {}, by=SYSTEM)


def reader(email: str = "jana@posta.example") -> queries.Reader:
    with store.read() as db:
        found = queries.by_email(db, email)
    assert found is not None
    return found


def asked(email: str = "jana@posta.example", network_address: str = "192.0.2.1") -> queries.Reader:
    with store.write() as db:
        newsletter.ask(db, email, network_address)
    return reader(email)


def confirmed(*emails: str) -> None:
    """Readers who asked on the web and pressed the button."""
    for number, email in enumerate(emails):
        asked(email, f"192.0.2.{number}")
        with store.write() as db:
            newsletter.confirm(db, reader(email).confirm_token or "")


def queue(parcel: Parcel = NEWS, key: str = "news-1") -> int:
    with store.write() as db:
        return outbox.put(db, "zpravodaj", key, parcel, clock.now(), by=SYSTEM)


def turn() -> None:
    """Everything that is due goes out."""
    deliver.turn()
