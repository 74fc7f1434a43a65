"""Files that take seconds to make are made when they are first asked for, once a session."""

from pathlib import Path

import pytest

from corpus.loaders.office import soffice
from tests.corpus.loaders import loader_samples as samples

_LOCKED = 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'  # noqa: E501


class OfficeFiles(dict[str, Path]):
    """The seed document as docx, and through LibreOffice as pdf, html, doc; a table and a locked pdf."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def __missing__(self, kind: str) -> Path:
        source = self._folder / f"{kind}.docx"
        whole = kind not in ("table", "locked")
        source.write_bytes(samples.seed_docx() if whole else samples.table_docx())
        how = {"table": "pdf", "locked": _LOCKED}.get(kind, kind)
        (self[kind],) = samples.convert([source], how, self._folder)
        return self[kind]


@pytest.fixture(scope="session")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> OfficeFiles:
    """See ``OfficeFiles``."""
    if soffice() is None:
        pytest.skip("LibreOffice is not installed")
    return OfficeFiles(tmp_path_factory.mktemp("office"))
