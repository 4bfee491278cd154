"""How sure a hit is."""

from __future__ import annotations

import pytest

from graph.infer.confidence import confidence_of, kind_of


@pytest.mark.parametrize(
    ("form", "rule", "kind"),
    [
        pytest.param("several", "licence-beside", "bought-several", id="bought"),
        pytest.param("short", "named-alone", "alone-short", id="alone"),
        pytest.param("coined", "goods-beside+misspelt", "guessed", id="guessed"),
        pytest.param("coined", "work-on", "service_around", id="labour"),
        pytest.param("coined", "bought-for-it", "compatible", id="host"),
        pytest.param("plain", "street", "not_product", id="another-sense"),
        pytest.param("plain", "guard:X+Y", "cancelled", id="guard"),
        pytest.param("plain", "needs:X", "cancelled", id="need"),
        pytest.param("several", "named", "named-several", id="program"),
        pytest.param("coined", "named+misspelt", "guessed", id="program-misspelt"),
        pytest.param("plain", "another-department", "cancelled", id="another-department's-program"),
        pytest.param("several", "goods-for-it+listed", "compatible", id="listed-with-a-host"),
    ],
)
def test_hits_are_counted_by_form_and_rule(form: str, rule: str, kind: str) -> None:
    assert kind_of(form, rule) == kind


def test_few_readings_lean_on_the_whole() -> None:
    assert confidence_of("unheard-of", "named") == 0.9
    assert confidence_of("several", "named") > confidence_of("unheard-of", "named")
    assert confidence_of("several", "licence-beside") > confidence_of("plain", "named-alone") > 0.9
    assert confidence_of("coined", "work-on") < confidence_of("coined", "licence-beside") < 1
