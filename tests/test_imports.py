"""No part of the product imports, at any depth, what imports it: not at the top of a file, not in a
function, not for type checking only. (The layers are held by ``lint-imports``.)"""

import grimp

PACKAGES = ("corpus", "index", "assistant", "pages", "eval")


def test_no_import_circle() -> None:
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    circles = [
        f"{module} ↔ {imported}"
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if graph.chain_exists(importer=imported, imported=module)
    ]
    assert not circles
