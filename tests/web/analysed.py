"""Topics and dictionaries so that their routes succeed, once and again."""

from dataclasses import replace

from cases.actions.topics import edit_dictionary
from tests.conftest import Town
from tests.web.doors import Door


async def ready_to_analyse(town: Town, organ: str, door: Door, number: int) -> Door:
    """A dictionary that is no other's yet; where one is to be given up, the organ has its own."""
    if door.path.endswith("/restoration"):
        head = await town.actor("owner")
        async with town.office.sessions.begin() as session:
            await edit_dictionary(
                session, head, town.clock.at, town.organs[organ], text=f"土地：词{number}"
            )
    if door.path.endswith("/dictionary"):
        return replace(door, form={"lines": f"土地：字{number}"})
    return door
