"""Says of each document on standard input, a line each, what the ninjs schema has against it.

python ninjs_check.py FOLDER    where FOLDER holds the IPTC's specification and validation folders
"""

import json
import pathlib
import sys

from jsonschema import FormatChecker, validators
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

folder = pathlib.Path(sys.argv[1])
geojson = json.loads((folder / "validation/test_suite/GeoJSON-schema.json").read_text())
# The schema names this one by its address, which a test must not ask for.
resource = Resource.from_contents(geojson, default_specification=DRAFT7)
addresses = [f"{scheme}://geojson.org/schema/GeoJSON.json" for scheme in ("http", "https")]
registry = Registry().with_resources([(address, resource) for address in addresses])
schema = json.loads((folder / "specification/ninjs-schema_3.1.json").read_text())
validator = validators.validator_for(schema)(
    schema, registry=registry, format_checker=FormatChecker()
)
count = 0
for line in sys.stdin:
    count += 1
    for error in validator.iter_errors(json.loads(line)):
        path = "/".join(map(str, error.absolute_path))
        print(f"document {count}: /{path}: {error.message[:200]}")
print(f"{count} documents")
