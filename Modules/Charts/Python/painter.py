"""Draws charts: reads one JSON object a line ({"spec", "format", "scale"}), answers one a line."""

import base64
import json
import sys

import vl_convert


def draw(request: dict) -> dict:
    spec = json.dumps(request["spec"])
    if request["format"] == "svg":
        return {"svg": vl_convert.vegalite_to_svg(spec)}
    return {"png": base64.b64encode(vl_convert.vegalite_to_png(spec, scale=request["scale"])).decode()}


for line in sys.stdin:
    try:
        answer = draw(json.loads(line))
    except Exception as error:  # a bad spec must not end the program
        answer = {"error": str(error)[:2000]}
    print(json.dumps(answer), flush=True)
