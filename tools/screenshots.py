"""Makes the pictures of the README: plays a rehearsal, signs in, and photographs the pages.

`python tools/screenshots.py [ITEMS]` writes docs/pictures/*.png; it needs Chromium.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


def main() -> int:
    """Play, photograph, end."""
    items = sys.argv[1] if len(sys.argv) > 1 else "2145"
    with tempfile.TemporaryDirectory(prefix="actionday-pictures-") as home:
        command = [sys.executable, "-m", "actionday", "demo", "--items", items]
        environment = os.environ | {"ACTIONDAY_HOME": home, "COLUMNS": "200"}
        demo = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            photograph(login(demo))
        finally:
            demo.send_signal(signal.SIGINT)
            demo.communicate(timeout=60)
    return 0


class Login(NamedTuple):
    """Where the site is, and the coordinator's way in."""

    site: str
    email: str
    password: str


def login(demo: "subprocess.Popen[str]") -> Login:
    """Read what the demo prints until the site is there."""
    assert demo.stdout is not None
    text = ""
    while not (site := re.search(r"http://127\.0\.0\.1:\d+/", text)):
        line = demo.stdout.readline()
        assert line, "the demo ended before its site was there"
        sys.stderr.write(line)
        text += line
    email = re.search(r"coordinator\b.*?(\S+@example\.org)", text)
    password = re.search(r"Password of all: (\S+)", text)
    assert email, text
    assert password, text
    return Login(site[0], email[1], password[1])


def photograph(who: Login) -> None:
    """Take the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        shoot(browser, who, "dark", {"board": "days/rehearsal/"})
        shoot(browser, who, "light", {"report": "days/rehearsal/report/"})
        browser.close()


def shoot(browser: Browser, who: Login, scheme: str, pages: dict[str, str]) -> None:
    """Sign in and photograph pages in one scheme."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 930},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(who.site + "sign-in/")
    page.get_by_label("E-mail").fill(who.email)
    page.get_by_label("Password").fill(who.password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    for name, path in pages.items():
        page.goto(who.site + path)
        page.wait_for_timeout(2500)
        page.screenshot(path=PICTURES / f"{name}.png")
    context.close()


if __name__ == "__main__":
    sys.exit(main())
