"""Names of files and members, as a hostile sender would choose them."""

import io
import zipfile
from pathlib import Path

from corpus.errors import PolicyError
from corpus.loaders import extract_bytes
from corpus.loaders.base import Refused
from pages.access.users import UsersError, checked_name
from pages.library.uploads import UploadError, Uploads, safe_name
from tests.hostile.payloads import MARKUP, PATHS
from tests.hostile.tally import held


def test_uploads_stay_in_their_folder(tmp_path: Path) -> None:
    uploads, content = Uploads(tmp_path / "store"), tmp_path / "given"
    content.write_text("关于测试的通知\n", "utf-8")
    before = sorted(p for p in tmp_path.rglob("*") if p != content)
    for words in [*PATHS, *MARKUP]:
        try:
            name = safe_name(f"{words}.txt")
        except UploadError:
            held("上传文件名", True, words)
            continue
        uploads.keep(content, name)
        kept = uploads.folder / name
        held("上传文件名", kept.parent == uploads.folder and kept.is_file(), words)
        kept.unlink()
        uploads.fail(name, words, None)
        uploads.forget(words)  # what a browser may send
        held(
            "上传文件名",
            uploads.failed(words) is None and uploads.failed(f"../{words}") is None,
            words,
        )
    outside = [p for p in tmp_path.rglob("*") if uploads.folder not in (p, *p.parents)]
    assert [p for p in outside if p not in (content, tmp_path / "store")] == before


def test_a_link_in_the_place_of_an_upload_is_not_followed(tmp_path: Path) -> None:
    uploads, secret = Uploads(tmp_path / "store"), tmp_path / "secret.txt"
    secret.write_text("秘密", "utf-8")
    uploads.folder.mkdir(parents=True)
    (uploads.folder / "通知.txt").symlink_to(secret)
    given = tmp_path / "given"
    given.write_text("新", "utf-8")
    uploads.keep(given, "通知.txt")
    held("上传文件名", secret.read_text("utf-8") == "秘密", "link")


def test_members_of_archives_lead_nowhere(tmp_path: Path) -> None:
    for words in PATHS:
        name = f"{words}/通知.txt".replace("\x00", "")
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr(name, "关于测试的通知\n一、要求\n")
        try:
            items = list(extract_bytes(data.getvalue(), "a.zip", limit_mb=1))
        except PolicyError:
            items = []
        climbs = ".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\", "C:"))
        held("压缩包", not climbs or all(isinstance(i, Refused) for i in items), words)


def test_names_of_users() -> None:
    for words in [*PATHS, *MARKUP]:
        try:
            name = checked_name(words)
        except UsersError:
            held("用户名", True, words)
            continue
        held("用户名", all(c.isalnum() or c in "._@-" for c in name), words)
