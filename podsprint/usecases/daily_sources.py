"""What the day's one message (L11) is put together from, the most pressing first.

An area with something to say adds its source here, a view for its item in ``slack.views.daily``, and asks with
``daily.ask``.
"""

from podsprint.usecases import boosters, offers, reminders
from podsprint.usecases.daily import Source

SOURCES: tuple[Source, ...] = (
    Source(find=reminders.find),
    Source(find=offers.find),
    Source(find=boosters.find, said=boosters.said),
)
