"""What the start puts off is done once the screen is whole."""

import gc

from tests.ui.conftest import StartProgram


async def test_garbage_is_collected_again_once_the_screen_is_whole(program: StartProgram) -> None:
    gc.disable()
    try:
        async with program() as driver:
            await driver.until(gc.isenabled, "garbage collection")
    finally:
        gc.enable()
        gc.unfreeze()
