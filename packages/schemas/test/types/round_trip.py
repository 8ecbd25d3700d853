"""Reads a list of {"type", "text"} from standard input, decodes each with its model and writes the texts it encodes to."""
import importlib
import json
import sys

import pydantic

models = importlib.import_module('async_invoke')
version = int(pydantic.VERSION.split('.')[0])


def round_trip(case):
    model = getattr(models, case['type'])
    if version == 1:
        return model.parse_raw(case['text']).json(by_alias=True, exclude_unset=True)
    return model.model_validate_json(case['text']).model_dump_json(by_alias=True, exclude_unset=True)


print(json.dumps([round_trip(case) for case in json.load(sys.stdin)]))
