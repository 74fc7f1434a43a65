"""Told to stop, the server answers what was asked, takes no more, and leaves in order."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client

from tests.assistant.writing.scripted_endpoint import Handler
from tests.assistant.writing.scripted_endpoint import serving as endpoint
from tests.pages.page_server import ROOT, environment, free_port

ASKED = "技改找谁备案"
GOOD = "各级工业和信息化部门负责牵头组织开展企业技术改造项目的备案[1]。"


def test_an_answer_under_way_is_delivered(store: Path, tmp_path: Path) -> None:
    writing, go_on = threading.Event(), threading.Event()

    def slowly(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin()
        writing.set()
        go_on.wait(300)
        handler.event(GOOD)
        handler.event(finish="stop")
        handler.send("data: [DONE]\n\n")

    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    log = tmp_path / "log"
    with endpoint(slowly) as script, log.open("w") as told:
        model = {"POLICY_MODEL": "m", "POLICY_MODEL_URL": script.url}
        process = subprocess.Popen(
            [sys.executable, "ui.py", "--store", str(store), "--port", str(port)],
            cwd=ROOT, env=environment() | model, stdout=subprocess.PIPE, stderr=told, text=True,
        )  # fmt: skip
        assert process.stdout and "已启动" in process.stdout.readline()
        client = Client(url, verbose=False)
        job = client.submit(ASKED, api_name="/ask")
        assert writing.wait(120)
        os.kill(process.pid, signal.SIGTERM)
        until = time.monotonic() + 25
        while time.monotonic() < until:  # nobody new gets in
            try:
                httpx.get(f"{url}health/live", timeout=2)
            except httpx.ConnectError:
                break
            except httpx.TimeoutException:
                continue
            time.sleep(0.1)
        else:
            pytest.fail("the server went on accepting")
        assert process.poll() is None
        go_on.set()
        answer = job.result(120)
        assert answer["mode"] == "model" and "备案" in answer["answer"]
        assert process.wait(120) == 0
        assert "已停止" in process.stdout.read()
        process.stdout.close()
        client.close()
    assert "Traceback" not in log.read_text()
