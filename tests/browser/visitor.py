"""What a person does in a browser, and what axe finds on the pages they see."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import ConsoleMessage, Page

WIDTHS = (320, 768, 1280)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Visitor:
    """A page, the site's address, and every complaint the browser made on the way."""

    def __init__(self, *, page: Page, address: str, axe_source: str) -> None:
        self.page, self.address, self.axe_source = page, address, axe_source
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        expected = "Failed to load resource" in message.text  # pages that answer 4xx on purpose
        if message.type == "error" and not expected:
            self.complaints.append(f"{message.text} ({self.page.url})")

    def go(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else f"{self.address}{path}")

    def press(self, name: str, *, role: Any = "button") -> None:
        """Press the button (or link) with this name."""
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state("domcontentloaded")

    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text()

    def check(self) -> None:
        """axe finds nothing and nothing sticks out, at each width, light and dark."""
        before = self.page.viewport_size
        found: list[str] = []
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            for width in WIDTHS:
                self.page.set_viewport_size({"width": width, "height": 900})
                found += [f"{self.page.url} {width} {scheme}: {it}" for it in self._look()]
        self.page.emulate_media(color_scheme="light")
        if before:
            self.page.set_viewport_size(before)
        if found:
            raise AssertionError("\n".join(found))

    def _look(self) -> list[str]:
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(self.axe_source)
        result = self.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS
        )
        problems = [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]
        wider = self.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return [*problems, *([f"{wider} px wider than the window"] if wider > 0 else [])]
