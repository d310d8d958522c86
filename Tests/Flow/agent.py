#!/usr/bin/env python3
"""Plays an agent: reads the prompt on standard input, and does the task that it names with what was prepared for it.

All it goes by is the prompt and the repository, its current folder: the prompt says which task it is, what may be written,
and where the sample lies; the spec in the repository says what is made.
"""

import re
import shutil
import sys
from pathlib import Path

from prepared import Change, matches


def section(prompt: str, title: str) -> str:
    found = re.search(rf"^#+ {re.escape(title)}.*?$(.*?)(?=^## |\Z)", prompt, re.MULTILINE | re.DOTALL)
    if not found:
        raise SystemExit(f"error: the prompt has no part '{title}'")
    return found.group(1)


def main():
    prompt = sys.stdin.read()
    task = re.match(r"# (\d+)-T\d+:", prompt)
    if not task:
        raise SystemExit("error: the prompt does not begin with a task")
    scope = re.findall(r"^- `([^`]+)`", section(prompt, "Scope"), re.MULTILINE)
    spec = next(Path("context/spec").glob(f"{task.group(1)}-*/functional-spec.md")).read_text()
    change = Change(re.search(r"^name: (\w+)$", spec, re.MULTILINE).group(1))
    written = change.apply(Path.cwd(), scope)
    fixture = f"Tests/IngestTests/Fixtures/{change.name}/{change.name}.json"
    sample = re.search(r"context/spec/\S+/sample/\S+?\.json", prompt)
    if sample and matches(fixture, scope):
        Path(fixture).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sample.group(0), fixture)
        written.append(fixture)
    print(f"wrote {', '.join(written)}")


if __name__ == "__main__":
    main()
