"""The Chromium or Chrome of this machine: find it, print with it, draw pictures with it. Nothing is downloaded."""

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from plotly.offline import get_plotlyjs

from lib.errors import MajlisError
from lib.paths import TEMPORARY, temporary

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
PLACES = (
    "/usr/bin/chromium",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
)
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def find() -> str | None:
    """Path of the browser, or None. The variable CHROMIUM names one outright."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    on_path = (shutil.which(name) for name in NAMES)
    in_place = (place for raw in PLACES if Path(place := os.path.expandvars(raw)).is_file())
    return next((p for p in on_path if p), None) or next(in_place, None)


def run(arguments: list[str], seconds: float = 90) -> bytes:
    """Run it headless in a profile of its own, without network; returns what it prints. MajlisError MJ608, MJ610."""
    path = find()
    if not path:
        raise MajlisError("MJ608")
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # as root Chromium runs only without its sandbox
    with tempfile.TemporaryDirectory(prefix=TEMPORARY, ignore_cleanup_errors=True) as profile:
        flags = [*FLAGS, f"--user-data-dir={profile}", *(["--no-sandbox"] if root else [])]
        try:
            done = subprocess.run([path, *flags, *arguments], capture_output=True, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise MajlisError("MJ610", reason=f"it took longer than {seconds:.0f} seconds") from error
    if done.returncode:
        raise MajlisError("MJ610", reason=f"it ended with status {done.returncode}")
    return done.stdout


def print_pdf(html: str, out: Path, fragment: str = "") -> None:
    """Print a page as it prints from the browser, page size and all. MajlisError MJ608, MJ610."""
    flags = ["--no-pdf-header-footer", "--window-size=1280,720", "--virtual-time-budget=20000"]
    with temporary("page.html", html.encode()) as page:
        run([f"--print-to-pdf={out.resolve()}", *flags, page.as_uri() + fragment])
    if not out.exists() or not out.stat().st_size:
        raise MajlisError("MJ610", reason="it wrote nothing")


def pictures(figures: list, width: int = 1600, height: int = 800, scale: float = 1.5, extra: str = "") -> list[bytes]:
    """PNG files of Plotly figures, all drawn in one run: `width` x `height` CSS pixels times `scale`.

    `extra` is HTML put before them: scripts with what a figure needs.
    """
    specs = json.dumps([json.loads(f.to_json()) for f in figures]).replace("<", "\\u003c")
    size = f"{{format: 'png', width: {width}, height: {height}, scale: {scale}}}"
    html = (
        f"<meta charset=utf-8><body><script>{get_plotlyjs()}</script>{extra}<script>const specs = {specs};"
        f"Promise.all(specs.map(s => Plotly.toImage(s, {size}))).then(urls => {{ document.querySelectorAll('script')"
        ".forEach(s => s.remove()); document.body.textContent = urls.map(u => '[' + u + ']').join(' '); });</script>"
    )
    with temporary("figures.html", html.encode()) as page:
        dom = run(["--virtual-time-budget=30000", "--dump-dom", page.as_uri()]).decode("utf-8", "replace")
    found = re.findall(r"\[data:image/png;base64,([A-Za-z0-9+/=]+)\]", dom)
    if len(found) != len(figures):
        raise MajlisError("MJ610", reason=f"{len(found)} of {len(figures)} pictures came out")
    return [base64.b64decode(f) for f in found]
