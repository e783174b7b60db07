"""What kind of event a title speaks of: a guess that the person sees and can change."""

import re

from lib.czech.sorting import fold

_WORDS = (
    ("memorial", "piet|kladeni venc|polozeni venc|uctive|uctit pamatk|vzpomink|den veteran|valecnych veteran"),
    ("ceremony", "vitani obcank|vitani deti|svatb|jubil|zlata svatba|predani maturit|slib obcan|obrad"),
    ("council", "zasedani|zastupitelstv|rada mesta|schuze rady|vybor zastupitel|komise rady"),
    ("visit", "schuzk|jednani|porad|prijeti|navstev|delegac|audienc"),
    ("school", "skol|besidk|zapis do prvni|zapis prvnack|slavnostni vyrazeni"),
    ("club", "clensk|vyrocni schuz|valna hromada"),
    ("culture_house", "divadl|predstaveni|kino|film"),
)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})")) for kind, words in _WORDS)
USUAL = "town"


def guess(title: str) -> str:
    """The first kind whose words the title has, `town` when it has none."""
    said = fold(title)
    return next((kind for kind, pattern in _PATTERNS if pattern.search(said)), USUAL)
