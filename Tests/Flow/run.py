#!/usr/bin/env python3
"""Runs awos as a team does, in a fresh clone of this checkout's HEAD: real programs, real builds, a script as the agent.

    python3 Tests/Flow/run.py                         # every flow, in a temporary folder
    python3 Tests/Flow/run.py --only kinds            # one of: source, kinds, alone, upstream (several times for several)
    python3 Tests/Flow/run.py --keep                  # leaves the folder, and says where it is
    python3 Tests/Flow/run.py --awos-clone DIR        # works in a clone that an earlier call left: what it built stays warm

What is not committed is not tested. Exit codes: 0 all is well; 1 something is not; 2 something is missing.
"""

import argparse
import contextlib
import shutil
import sys
import tempfile
import time
from pathlib import Path

from flows import FLOWS
from project import ROOT, Broken, Project, run, say


@contextlib.contextmanager
def workplace(keep: bool):
    """A folder for the clones; with `keep` it stays."""
    folder = Path(tempfile.mkdtemp(prefix="weir-flow-"))
    try:
        yield folder
    finally:
        if keep:
            print(f"the clone is {folder / 'clone'}")
        else:
            shutil.rmtree(folder, ignore_errors=True)


def prepared_clone(folder: Path, clone: Path) -> Project:
    """A clone on `main` at this checkout's HEAD, with its programs built and awos installed."""
    if clone:
        project = Project(clone.resolve())
        project.begin_again(ROOT)
    else:
        project = Project.clone(ROOT, folder / "clone")
    project.call(["make", "build"])
    return project


def run_flow(name: str, project: Project) -> bool:
    say(f"==> {name}: {FLOWS[name].__doc__.splitlines()[0]}")
    begun = time.monotonic()
    try:
        FLOWS[name](project)
    except Broken as broken:
        print(f"✘ {name} after {time.monotonic() - begun:.0f} s: {broken}", flush=True)
        return False
    print(f"✔ {name} in {time.monotonic() - begun:.0f} s", flush=True)
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description="Runs awos as a team does, in a fresh clone of this checkout's HEAD.")
    parser.add_argument("--only", action="append", choices=list(FLOWS), help="one flow; several times for several")
    parser.add_argument("--keep", action="store_true", help="leave the folder of the clones")
    parser.add_argument("--awos-clone", type=Path, metavar="DIR", help="a clone that an earlier call left")
    options = parser.parse_args()
    missing = [program for program in ("git", "make", "swift") if not shutil.which(program)]
    if missing:
        print(f"error: {', '.join(missing)} cannot be found\n  hint: see README.md for what is needed", file=sys.stderr)
        return 2
    if run(["git", "rev-parse", "--is-shallow-repository"], cwd=ROOT).stdout.strip() == "true":
        print("error: the history of this checkout was cut off\n  hint: git fetch --unshallow", file=sys.stderr)
        return 2
    if run(["git", "status", "--porcelain"], cwd=ROOT).stdout:
        say("note: what is not committed here is not tested")
    with workplace(options.keep) as folder:
        try:
            project = prepared_clone(folder, options.awos_clone)
        except Broken as broken:
            print(f"✘ the clone: {broken}", flush=True)
            return 1
        results = [run_flow(name, project) for name in FLOWS if name in (options.only or FLOWS)]
    print(f"{len(results)} flows: " + ("all is well" if all(results) else f"{results.count(False)} failed"))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
