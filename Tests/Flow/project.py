"""A clone of this checkout, and what is called in it."""

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HANDED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "WEIR_DUCKDB_LIBRARY")
BEGUN = time.monotonic()


class Broken(Exception):
    """Something that must be true is not."""


def say(text: str):
    print(f"{time.monotonic() - BEGUN:7.0f} s  {text}", flush=True)


@contextlib.contextmanager
def timed(what: str):
    """Says what is done, and how long it took."""
    say(what)
    begun = time.monotonic()
    yield
    took = time.monotonic() - begun
    if took >= 2:
        say(f"    … {took:.0f} s")


def require(condition, complaint: str):
    if not condition:
        raise Broken(complaint)


class Project:
    """A repository in a folder of its own, as a team has it."""

    def __init__(self, folder: Path, origin: Path = ROOT):
        self.folder = folder
        self.origin = origin
        self.environment = {key: os.environ[key] for key in HANDED_ON if key in os.environ}

    @staticmethod
    def clone(source: Path, folder: Path) -> "Project":
        with timed(f"git clone of {source} into {folder}"):
            run(["git", "clone", "-q", str(source), str(folder)], cwd=source)
        project = Project(folder, source)
        project.git("switch", "-q", "-C", "main")
        project.git("config", "user.name", "Flow Test")
        project.git("config", "user.email", "flow@example.org")
        return project

    def begin_again(self, source: Path):
        """Puts a clone that was used before on the source's HEAD, without what earlier flows left in git."""
        with timed(f"git fetch of {source} into {self.folder}"):
            self.git("fetch", "-q", str(source), "HEAD")
            self.git("clean", "-fdq")
            self.git("switch", "-q", "-f", "-C", "main", "FETCH_HEAD")
            for branch in self.git("for-each-ref", "--format=%(refname:short)", "refs/heads/awos").splitlines():
                self.git("branch", "-q", "-D", branch)
            for remote in self.git("remote").splitlines():
                self.git("remote", "remove", remote)

    def call(self, words: list, code: int = 0) -> subprocess.CompletedProcess:
        """Runs a program that has to end with this exit code; a failing one's output is shown."""
        with timed(" ".join(map(str, words))):
            return run(words, cwd=self.folder, env=self.environment, code=code)

    def awos(self, *words: str, code: int = 0) -> dict:
        """Calls the installed awos; its JSON."""
        done = self.call([".weir/bin/awos", *words, "--json"], code)
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def git(self, *words: str) -> str:
        return run(["git", *words], cwd=self.folder, env=self.environment).stdout.strip()

    def commit(self, message: str, *paths: str):
        self.git("add", *(paths or ["-A"]))
        self.git("commit", "-q", "-m", message)
        say(f"git commit: {message}")

    def text(self, path: str) -> str:
        return (self.folder / path).read_text()


def run(words: list, cwd: Path, env: dict = None, code: int = 0) -> subprocess.CompletedProcess:
    done = subprocess.run(list(map(str, words)), cwd=cwd, env=env, text=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != code:
        output = "\n".join((done.stdout + done.stderr).strip().splitlines()[-60:])
        print(output, file=sys.stderr, flush=True)
        raise Broken(f"`{' '.join(map(str, words))}` ended with {done.returncode}, not {code}")
    return done
