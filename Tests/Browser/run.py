#!/usr/bin/env python3
"""Opens every page of the dashboard in headless Chromium, light, dark and on a phone, and checks what a reader would see.

    python3 Tests/Browser/run.py                           # sample data in a temporary project, `./weir serve` on it
    python3 Tests/Browser/run.py --url http://127.0.0.1:8080   # a dashboard that is running
    python3 Tests/Browser/run.py --pictures DIR            # also a picture of every page

Set-up: `python3 Scripts/setup.py --browser`. Exit codes: 0 all is well; 1 something is not; 2 something is missing.
"""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / ".weir" / "browser"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

try:
    from playwright.sync_api import sync_playwright
except ImportError:
    print("error: Playwright is missing\n  hint: run `make setup-browser`", file=sys.stderr)
    sys.exit(2)

import page_checks

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
VIEWS = [
    ("light", {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}}),
    ("dark", {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}}),
    ("phone", {"color_scheme": "light", "viewport": {"width": 400, "height": 800}, "has_touch": True}),
]
DATA_PAGES = {"/", "/weather"}  # what has to say as of when its data is, whatever else is there


@contextlib.contextmanager
def dashboard():
    """A dashboard over sample data in a project of its own, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="weir-browser-") as folder:
        project = Path(folder)
        shutil.copy(ROOT / "weir.yml", project)
        (project / "Modules").symlink_to(ROOT / "Modules")
        (project / ".weir").mkdir()
        for name in ("lib", "python", "web"):
            (project / ".weir" / name).symlink_to((ROOT / ".weir" / name).resolve())
        weir = [str(ROOT / "weir")]
        for words in (["sample", "--months", "3", "--trips", "20000", "--seed", "7", "--out", ".weir/sample"],
                      ["run", "city_bikes"]):
            print("==> weir " + " ".join(words), flush=True)
            subprocess.run(weir + words + ["--project", folder], cwd=folder, check=True, stdin=subprocess.DEVNULL)
        serving = subprocess.Popen(weir + ["serve", "--port", "0", "--json", "--project", folder], cwd=folder,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        try:
            yield json.loads(serving.stdout.readline())["address"]
        finally:
            serving.terminate()
            serving.wait(timeout=20)


def watch(page, complaints):
    """Collects what the browser complains about while a page is open."""
    page.on("console", lambda message: message.type in ("error", "warning") and complaints.append(
        f"console {message.type}: {message.text[:300]}"))
    page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
    page.on("requestfailed", lambda request: "/events" not in request.url and complaints.append(
        f"request failed: {request.url}"))
    page.add_init_script("addEventListener('securitypolicyviolation', (event) => console.error("
                         "'content policy: ' + event.violatedDirective + ' ' + event.blockedURI))")


def check(context, address, path, view, pictures) -> list:
    complaints = []
    page = context.new_page()
    watch(page, complaints)
    answer = page.goto(address + path)
    if answer.status != 200:
        complaints.append(f"status {answer.status}")
    page_checks.charts_are_drawn(page)
    complaints += page_checks.frame(page) + page_checks.charts(page)
    if path in DATA_PAGES:
        complaints += page_checks.as_of(page)
    if pictures:
        name = f"{path.strip('/') or 'index'}-{view}.png"
        page.screenshot(path=str(pictures / name), full_page=True)
    if path == "/" and view == "light":
        complaints += page_checks.tables_sort_and_filter(page) + page_checks.inputs_change_figures(page)
    page.close()
    return complaints


def run(address, pictures) -> int:
    with urllib.request.urlopen(address + "/api/pages") as answer:
        paths = [page["path"] for page in json.load(answer)]
    failed = 0
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="weir-chromium-") as home:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"), args=FLAGS,
            env=os.environ | {"HOME": home})
        for view, options in VIEWS:
            context = browser.new_context(**options)
            for path in paths:
                complaints = check(context, address, path, view, pictures)
                failed += bool(complaints)
                print(f"{'✘' if complaints else '✔'} {path} {view}", flush=True)
                for complaint in complaints:
                    print(f"    {complaint}")
            context.close()
        browser.close()
    print(f"{len(paths)} pages in {len(VIEWS)} views: " + (f"{failed} with complaints" if failed else "all is well"))
    return 1 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Checks every page of the dashboard in headless Chromium.")
    parser.add_argument("--url", help="a dashboard that is running")
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of every page")
    options = parser.parse_args()
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        print("error: chromium is missing\n  hint: run `make setup-browser`", file=sys.stderr)
        return 2
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
    with contextlib.nullcontext(options.url) if options.url else dashboard() as address:
        return run(address.rstrip("/"), options.pictures)


if __name__ == "__main__":
    sys.exit(main())
