"""Every story that was recorded, by name."""

from tests.kept.stories.called_off import STORY as CALLED_OFF
from tests.kept.stories.ordinary import STORY as ORDINARY
from tests.kept.stories.outages import STORY as OUTAGES
from tests.kept.stories.public_chain import STORY as PUBLIC_CHAIN
from tests.kept.stories.races import STORY as RACES

STORIES = {story.name: story for story in (ORDINARY, CALLED_OFF, OUTAGES, RACES, PUBLIC_CHAIN)}
