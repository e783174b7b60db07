"""Every letter of the neighbours can be printed; what cannot is refused by name."""

import pytest

from lib.errors import BadInput
from lib.paper.fonts import fonts
from lib.paper.text import BODY, STRONG, clean, encoded, wrap
from tests.paper import printed

ALPHABETS = {
    "Czech": "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ",
    "Polish": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
    "Slovak": "äĺľôŕÄĹĽÔŔ",
    "German and Hungarian": "öüßőűÖÜẞŐŰ",
    "Vietnamese": "ếộữạđẮ",
    "typography": "„“‚‘»«–—…•·°×±§€£%‰²³½",
}


@pytest.mark.parametrize("alphabet", ALPHABETS.values(), ids=ALPHABETS)
@pytest.mark.parametrize("style", [BODY, STRONG], ids=["regular", "bold"])
def test_both_faces_know_the_letters(alphabet, style):
    assert encoded(alphabet, style)


def test_fonts_are_prepared_once():
    assert fonts() is fonts()


def test_every_character_has_a_code_of_its_own():
    for face in (fonts().regular, fonts().bold):
        assert len(set(face.codes.values())) == len(face.codes) > 600
        assert face.widths.keys() == face.codes.keys()


@pytest.mark.parametrize(("text", "named"), [("Віра", "U+0412"), ("dar 🎁", "U+1F381"), ("a\x07b", "U+0007")])
def test_a_character_without_a_picture_is_refused_by_name(text, named):
    with pytest.raises(BadInput) as refused:
        wrap(text, BODY, 50)
    assert refused.value.values["code"] == named
    assert refused.value.values["character"] in text
    assert named in str(refused.value)


def test_encoding_refuses_it_too():
    with pytest.raises(BadInput, match="U\\+0416"):
        encoded("Ж", BODY)


@pytest.mark.parametrize("style", [BODY, STRONG], ids=["regular", "bold"])
def test_every_character_can_be_copied_from_the_paper(paper, style):
    characters = [character for character in style.face.codes if clean(character) == character.strip() != ""]
    document = paper()
    for character in characters:
        document.paragraph(f"<{character}>", style)
    together = "".join(page.extract_text() for page in printed.reader(document.pdf()).pages)
    assert [character for character in characters if f"<{character}>" not in together] == []
