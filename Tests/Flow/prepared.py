"""The changes that were prepared for the flows: a folder for each, named like its spec.

    <name>/files/…       new files, by their path in the repository
    <name>/edits.json    changes of files that stand: {"path", "old", "new"} or {"path", "end"}
    <name>/answers.yml   what a person answers to the spec's questions
    <name>/sample.json   data of a source, where the spec has a sample
"""

import fnmatch
import json
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Change:
    """One prepared change."""

    def __init__(self, name: str):
        self.name = name
        self.folder = HERE / name
        self.answers = self.folder / "answers.yml"
        self.sample = self.folder / "sample.json"
        files = self.folder / "files"
        self.files = {str(path.relative_to(files)): path for path in sorted(files.rglob("*")) if path.is_file()}
        edits = self.folder / "edits.json"
        self.edits = json.loads(edits.read_text()) if edits.is_file() else []

    def apply(self, root: Path, scope: list = ("**",)) -> list:
        """Brings into `root` what lies in the scope; the paths. An edit whose old text is not there is an error."""
        paths = []
        for path, source in self.files.items():
            if matches(path, scope):
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(source.read_bytes())
                paths.append(path)
        for edit in self.edits:
            if matches(edit["path"], scope):
                replace(root / edit["path"], edit)
                paths.append(edit["path"])
        return paths


def replace(file: Path, edit: dict):
    text = file.read_text()
    if "end" in edit:
        file.write_text(text + edit["end"])
        return
    if text.count(edit["old"]) != 1:
        raise SystemExit(f"error: {file} does not hold this text once, so the prepared edit does not fit: {edit['old']!r}")
    file.write_text(text.replace(edit["old"], edit["new"]))


def matches(path: str, scope: list) -> bool:
    """Whether one of the patterns names the path, as awos reads them: `*` within a name, `**` for all below."""
    return any(path.startswith(pattern[:-2]) if pattern.endswith("**") else names_match(path, pattern)
               for pattern in scope)


def names_match(path: str, pattern: str) -> bool:
    names, patterns = path.split("/"), pattern.split("/")
    return len(names) == len(patterns) and all(fnmatch.fnmatchcase(*pair) for pair in zip(names, patterns))
