"""What must be true of a spec that was worked off, read from its documents, its ledger and git."""

import json
import re
from pathlib import Path

from prepared import matches
from project import Project, require


class Spec:
    """A spec of a project, as its files have it."""

    def __init__(self, project: Project, name: str):
        self.project = project
        self.name = name
        self.number = name.split("-")[0]
        self.folder = f"context/spec/{name}"
        self.branch = f"awos/{name}"

    @property
    def events(self) -> list:
        return [json.loads(line) for line in self.project.text(f"{self.folder}/ledger.jsonl").splitlines()]

    @property
    def tasks(self) -> dict:
        """Each task's file by its id."""
        files = sorted((self.project.folder / self.folder / "tasks").glob("*.md"))
        return {re.search(r"^id: (\S+)$", file.read_text(), re.MULTILINE).group(1): file for file in files}

    def scope(self, task: str) -> list:
        """The paths that a task may write: what its front matter lists, and what it is widened by."""
        front = self.tasks[task].read_text().split("---\n")[1]
        listed = re.search(r"^may_write:\n((?:  - .*\n)*)", front, re.MULTILINE).group(1)
        unquoted = [line[4:].strip().strip("\"'") for line in listed.splitlines()]
        return unquoted + [path.strip("\"'") for path in re.findall(r"{path: ([^,]+),", front)]

    @property
    def attempts(self) -> int:
        return sum(event["event"] == "started" for event in self.events)


def boxes(text: str) -> tuple:
    """How many boxes of tasks or criteria are ticked, and how many there are."""
    marks = re.findall(r"^- \[([ x])\] \*\*", text, re.MULTILINE)
    return marks.count("x"), len(marks)


def of_a_proved_spec(project: Project, spec: Spec, base: str):
    """Boxes, evidence, commits and scopes of a spec whose every task was done at the first attempt."""
    for file in ("tasks.md", "functional-spec.md"):
        ticked, all_boxes = boxes(project.text(f"{spec.folder}/{file}"))
        require(all_boxes > 0 and ticked == all_boxes, f"{spec.name}/{file}: {ticked} of {all_boxes} boxes are ticked")
    evidence(spec)
    commits(project, spec, base)
    require(project.git("status", "--porcelain") == "", "the checkout is not clean:\n" + project.git("status", "--short"))
    status = project.awos("status", spec.number)
    require(status["state"] == "verified", f"awos status calls {spec.name} {status['state']}")


def evidence(spec: Spec):
    events = spec.events
    failed = [event for event in events if event["event"] in ("failed", "blocked")]
    require(not failed, f"{spec.name}: an attempt failed: {failed}")
    done = [event["task"] for event in events if event["event"] == "done"]
    require(sorted(done) == sorted(spec.tasks), f"{spec.name}: done are {done}, tasks are {list(spec.tasks)}")
    standing = {}
    for event in events:
        if event["event"] == "checked":
            standing[event["subject"], event["check"]] = event
    for (subject, check), event in standing.items():
        if not subject.endswith("@base"):
            require(event["outcome"] == "passed", f"{subject}: {check} is {event['outcome']}: {event['tail']}")
    proved = {subject for subject, _ in standing}
    criteria = re.findall(r"^- \[.\] \*\*(AC-\d+)\*\*", spec.project.text(f"{spec.folder}/functional-spec.md"), re.MULTILINE)
    for subject in list(spec.tasks) + [f"{spec.number}/{name}" for name in criteria]:
        require(subject in proved, f"{subject} is ticked, and the ledger has no evidence of it")


def commits(project: Project, spec: Spec, base: str):
    """One commit a task, in the order of the work, each within its scope."""
    log = project.git("log", "--reverse", "--format=%H %(trailers:key=Awos-Task,valueonly,separator=%x2C)",
                      f"{base}..{spec.branch}")
    tasks = [line.split() for line in log.splitlines() if len(line.split()) == 2]
    require(sorted(task for _, task in tasks) == sorted(spec.tasks), f"{spec.name}: commits of tasks are {tasks}")
    for commit, task in tasks:
        paths = project.git("diff-tree", "-r", "--no-commit-id", "--name-only", commit).splitlines()
        outside = [path for path in paths
                   if not path.startswith(spec.folder + "/") and not matches(path, spec.scope(task))]
        require(not outside, f"{task}: its commit changes {outside}, which it may not write")
    everything = project.git("diff", "--name-only", base, spec.branch).splitlines()
    scopes = [pattern for task in spec.tasks for pattern in spec.scope(task)]
    outside = [path for path in everything if not path.startswith("context/spec/") and not matches(path, scopes)]
    require(not outside, f"{spec.name}: the branch changes {outside}, which no task may write")
