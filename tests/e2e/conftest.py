"""A recording to listen to."""

from pathlib import Path

import pytest

from tests.media_files import make_tone


@pytest.fixture(scope="session")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tone(tmp_path_factory.mktemp("tone") / "hearing.flac", 300)
