"""Who is in the story."""

from podsprint.playground.config import Channel, Team, User

ZONE = "Europe/Berlin"
TEAM = Team(id="T0HARBOUR", name="Harbour Works", domain="harbour-works")

AMARA, JONAS, MEI, PRIYA, TOMAS = "U0AMARA", "U0JONAS", "U0MEI", "U0PRIYA", "U0TOMAS"
RUTH, SAM = "U0RUTH", "U0SAM"
LEADERS = (AMARA, JONAS, MEI, PRIYA, TOMAS)
POD_CHANNEL = "C0PLATFORM"

PEOPLE = (
    User(AMARA, "amara", "Amara Okafor", "Head of Platform", ZONE),
    User(JONAS, "jonas", "Jonas Weber", "Engineering Manager", ZONE),
    User(MEI, "mei", "Mei Tanaka", "Product Lead", ZONE),
    User(PRIYA, "priya", "Priya Raman", "Data Lead", "Europe/London"),
    User(TOMAS, "tomas", "Tomás Silva", "Support Lead", "Europe/Lisbon"),
    User(RUTH, "ruth", "Ruth Lindgren", "Leadership development", "Europe/Stockholm"),
    User(SAM, "sam", "Sam Carter", "Designer, new here", ZONE),
)
CHANNELS = (
    Channel(
        POD_CHANNEL,
        "pod-platform",
        members=(*LEADERS, RUTH, "U0BOT"),
        topic="Five leads, two weeks at a time",
        is_private=True,
    ),
    Channel("C0GENERAL", "general", members=(*LEADERS, RUTH, SAM), is_general=True),
)
