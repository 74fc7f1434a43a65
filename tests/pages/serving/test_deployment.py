"""What lies in ``deploy/`` fits the product: units, compose file, dashboard."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest
import yaml

from corpus.settings import Settings
from corpus.settings_page import with_settings
from tests.conftest import ROOT, run_command

DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
HOME = "/opt/policy-assistant"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_the_units_as_they_are(tmp_path: Path) -> None:
    program = tmp_path / "program"
    (program / ".venv" / "bin").mkdir(parents=True)
    (program / ".venv" / "bin" / "python").symlink_to("/bin/true")
    shutil.copytree(DEPLOY, program / "deploy")
    copies = []
    for unit in UNITS:
        copy = tmp_path / unit.name
        copy.write_text(unit.read_text("utf-8").replace(HOME, str(program)), encoding="utf-8")
        copies.append(copy)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *copies],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0 and not re.search(r"policy-assistant", done.stderr), done.stderr


def test_every_command_of_a_unit_is_one_of_ours() -> None:
    for unit in DEPLOY.glob("*.service"):
        command = re.search(
            r"^ExecStart=(\S+)(?: -m (.*))?$", unit.read_text("utf-8"), re.MULTILINE
        )
        assert command, unit
        program = ROOT / command[1].removeprefix(f"{HOME}/")
        assert program.exists(), program
        if command[2]:
            part, what, *_ = command[2].split()
            told = run_command(part, what, "--help").stdout
            for option in re.findall(r"--[a-z-]+", command[2]):
                assert option in told


def test_the_container_gets_every_setting() -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert with_settings(text) == text, "stale: run make docs"
    page = yaml.safe_load(text)["services"]["page"]
    assert {name.removeprefix("POLICY_").lower() for name in page["environment"]} == {
        name for name in Settings.model_fields if name != "store"
    }


def test_the_dashboard_shows_figures_that_there_are(page_url: str) -> None:
    asked = httpx.post(
        f"{page_url}mcp",
        json={"jsonrpc": "2.0", "id": 1, "method": "tools/call",
              "params": {"name": "ask", "arguments": {"question": "技术改造项目找谁备案？"}}},
    )  # fmt: skip
    assert asked.status_code == 200
    written = httpx.get(f"{page_url}metrics").text
    known = set(re.findall(r"^([a-z_]+?)(?:\{| )", written, re.MULTILINE)) | {"up"}
    board = json.loads((DEPLOY / "grafana-dashboard.json").read_text(encoding="utf-8"))
    shown = set()
    for panel in board["panels"]:
        for target in panel["targets"]:
            shown |= set(re.findall(r"\b((?:policy|process)_[a-z_]+|up)\{", target["expr"]))
    assert shown and shown <= known, shown - known
    ours = {
        n
        for n in known
        if n.startswith("policy_") and not n.endswith(("_created", "_sum", "_count"))
    }
    assert ours <= shown, ours - shown
