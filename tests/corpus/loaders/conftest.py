"""Files that take seconds to make are made once a session."""

from pathlib import Path

import pytest

from corpus.loaders.office import soffice
from tests.corpus.loaders import loader_samples as samples

_LOCKED = 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'  # noqa: E501


@pytest.fixture(scope="session")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The seed document as docx, and through LibreOffice as pdf, html, doc; a table and a locked pdf."""
    if soffice() is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    seed, table, locked = folder / "seed.docx", folder / "table.docx", folder / "locked.docx"
    seed.write_bytes(samples.seed_docx())
    table.write_bytes(samples.table_docx())
    locked.write_bytes(samples.table_docx())
    files = {"docx": seed}
    files["pdf"], files["table"] = samples.convert([seed, table], "pdf", folder)
    (files["html"],) = samples.convert([seed], "html", folder)
    (files["doc"],) = samples.convert([seed], "doc", folder)
    (files["locked"],) = samples.convert([locked], _LOCKED, folder)
    return files
