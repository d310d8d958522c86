"""Where set-up puts things, how it runs programs, and how it fails."""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


class Failure(Exception):
    """Something a person has to know: one sentence, the next move, the exit code."""

    def __init__(self, message: str, hint: str = "", exit_code: int = 1):
        super().__init__(message)
        self.hint = hint
        self.exit_code = exit_code


class Places:
    """The checkout, its .weir folder, the cache that all checkouts of one version use, and the pinned versions."""

    def __init__(self, root: Path, home: Path):
        self.root = root
        self.versions = read_versions(root / "Scripts" / "versions.env")
        self.local = root / ".weir"
        self.cache = home / ".cache" / "weir" / self.versions["DUCKDB_VERSION"]

    @staticmethod
    def of_this_checkout() -> "Places":
        return Places(Path(__file__).resolve().parent.parent, Path.home())

    @contextlib.contextmanager
    def lock(self):
        """Lets one set-up at a time write into the cache."""
        self.cache.mkdir(parents=True, exist_ok=True)
        with open(self.cache / ".lock", "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            for leftover in self.cache.glob(".*.*"):  # of a set-up that was killed
                shutil.rmtree(leftover)
            yield

    def link(self, name: str):
        """Points .weir/<name> to <name> in the cache; a folder that somebody put there stays."""
        self.local.mkdir(exist_ok=True)
        link, target = self.local / name, self.cache / name
        if link.is_symlink() and os.readlink(link) == str(target) or link.is_dir() and not link.is_symlink():
            return
        fresh = self.local / f".{name}.{os.getpid()}"
        fresh.symlink_to(target)
        fresh.rename(link)

    @contextlib.contextmanager
    def replacing(self, name: str, stamp: str):
        """A fresh folder that becomes <name> in the cache in one step once the body has ended well."""
        fresh = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=self.cache))
        try:
            yield fresh
            fresh.chmod(0o755)
            (fresh / ".stamp").write_text(stamp)
            target = self.cache / name
            if target.exists():
                old = Path(tempfile.mkdtemp(prefix=f".{name}.old.", dir=self.cache))
                target.rename(old / name)
                fresh.rename(target)
                shutil.rmtree(old)
            else:
                fresh.rename(target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def stamp(self, name: str) -> str:
        """What the folder <name> in the cache was made from; empty when it is not there."""
        try:
            return (self.cache / name / ".stamp").read_text()
        except OSError:
            return ""


def read_versions(file: Path) -> dict:
    lines = [line.strip() for line in file.read_text().splitlines()]
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def say(text: str):
    print(f"set-up: {text}", flush=True)


def run(command: list, failure: str, hint: str = "", **options) -> str:
    """Runs a program and returns its output; a failing one's last lines are shown."""
    try:
        done = subprocess.run(command, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, **options)
    except OSError as error:
        raise Failure(f"{failure}: {error}", hint) from error
    if done.returncode != 0:
        print("\n".join("  | " + line for line in done.stdout.strip().splitlines()[-15:]), file=sys.stderr)
        raise Failure(f"{failure} (exit code {done.returncode}: {' '.join(map(str, command[:6]))} …)", hint)
    return done.stdout


def pip() -> list:
    """The command that runs pip: this Python's own, else the system's."""
    for python in (sys.executable, "/usr/bin/python3"):
        probe = subprocess.run([python, "-c", "import pip"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if probe.returncode == 0:
            return [python, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    raise Failure("no Python here has pip", "install python3-pip")
