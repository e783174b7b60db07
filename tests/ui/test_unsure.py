"""The words for what a person decides about messages of which nobody knows."""

from lib.ui.message_steps import not_out
from lib.ui.unsure import which


def test_a_recipient_without_an_answer_is_asked_about_with_the_message_and_the_channel() -> None:
    row = {"title": "Odstávka vody", "channel_name": "SMS města", "stopped": False}
    assert which(row) == "Odstávka vody · SMS města"
    assert which(row | {"stopped": True}) == "Odstávka vody · SMS města · zpráva je zastavená, nikomu dalšímu nejde"


def test_what_was_stopped_is_not_promised_again() -> None:
    assert not_out(False) == ("Ne, poslat znovu", "Posílá se znovu.")
    assert not_out(True) == ("Ne, venku není", "Zrušeno, znovu se neposílá.")
