"""A real nginx with TLS before the pages, by the sample configuration or by as little as works."""

import datetime
import ipaddress
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.conftest import ROOT

SAMPLE = ROOT / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin") or "nginx"
# The prefix cut off, no header of any kind, HTTP/1.0, everything buffered.
BARE = """
server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/policy.crt;
    ssl_certificate_key {folder}/policy.key;
    client_max_body_size 500m;
    location /policy/ {{ proxy_pass {pages}; }}
}}
"""
_USER = "" if os.getuid() else "user root;"  # pytest's folders are ours alone
_WHOLE = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    {servers}
}}
"""


def sample(folder: Path, port: int, plain_port: int, pages: str) -> str:
    """The sample of ``deploy/nginx.conf`` with ports and certificates of this machine."""
    text = SAMPLE.read_text(encoding="utf-8")
    for here, there in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("listen 80", f"listen 127.0.0.1:{plain_port}"),
        ("www.example.gov.cn;", "127.0.0.1;"),
        ("/etc/nginx/tls", str(folder)),
        ("http://127.0.0.1:7860", pages.rstrip("/")),
    ):
        assert here in text, here
        text = text.replace(here, there)
    return text


def bare(folder: Path, port: int, _: int, pages: str) -> str:
    """What somebody writes who has read nothing."""
    return BARE.format(folder=folder, port=port, pages=pages)


@contextmanager
def nginx(folder: Path, servers: str, port: int) -> Iterator[None]:
    """Nginx with ``servers``, answering on ``port``."""
    certificate(folder)
    file = folder / "nginx.conf"
    file.write_text(_WHOLE.format(user=_USER, folder=folder, servers=servers), encoding="utf-8")
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(file)])
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionError:
                assert process.poll() is None, (folder / "error.log").read_text("utf-8")
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(30)
    lines = (folder / "error.log").read_text("utf-8").splitlines()
    # a browser asks the root of the host for an icon before it has read the page
    errors = "\n".join(line for line in lines if "/favicon.ico" not in line)
    assert not re.search(r"\[(error|crit|alert|emerg)\]", errors), errors


def certificate(folder: Path) -> None:
    """A certificate of its own for 127.0.0.1, as ``policy.crt`` and ``policy.key``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(key, hashes.SHA256())
    )
    (folder / "policy.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "policy.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
