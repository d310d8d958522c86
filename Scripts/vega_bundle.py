"""Writes the offline bundle of Vega, Vega-Lite and vega-embed that pages draw their charts with.

    python3 Scripts/vega_bundle.py        # also called by Scripts/setup.py, after vl-convert is there

The bundle comes out of vl-convert (`window.vegaEmbed`, `window.vega`, `window.vegaLite`), goes into the cache folder `web`
and is linked from .weir/web. Nothing of it is committed.
"""

import sys

from places import Failure, Places, run, say

# The newest version of Vega-Lite that the pinned vl-convert carries; Charts writes documents for it.
VEGA_LITE_VERSION = "6.4"

PROGRAM = """
import sys, vl_convert
open(sys.argv[1], "w", encoding="utf-8").write(vl_convert.javascript_bundle(vl_version=sys.argv[2]))
"""


def install(places: Places) -> int:
    """Writes the bundle when it is missing or of another version; returns how many files that were."""
    stamp = f"Vega-Lite {VEGA_LITE_VERSION} of vl-convert {places.versions['VL_CONVERT_VERSION']}\n"
    made = 0
    if places.stamp("web") != stamp:
        say("writing the chart library for the browser")
        with places.replacing("web", stamp) as folder:
            # A process of its own: the package is found by its path, and its memory is given back.
            run([sys.executable, "-c", PROGRAM, folder / "vega.js", VEGA_LITE_VERSION],
                "vl-convert could not write its bundle", "remove the folder `python` of the cache and set up again",
                env={"PYTHONPATH": str(places.cache / "python"), "PATH": "/usr/bin:/bin"})
        made = 1
    places.link("web")
    return made


if __name__ == "__main__":
    try:
        here = Places.of_this_checkout()
        with here.lock():
            install(here)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        sys.exit(failure.exit_code)
