"""JSON answers against the published schemas."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from graph.resources import data_folder

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schema"


@pytest.mark.parametrize(
    ("schema", "arguments"),
    [
        pytest.param("path", ["path", "ICE", "Microsoft"], id="path-over-awards-and-claims"),
        pytest.param("path", ["path", "070-0540", "Dell Federal Systems"], id="path-over-subawards"),
        pytest.param("path", ["path", "One Big Beautiful Bill", "Azure AI Video Indexer"], id="path-over-claims"),
        pytest.param("path", ["path", "70RTAC24A00000001", "Microsoft"], id="path-from-a-vehicle"),
        pytest.param("path", ["path", "ICE", "--to-type", "product", "-k", "30"], id="path-to-a-kind"),
        pytest.param(
            "path", ["path", "ICE", "Cisco", "--through-companies", "--max-hops", "3", "-k", "200"], id="path-companies"
        ),
        pytest.param("find", ["find", "dell"], id="find"),
        pytest.param("find", ["find", "--type", "award", "70CTD024FC0000015"], id="find-award"),
        pytest.param("no-path", ["path", "FOIA", "Cellebrite", "--explain-none"], id="no-path"),
        pytest.param("centrality", ["centrality", "--type", "vendor"], id="centrality"),
        pytest.param("centrality", ["centrality", "--measure", "obligation"], id="centrality-of-money"),
        pytest.param("claims", ["claims"], id="claims"),
        pytest.param("claim", ["claims", "show", "ice-uses-azure"], id="a-claim-with-records"),
        pytest.param("claim", ["claims", "show", "ice-stores-nearly-1400-terabytes"], id="a-claim-with-a-value"),
        pytest.param("verify", ["verify"], id="verify"),
        pytest.param("check", ["check", "--no-shapes"], id="check"),
        pytest.param("cite", ["cite", "ice-uses-azure"], id="cite-claim"),
        pytest.param("cite", ["cite", "70CTD024FC0000015"], id="cite-award"),
        pytest.param("cite", ["cite", "ICE", "Microsoft", "-k", "3"], id="cite-paths"),
        pytest.param("centrality", ["centrality", "--measure", "pagerank", "--view", "stated"], id="centrality-stated"),
        pytest.param("communities", ["communities", "--top", "3"], id="communities"),
        pytest.param("brokers", ["brokers", "ICE"], id="brokers"),
        pytest.param("whatif", ["whatif", "--remove", "Cisco"], id="whatif-removed"),
        pytest.param("whatif", ["whatif", "--from", "ICE", "--to", "Cellebrite"], id="whatif-cut"),
        pytest.param("compare", ["compare", "ICE", "CBP"], id="compare-agencies"),
        pytest.param("compare", ["compare", "ICE", "--years", "2023", "2025"], id="compare-years"),
        pytest.param("show", ["show", "ICE"], id="show-agency"),
        pytest.param("show", ["show", "70CTD024FC0000015"], id="show-award"),
        pytest.param("show", ["show", "70RTAC24A00000001"], id="show-vehicle"),
        pytest.param("behind", ["behind", "ICE"], id="behind"),
        *(
            pytest.param("behind", ["behind", "ICE", "--maker", "Microsoft", "--by", by], id=f"behind-by-{by}")
            for by in ("maker", "product", "reseller", "vehicle", "year")
        ),
        pytest.param("behind", ["behind", "DHS", "--awards"], id="behind-awards"),
        pytest.param("programs", ["programs"], id="programs"),
        pytest.param("resellers", ["resellers"], id="resellers"),
        pytest.param("explain", ["explain", "70CTD024FC0000015"], id="explain-named"),
        pytest.param("explain", ["explain", "70CTD022FC0000029"], id="explain-inherited"),
        pytest.param("products", ["products", "review"], id="products-review"),
        pytest.param("money", ["money", "ICE", "-k", "3"], id="money-of-an-agency"),
        pytest.param("money", ["money", "One Big Beautiful Bill Act", "Four Points"], id="money-of-a-statute"),
        pytest.param("gaps", ["gaps", "ICE", "-k", "40"], id="gaps"),
    ],
)
def test_an_answer_has_the_shape_that_is_published(
    schema: str, arguments: list[str], run_cli: Callable[..., Result], shipped_graph: Path
) -> None:
    result = run_cli(*arguments, "--format", "json", "--graph", str(shipped_graph))

    validate(schema, result.stdout)


def test_load_reports_have_the_shape_that_is_published(run_cli: Callable[..., Result], tmp_path: Path) -> None:
    files = [
        str(data_folder() / "records" / "ice-subawards.csv.gz"),
        *map(str, (data_folder() / "claims").glob("*.yaml")),
    ]

    result = run_cli("load", *files, "--format", "json", "--graph", str(tmp_path / "g.db"))

    validate("load", result.stdout)


@pytest.mark.parametrize("what", [["ice-uses-azure"], ["70CTD024FC0000015"], ["ICE", "Microsoft", "-k", "3"]])
def test_csl_json_has_the_fields_that_csl_knows(
    what: list[str], run_cli: Callable[..., Result], shipped_graph: Path
) -> None:
    result = run_cli("cite", *what, "--format", "csl-json", "--graph", str(shipped_graph))

    validate("cite-csl", result.stdout)


@pytest.mark.shared
def test_passages_and_coverage_have_the_shape_that_is_published(
    run_cli: Callable[..., Result], shipped_graph: Path, originals: Path
) -> None:
    text = [
        "--text",
        str(originals / "article" / "seed_article.txt"),
        "--format",
        "json",
        "--graph",
        str(shipped_graph),
    ]

    validate("verify", run_cli("verify", *text).stdout)
    validate("claim", run_cli("claims", "show", "ice-uses-azure", *text).stdout)


def validate(schema: str, answer: str) -> None:
    rules = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(rules)
    jsonschema.validate(json.loads(answer), rules, cls=jsonschema.Draft202012Validator)
