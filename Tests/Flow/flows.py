"""The flows: what a team does with awos, from an intent to a proved branch, on the real programs."""

import re
import shutil
import sys
from pathlib import Path

import proofs
from prepared import HERE, Change, replace
from project import Project, require, say

AGENT = f"[{sys.executable}, {HERE / 'agent.py'}]"
TOUCHED = "^(Ingest|Transform|Quality|Serve|Orchestrate|Notebooks|Project|Repository)Tests\\."
KINDS = [
    ("model", "demand_monthly", "How demand changes from month to month", []),
    ("notebook", "weekend_riders", "Explore who rides at weekends", []),
    ("check", "station_places", "A station lies where somebody can ride to", []),
    ("pipeline", "stations_nightly", "Stations are up to date before the morning's shift", []),
    ("fix", "terabytes", "Large files are shown in thousands of gigabytes", ["--modules", "Terminal"]),
    ("other", "slowest_steps", "See which steps of a run took longest", []),
]


def set_up(project: Project, mode: str):
    """Name, agent and mode of a fresh clone; the command of the agent is a person's to write."""
    if AGENT not in project.text("weir.yml"):
        replace(project.folder / "weir.yml", {"old": "\n  runner: ", "new": f"\n  command: {AGENT}\n  runner: "})
    answer = project.awos("init", "--name", "harbour", "--agent", "command", "--mode", mode)
    require(answer["settings"]["mode"] == mode and answer["identity"], f"awos init came to {answer}")
    if project.git("status", "--porcelain"):
        project.commit(f"build: let a program do the work, mode {mode}", "weir.yml")


def begin(project: Project, kind: str, change: Change, intent: list, more: list) -> proofs.Spec:
    """Writes a spec with its answers; nothing that only a person knows is open then."""
    answer = project.awos("spec", *intent, "--kind", kind, "--name", change.name, "--answers", str(change.answers), *more)
    unanswered = [question for question in answer["open"] if question.get("assumption") is None]
    require(not unanswered, f"awos spec left open {unanswered}")
    return proofs.Spec(project, answer["spec"])


def implement(project: Project, spec: proofs.Spec):
    base = project.git("rev-parse", "HEAD")
    answer = project.awos("implement", spec.number)
    require(answer["done"], f"awos implement came to {answer}")
    proofs.of_a_proved_spec(project, spec, base)
    say(f"    {spec.name}: {len(spec.tasks)} tasks, {spec.attempts} attempts, all proved")
    return base


def approve(project: Project, spec: proofs.Spec):
    """Without a person's agreement nothing is begun; documents that were missing are written before."""
    project.awos("implement", spec.number, code=2)
    require(project.git("branch", "--list", spec.branch) == "", f"{spec.branch} was begun without an approval")
    require(project.awos("approve", spec.number)["by"], "the approval has no name")


def merge(project: Project, spec: proofs.Spec):
    project.git("switch", "-q", "main")
    project.git("merge", "-q", "--ff-only", spec.branch)


def the_whole_path(project: Project):
    """product → roadmap → architecture → spec → approve → implement → verify → lint and test."""
    set_up(project, "human-in-loop")
    project.awos("product", "--purpose", "Where bikes are missing, and why", "--users", "planners: where counters and racks go")
    project.awos("roadmap", "--now", "Bikes at the city's counters, by quarter of an hour", "--next", "Stations that run empty")
    project.awos("architecture", "--freshness", "a day", "--rules", "no names of riders")
    project.commit("docs: say what the product is", "context/product")
    change = Change("bike_counts")
    # Without an intent it begins the first open item of the roadmap.
    spec = begin(project, "source", change, [], ["--sample", str(change.sample)])
    title = re.search(r"^title: (.*)$", project.text(f"{spec.folder}/functional-spec.md"), re.MULTILINE).group(1)
    require("counters" in title, f"awos spec began {title!r}, not the first item of the roadmap")
    approve(project, spec)
    base = implement(project, spec)
    answer = project.awos("verify", spec.number)
    require(answer["proved"] and all(result["ran"] for result in answer["criteria"]), f"awos verify came to {answer}")
    proofs.of_a_proved_spec(project, spec, base)
    project.awos("check")
    for words in (["make", "lint"], ["make", "test"]):
        project.call(words)
    require(project.git("status", "--porcelain") == "", "linting and testing left files")
    merge(project, spec)


def every_kind(project: Project):
    """Each other kind once: spec → approve → implement."""
    set_up(project, "human-in-loop")
    for kind, name, intent, more in KINDS:
        if kind == "fix":
            plant_a_mistake(project)
        spec = begin(project, kind, Change(name), [intent], more)
        approve(project, spec)
        implement(project, spec)
        merge(project, spec)


def plant_a_mistake(project: Project):
    replace(project.folder / "Modules/Terminal/Quantity.swift", {"old": "\"GB\", \"TB\"]", "new": "\"GB\"]"})
    project.commit("refactor(terminal): shorten the list of units")


def two_commands(project: Project):
    """`awos spec` and `awos implement` alone, where the policy of weir.yml approves."""
    set_up(project, "autonomous")
    spec = begin(project, "page", Change("station_balance"), ["Which stations lose bikes, and which fill up"], [])
    implement(project, spec)
    approvals = [event["by"] for event in spec.events if event["event"] == "approved"]
    require(approvals and all("policy" in by for by in approvals), f"approved by {approvals}, and not by the policy")
    merge(project, spec)


def upstream(project: Project):
    """A clone with a source and a page of its own takes in an upstream that changed machinery and added a source."""
    of_its_own(project, Change("bike_counts"), "Modules/Ingest/Sources/BikeCounts.swift")
    of_its_own(project, Change("station_balance"), "Modules/Serve/Pages/station_balance.md")
    place = project.folder / ".weir" / "upstream"
    shutil.rmtree(place, ignore_errors=True)
    other = Project.clone(project.origin, place)
    change_machinery(other)
    Change("air_quality").apply(other.folder)
    other.commit("feat: hourly air quality, and what it took")
    project.git("remote", "add", "upstream", str(other.folder))
    project.git("fetch", "-q", "upstream")
    merged = project.call(["git", "merge", "--no-edit", "upstream/main"]).stdout
    say("    " + merged.strip().splitlines()[-1])
    for path, names in [("Modules/Ingest/Sources/Sources.swift", [".bikeCounts,", ".airQuality,"]),
                        ("Modules/Quality/Suites/Suites.swift", [".bikeCounts,", ".airQuality,"]),
                        ("Modules/Orchestrate/Pipelines/Pipelines.swift", [".bikeCounts,", ".airQuality,"]),
                        ("Modules/Ingest/Sources/CLAUDE.md", ["| `bike_counts` |", "| `air_quality` |"]),
                        ("weir.yml", ["  bike_counts: {", "  air_quality: {"])]:
        text = project.text(path)
        missing = [name for name in names if name not in text]
        require(not missing, f"after the merge {path} lacks {missing}")
    project.call(["swift", "build", "--build-tests", "--quiet"])
    project.environment["SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH"] = "16"
    tests = project.call(["swift", "test", "--skip-build", "--filter", TOUCHED])
    say("    " + (re.findall(r"Test run with .*", tests.stdout + tests.stderr) or ["no test ran"])[-1])
    require(re.search(r"Test run with [1-9]\d* tests? .*passed", tests.stdout + tests.stderr), "no test ran")
    for words in (["validate"], ["run", "bike_counts"], ["run", "air_quality"]):
        project.call([".build/debug/weir", *words])


def of_its_own(project: Project, change: Change, sign: str):
    """Sees to it that the clone has this change, whether or not another flow brought it."""
    if not (project.folder / sign).exists():
        change.apply(project.folder)
        if change.sample.exists():
            fixture = project.folder / f"Tests/IngestTests/Fixtures/{change.name}"
            fixture.mkdir(parents=True)
            shutil.copy(change.sample, fixture / f"{change.name}.json")
        project.commit(f"feat: {change.name}")


def change_machinery(other: Project):
    """Edits files that no clone touches: a line in a type of each module, guides, the README, a new file."""
    for path in ["Modules/Ingest/Ingestion.swift", "Modules/Transform/TransformProject.swift",
                 "Modules/Quality/Checker.swift", "Modules/Orchestrate/Runner.swift",
                 "Modules/Notebooks/NotebookRunner.swift", "Modules/Project/WeirProject.swift"]:
        text = other.text(path)
        first = re.search(r"^/// .*\n", text, re.MULTILINE).group(0)
        replace(other.folder / path, {"old": first, "new": first + "/// Upstream says this more plainly now.\n"}
                if text.count(first) == 1 else {"end": "\n// Upstream says this more plainly now.\n"})
    for path in ["README.md", "docs/development.md", "Modules/Ingest/CLAUDE.md", "Modules/Serve/CLAUDE.md"]:
        replace(other.folder / path, {"end": "\n- Upstream has learned something.\n"})
    (other.folder / "Modules/Quality/CheckTally.swift").write_text(
        "/// How many checks came to what.\npublic struct CheckTally: Sendable, Hashable {\n"
        "    /// Checks that passed.\n    public var passed = 0\n    /// Checks that failed.\n    public var failed = 0\n\n"
        "    /// A tally of nothing.\n    public init() {}\n}\n")


FLOWS = {"source": the_whole_path, "kinds": every_kind, "alone": two_commands, "upstream": upstream}
