"""Papers of the press room: a press release, an invitation for journalists, material for the radio, the month for
television."""

from lib.press.documents.radio import Reading, radio_material
from lib.press.documents.release import Issued, press_release
from lib.press.documents.television import Shown, month_for_television

__all__ = ["Issued", "Reading", "Shown", "month_for_television", "press_release", "radio_material"]
