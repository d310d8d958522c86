#!/usr/bin/env python3
"""Opens every page of the dashboard in headless Chromium, light, dark and on a phone, and checks what a reader would see.

    python3 Tests/Browser/run.py                           # sample data in a temporary project, `./weir serve` on it
    python3 Tests/Browser/run.py --url http://127.0.0.1:8080   # a dashboard that is running
    python3 Tests/Browser/run.py --pictures DIR            # also a picture of every page
    python3 Tests/Browser/run.py --weir .build/debug/weir  # another program than ./weir

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
PAGES = Path("Modules") / "Serve" / "Pages"
DATA_PAGES = {"/", "/weather"}  # what has to say as of when its data is, whatever else is there


def first_document(stream) -> dict:
    """The JSON document that a program prints before it goes on."""
    text = ""
    for line in stream:
        text += line
        with contextlib.suppress(json.JSONDecodeError):
            return json.loads(text)
    raise SystemExit("error: `weir serve` ended before it said its address")


def lay_out(project: Path):
    """A project like this checkout, with pages of its own: the test changes one of them."""
    shutil.copy(ROOT / "weir.yml", project)
    shutil.copytree(ROOT / PAGES, project / PAGES)
    for module in (ROOT / "Modules").iterdir():
        if module.name != "Serve":
            (project / "Modules" / module.name).symlink_to(module)
    (project / ".weir").mkdir()
    for name in ("lib", "python", "web"):
        (project / ".weir" / name).symlink_to((ROOT / ".weir" / name).resolve())


@contextlib.contextmanager
def dashboard(program):
    """A dashboard over sample data in a project of its own, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="weir-browser-") as folder:
        project = Path(folder)
        lay_out(project)
        weir = [str(program)]
        for words in (["sample", "--months", "3", "--trips", "20000", "--seed", "7", "--out", ".weir/sample"],
                      ["run", "city_bikes"]):
            print("==> weir " + " ".join(words), flush=True)
            subprocess.run(weir + words + ["--project", folder], cwd=folder, check=True, stdin=subprocess.DEVNULL)
        serving = subprocess.Popen(weir + ["serve", "--port", "0", "--json", "--project", folder], cwd=folder,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        try:
            yield first_document(serving.stdout)["address"], project / PAGES
        finally:
            serving.terminate()
            serving.wait(timeout=20)
            serving.stdout.close()


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
    if view == "light":
        complaints += page_checks.pointing_shows_values(page)
    if path == "/" and view == "light":
        complaints += page_checks.tables_sort_and_filter(page) + page_checks.inputs_change_figures(page)
    page.close()
    return complaints


def follow_a_change(browser, address, folder) -> list:
    """An open page follows its file: a new heading appears, a mistake shows with its line and goes with it."""
    page = browser.new_page()
    page.goto(address + "/")
    page_checks.charts_are_drawn(page)
    file = folder / "index.md"
    before = file.read_text()
    complaints = []
    for text, shown in [(before + "\n## Written while it was open\n", "text=Written while it was open"),
                        (before.replace("from marts.mart_demand_daily", "from marts.mart_demand_dayly"),
                         ".card.error:has-text('Pages/index.md:')"),
                        (before, "figure.chart .plot svg")]:
        file.write_text(text)
        try:
            page.wait_for_selector(shown, timeout=10_000)
        except Exception:
            complaints.append(f"an open page does not show a change of its file: {shown}")
    page.wait_for_function("() => !document.querySelector('.card.error')", timeout=10_000)
    page.close()
    return complaints


def report(name, complaints) -> bool:
    print(f"{'✘' if complaints else '✔'} {name}", flush=True)
    for complaint in complaints:
        print(f"    {complaint}")
    return bool(complaints)


def run(address, folder, pictures) -> int:
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
                failed += report(f"{path} {view}", check(context, address, path, view, pictures))
            context.close()
        if folder:
            failed += report("an open page follows its file", follow_a_change(browser, address, folder))
        browser.close()
    print(f"{len(paths)} pages in {len(VIEWS)} views: " + (f"{failed} with complaints" if failed else "all is well"))
    return 1 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Checks every page of the dashboard in headless Chromium.")
    parser.add_argument("--url", help="a dashboard that is running")
    parser.add_argument("--weir", type=Path, default=ROOT / "weir", help="the program, when it is not ./weir")
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of every page")
    options = parser.parse_args()
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        print("error: chromium is missing\n  hint: run `make setup-browser`", file=sys.stderr)
        return 2
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
    with contextlib.nullcontext((options.url, None)) if options.url else dashboard(options.weir.resolve()) as place:
        address, folder = place
        return run(address.rstrip("/"), folder, options.pictures)


if __name__ == "__main__":
    sys.exit(main())
