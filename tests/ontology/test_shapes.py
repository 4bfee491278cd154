import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from .reading import ONTOLOGY, SHAPE_FILES, read


def test_every_shape_file_is_tested() -> None:
    assert {file.stem for file in (ONTOLOGY / "shapes").glob("*.ttl")} == set(SHAPE_FILES)


@pytest.mark.parametrize("name", SHAPE_FILES)
def test_shapes_are_valid_shacl(name: str) -> None:
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=read(f"shapes/{name}"), meta_shacl=True)
    assert conforms, text


@pytest.mark.parametrize("name", SHAPE_FILES)
def test_a_property_shape_says_what_is_wrong(name: str) -> None:
    shapes = read(f"shapes/{name}")
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        assert len(list(shapes.objects(shape, SH.message))) == 1, f"{shape} needs one sh:message"
