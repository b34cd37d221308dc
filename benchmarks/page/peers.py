"""The peers' pages of the same events, and Lighthouse: all out of npm, in a folder of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.page.watched import chromium_path

PACKAGES = ("@knight-lab/timelinejs@3.9", "vis-timeline@8.5", "vis-data", "vis-util", "moment")
PAGES = {"TimelineJS 3.9": "timelinejs.html", "vis-timeline 8.5": "vis.html"}
CATEGORIES = ("performance", "accessibility", "best-practices")

_TIMELINEJS = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Timeline</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="node_modules/@knight-lab/timelinejs/dist/css/timeline.css">
<div id="timeline" style="width: 100%; height: 800px"></div>
<script src="node_modules/@knight-lab/timelinejs/dist/js/timeline.js"></script>
<script>
fetch("timelinejs.json").then(answer => answer.json()).then(data => {
  const timeline = new TL.Timeline("timeline", data, { font: null, hash_bookmark: false });
  timeline.on("ready", () => { document.documentElement.dataset.ready = "yes"; });
});
</script></html>"""

_VIS = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Timeline</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="node_modules/vis-timeline/styles/vis-timeline-graph2d.min.css">
<div id="timeline"></div>
<script src="node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>
<script>
fetch("vis.json").then(answer => answer.json()).then(data => {
  const timeline = new vis.Timeline(
    document.getElementById("timeline"), new vis.DataSet(data), { height: "800px" });
  timeline.once("changed", () => { document.documentElement.dataset.ready = "yes"; });
});
</script></html>"""


def pages(folder: Path, events: Iterable[dict[str, Any]]) -> Path:
    """Write the peers' pages of the events' dates, headlines and quotes; give their folder."""
    _install(folder, PACKAGES)
    dated = [event for event in events if event["starts_on"]]
    (folder / "timelinejs.html").write_text(_TIMELINEJS, "utf-8")
    (folder / "timelinejs.json").write_text(
        json.dumps({"events": [_slide(event) for event in dated]}), "utf-8"
    )
    (folder / "vis.html").write_text(_VIS, "utf-8")
    (folder / "vis.json").write_text(json.dumps([_item(event) for event in dated]), "utf-8")
    return folder


def lighthouse(folder: Path, url: str) -> dict[str, str]:
    """Lighthouse's scores of the page, on a phone as it imitates one and on a desk."""
    try:
        _install(folder, ("lighthouse@12",))
    except subprocess.CalledProcessError:
        return {"phone": "could not be installed"}
    return {"phone": _scores(folder, url), "desk": _scores(folder, url, "--preset=desktop")}


def _slide(event: dict[str, Any]) -> dict[str, Any]:
    slide: dict[str, Any] = {
        "start_date": _date(event["starts_on"]),
        "text": {"headline": event["headline"], "text": event["accounts"][0]["quote"]},
    }
    if event["ends_on"] and event["ends_on"] != event["starts_on"]:
        slide["end_date"] = _date(event["ends_on"])
    return slide


def _date(day: str) -> dict[str, int]:
    year, month, number = map(int, day.split("-"))
    return {"year": year, "month": month, "day": number}


def _item(event: dict[str, Any]) -> dict[str, Any]:
    item = {"id": event["id"], "content": event["headline"], "start": event["starts_on"]}
    if event["ends_on"] and event["ends_on"] != event["starts_on"]:
        item["end"] = event["ends_on"]
    return item


def _install(folder: Path, packages: Iterable[str]) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm was not found: install Node.js to measure the peers.")
    missing = [one for one in packages if not (folder / "node_modules" / _name(one)).exists()]
    if missing:
        command = [npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder)]
        subprocess.run([*command, *missing], check=True)


def _name(package: str) -> str:
    return package[0] + package[1:].partition("@")[0]


def _scores(folder: Path, url: str, *options: str) -> str:
    report = folder / "lighthouse.json"
    command = [
        str(folder / "node_modules/.bin/lighthouse"), url, "--quiet", "--output=json",
        f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox", *options,
    ]  # fmt: skip
    done = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": chromium_path()}, check=False,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        return "did not run"
    found = json.loads(report.read_text("utf-8"))
    scores = ", ".join(
        f"{name} {100 * found['categories'][name]['score']:.0f}" for name in CATEGORIES
    )
    missed = [
        audit["id"]
        for audit in found["audits"].values()
        if audit.get("score") is not None and audit["score"] < 0.9 and _counts(found, audit["id"])
    ]
    return f"{scores} (goal: 100){'; below: ' + ', '.join(missed) if missed else ''}"


def _counts(found: dict[str, Any], audit: str) -> bool:
    """Whether the audit weighs in a score."""
    return any(
        ref["id"] == audit and ref["weight"] > 0
        for category in found["categories"].values()
        for ref in category["auditRefs"]
    )
