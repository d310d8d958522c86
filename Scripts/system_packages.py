"""Debian packages: which are missing, and installing them."""

import os
import shutil
import subprocess

from places import Failure, Places, run, say


def install(places: Places, groups: set) -> int:
    """Installs what is missing; returns how many that were."""
    if shutil.which("dpkg-query") is None:
        say("no dpkg-query here: Debian packages are not checked (see Scripts/packages.txt)")
        return 0
    absent = missing(wanted((places.root / "Scripts" / "packages.txt").read_text(), groups))
    if not absent:
        return 0
    prefix = privileges()
    if prefix is None:
        raise Failure(f"Debian packages are missing, and this user may not install them: {' '.join(absent)}",
                      f"run: sudo apt-get update && sudo apt-get install -y {' '.join(absent)}", exit_code=2)
    say(f"installing {' '.join(absent)}")
    apt = prefix + ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    # The list of some other registry may be out of reach: what counts is whether the packages install.
    subprocess.run(apt + ["update"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run(apt + ["install", "-y", "--no-install-recommends"] + absent, "apt-get could not install the packages",
        f"run: apt-get update && apt-get install -y {' '.join(absent)}")
    return len(absent)


def wanted(text: str, groups: set) -> list:
    """The names in packages.txt: those of no group, and those of the groups that were asked for."""
    rows = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [row[0] for row in rows if len(row) == 1 or row[1] in groups]


def missing(names: list) -> list:
    query = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"] + names
    output = subprocess.run(query, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    installed = {line.split()[0] for line in output.splitlines() if line.endswith(" installed")}
    return [name for name in names if name not in installed]


def privileges():
    """What to put before a command to run it as root; None when this user cannot."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], stdin=subprocess.DEVNULL,
                                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
        return ["sudo", "-n"]
    return None
