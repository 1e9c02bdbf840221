"""A browser as people have it: Debian's Chromium, driven by keys and mouse."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    FloatRect,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.web.screens import in_few_colours, keep_screen

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_PATIENCE_MS = 15_000
_GRAVE = frozenset({"serious", "critical"})
_SIZES = {"wide": (1280, 800), "phone": (390, 844)}
_TALLEST = 1800
"""A longer page is cut off in its picture."""
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One window on the desk, and what went wrong in it."""

    page: Page
    address: str
    keeps_screens: bool
    problems: list[str] = field(default_factory=list)
    """Errors of scripts, breaches of the security policy, requests to other machines.

    A test that means to provoke one clears the list; the others fail at their end.
    """

    def go(self, path: str) -> Page:
        """Open an address of the desk, such as `/desk/`."""
        self.page.goto(self.address + path)
        return self.page

    def shoot(self, name: str, *, whole: bool = True) -> None:
        """Keep what is seen, wide and as on a phone, light and dark, where that was asked for.

        Args:
            name: What the pictures are called.
            whole: Whether to show the page below the window's edge too. Where bars stay in
                sight while a page moves, they would stand in the midst of such a picture.
        """
        if not self.keeps_screens:
            return
        before, unpacking = self.page.viewport_size, self.page.context.new_page()
        for size, (width, height) in _SIZES.items():
            self.page.set_viewport_size({"width": width, "height": height})
            tall: int = self.page.evaluate("document.documentElement.scrollHeight")
            shown = min(tall, _TALLEST) if whole else height
            part: FloatRect = {"x": 0, "y": 0, "width": width, "height": shown}
            for scheme in _SCHEMES:
                self.page.emulate_media(color_scheme=scheme)
                picture = self.page.screenshot(full_page=whole, clip=part)
                keep_screen(f"{name}-{size}-{scheme}", in_few_colours(picture, unpacking))
        unpacking.close()
        if before is not None:
            self.page.set_viewport_size(before)
        self.page.emulate_media(color_scheme="light")

    def check_accessible(self) -> None:
        """Fail where axe finds what shuts somebody out, light or dark."""
        for scheme in _SCHEMES:
            self.page.emulate_media(color_scheme=scheme)
            found = Axe().run(self.page).response["violations"]
            grave = [
                f"{scheme} {each['id']}: {each['help']}: {node['html'][:120]}"
                for each in found
                if each["impact"] in _GRAVE
                for node in each["nodes"]
            ]
            assert grave == [], "\n".join(grave)
        self.page.emulate_media(color_scheme="light")

    def watch(self) -> None:
        """Write down what goes wrong from now on."""

        def heard(message: ConsoleMessage) -> None:
            if message.type == "error":
                self.problems.append(f"console: {message.text}")

        def asked(request: Request) -> None:
            if not request.url.startswith((self.address + "/", "data:", "blob:")):
                self.problems.append(f"asked elsewhere: {request.url}")

        self.page.on("console", heard)
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("request", asked)


def find_chromium() -> str:
    """Find the browser that is installed here."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    assert found, "Chromium is not installed: run scripts/system_packages.sh"
    return found


@pytest.fixture(scope="module")
def chromium(database: str) -> Iterator[Browser]:  # noqa: ARG001 - it is closed before that changes
    """Run one browser for the tests of a file.

    Playwright leaves its event loop running while the browser is open, and Django
    then refuses to ask a database from the same thread: tests with a browser look
    at the desk's data through `installation.run`, and stand in files of their own.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(_FLAGS))
        expect.set_options(timeout=_PATIENCE_MS)
        yield browser
        browser.close()


@pytest.fixture
def new_visit(
    request: pytest.FixtureRequest, chromium: Browser, desk_address: str
) -> Iterator[Callable[[], Visit]]:
    """Give what opens windows that share nothing: two people, or one on two machines."""
    with contextlib.ExitStack() as closing:
        visits: list[Visit] = []

        def open_window() -> Visit:
            width, height = _SIZES["wide"]
            context = chromium.new_context(
                viewport={"width": width, "height": height}, color_scheme="light"
            )
            closing.callback(context.close)
            context.set_default_timeout(_PATIENCE_MS)
            visits.append(
                Visit(
                    page=context.new_page(),
                    address=desk_address,
                    keeps_screens=_keeps_screens(request),
                )
            )
            visits[-1].watch()
            return visits[-1]

        yield open_window
        problems = [problem for visit in visits for problem in visit.problems]
        assert problems == [], "\n".join(problems)


@pytest.fixture
def visit(new_visit: Callable[[], Visit]) -> Visit:
    """Open one window on a desk that is empty but for its tables."""
    return new_visit()


def _keeps_screens(request: pytest.FixtureRequest) -> bool:
    """Tell whether screenshots were asked for; one database is enough for them."""
    return bool(request.config.getoption("--screens")) and "sqlite" in request.node.name
