"""Languages are told by their wording and refused by name."""

from __future__ import annotations

import pytest
from making import ReadBytes

from summitry.errors import LanguageError, UsageError
from summitry.reading import ReadOptions
from summitry.reading.language import languages

REFUSED = {
    "Kazakh (kk)": "Біз жаңа теміржол саламыз және аймақ елдерімен ынтымақтастықты кеңейтеміз.",
    "Kyrgyz (ky)": "Биз жаңы темир жол курабыз жана өлкөлөр менен кызматташтыкты кеңейтебиз.",
    "Tajik (tg)": "Мо роҳи оҳани нав месозем ва ҳамкориро бо кишварҳои минтақа густариш медиҳем.",
    "Uzbek (uz)": "Биз янги темир йўл қурамиз ва қўшни давлатлар билан ҳамкорликни кенгайтирамиз.",
    "Mongolian (mn)": "Бид шинэ төмөр зам барьж, бүс нутгийн орнуудтай хамтран ажиллана.",
    "Turkmen (tk)": "Biz täze demir ýol gurarys we goňşy döwletler bilen hyzmatdaşlygy giňelderis.",
    "Japanese (ja)": "我々は新しい鉄道を建設し、地域諸国との協力を拡大する。",
    "Korean (ko)": "우리는 새로운 철도를 건설하고 지역 국가들과의 협력을 확대할 것이다.",
    "Ukrainian (uk)": "Ми збудуємо нову залізницю і розширимо співпрацю з державами регіону.",
    "Bulgarian (bg)": "Ще построим нова железница и ще разширим сътрудничеството в региона.",
    "Belarusian (be)": "Мы пабудуем новую чыгунку і пашырым супрацоўніцтва з краінамі рэгіёна.",
    "Serbian (sr)": "Изградићемо нову железницу и проширити сарадњу са земљама региона.",
    "Macedonian (mk)": "Ќе изградиме нова железница и ќе ја прошириме соработката во регионот.",
    "Turkish (tr)": "Yeni bir demiryolu inşa edeceğiz ve iş birliğini genişleteceğiz.",
    "French (fr)": "Nous allons construire une nouvelle ligne de chemin de fer vers la mer.",
    "German (de)": "Wir werden eine neue Eisenbahn bauen und die Zusammenarbeit ausbauen.",
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_unknown_language_is_refused_by_name(read_bytes: ReadBytes, name: str) -> None:
    with pytest.raises(LanguageError) as caught:
        read_bytes(REFUSED[name].encode())
    assert f"the text is in {name}" in caught.value.what
    assert "--language" in caught.value.remedy


@pytest.mark.parametrize("text", ["我们修路", "双方同意修建新铁路，扩大同地区国家的合作。"])
def test_chinese_is_told_even_from_a_few_words(read_bytes: ReadBytes, text: str) -> None:
    assert read_bytes(text.encode()).document.language == "zh"


NEAR_RUSSIAN = (
    "Беларусь пабудуе новы мост да 2030 года.",
    "Томонлар қўшма комиссия тузишга келишиб олдилар.",
    "Бакі дамовіліся стварыць сумесную камісію.",
    "Тоҷикистон то соли 2030 пули нав месозад.",
    "Кыргыз Республикасы 2030-жылга чейин жаңы көпүрө курат.",
)


@pytest.mark.parametrize("text", NEAR_RUSSIAN)
def test_a_short_text_near_russian_is_never_read_as_russian(
    read_bytes: ReadBytes, text: str
) -> None:
    with pytest.raises(LanguageError):
        read_bytes(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "Мы построим новую железную дорогу и расширим сотрудничество.",
        "Казахстан построит мост к 2030 году.",
        "Решено открыть посольство.",
        "Стороны договорились с компанией «Қазақстан темір жолы» о перевозке зерна и угля в порты.",
    ],
)
def test_russian_is_read(read_bytes: ReadBytes, text: str) -> None:
    assert read_bytes(text.encode()).document.language == "ru"


def test_latin_uzbek_is_refused_too(read_bytes: ReadBytes) -> None:
    text = "Biz yangi temir yoʻl quramiz va mintaqa davlatlari bilan hamkorlikni kengaytiramiz."
    with pytest.raises(LanguageError, match="Uzbek"):
        read_bytes(text.encode())


@pytest.mark.parametrize("text", ["Мы идём", "ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ ⴰⵎⴷⴷⴰⴽⵍ ⵉⵏⵓ", "გზა", "طريق"])
def test_a_short_text_in_another_script_is_never_english(read_bytes: ReadBytes, text: str) -> None:
    with pytest.raises(LanguageError):
        read_bytes(text.encode())


def test_a_given_language_overrides(read_bytes: ReadBytes) -> None:
    result = read_bytes(REFUSED["Kazakh (kk)"].encode(), language="en-GB")
    assert result.document.language == "en"
    assert result.document.origin("language").origin == "given"


def test_a_language_asked_for_must_be_covered(read_bytes: ReadBytes) -> None:
    with pytest.raises(LanguageError, match="Kazakh"):
        read_bytes(b"The Parties will build a road.", language="kk")


def test_a_text_too_short_to_tell_is_assumed_english_and_said(read_bytes: ReadBytes) -> None:
    result = read_bytes(b"Road 2030")
    assert result.document.language == "en"
    assert "language-assumed" in [notice.code for notice in result.notices]


def test_a_page_that_names_the_wrong_language(read_bytes: ReadBytes) -> None:
    page = b"<html lang='fr'><p>The Parties will build a new road to the sea by 2030.</p></html>"
    result = read_bytes(page, "page.html")
    assert result.document.language == "en"
    assert [notice.code for notice in result.notices] == ["language-declared"]


def test_the_table_names_many_languages_once() -> None:
    assert len([code for code in languages() if len(code) == 2]) >= 120


@pytest.mark.parametrize(
    "wrong", [{"date": "25 January"}, {"date": "2022-13"}, {"language": "??"}, {"max_size": 0}]
)
def test_options_that_cannot_be_meant(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        ReadOptions(**wrong)  # type: ignore[arg-type]
