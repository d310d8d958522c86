"""Packages of Python's registry that run in a process of their own: vl-convert, and Playwright for the browser test."""

import os
import sys

from places import Places, pip, run, say


def install(places: Places, groups: set) -> int:
    """Installs what is missing; returns how many that were."""
    # vl-convert's wheel serves every Python; Playwright's neighbours are built for one.
    made = fill(places, "python", f"vl-convert-python=={places.versions['VL_CONVERT_VERSION']}", "any")
    if "browser" in groups:
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        made += fill(places, "browser", f"playwright=={places.versions['PLAYWRIGHT_VERSION']}", python)
    return made


def fill(places: Places, name: str, requirement: str, python: str) -> int:
    stamp = f"{requirement} for Python {python}\n"
    made = 0
    if places.stamp(name) != stamp:
        say(f"installing {requirement}")
        with places.replacing(name, stamp) as folder:
            # Debian marks its Python as managed from outside; --target touches nothing of it.
            run(pip() + ["install", "--quiet", "--only-binary", ":all:", "--target", folder, requirement],
                f"pip could not install {requirement}", "is the Python package registry in reach?",
                env=os.environ | {"PIP_BREAK_SYSTEM_PACKAGES": "1"})
        made = 1
    places.link(name)
    return made
