"""What the people of the story write, in their own words."""

from dataclasses import dataclass, field

from podsprint.demo.cast import AMARA, JONAS, MEI, PRIYA, TOMAS

CHARTER = {
    "goal": "Decisions get made where the work is, and stay made",
    "so_that": "customers wait days for a change and not weeks",
}


@dataclass(frozen=True, slots=True)
class Experiment:
    """A kick-off entry. ``first_draft`` is sent first where there is one, and comes back with a hint."""

    question: str
    hypothesis: str
    expect: str
    first_draft: str = ""


@dataclass(frozen=True, slots=True)
class Standup:
    """A stand-up entry. ``days`` is how many days from the session the next step is due."""

    tried: str
    noticed: str
    next_step: str
    days: int
    confidence: int
    topic: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Retro:
    """A retro entry. The outcome is named as on the button."""

    choice: str
    line: str
    outcome: str
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Leader:
    """One leader's two weeks."""

    user: str
    experiment: Experiment
    standups: tuple[Standup, Standup]
    retro: Retro
    notes: tuple[str, ...] = field(default=())
    reflection: str = ""


STORY = (
    Leader(
        AMARA,
        Experiment(
            "What will it take for teams to decide without waiting for me?",
            "If I answer every request for a decision with the question who is closest to this, "
            "then the teams will bring me decisions they have made, so that nothing waits in my inbox.",
            "How many messages a week ask me to decide",
            first_draft="If I delegate more, then the teams will decide more.",
        ),
        (
            Standup(
                "Asked who is closest to this, four times on Tuesday.",
                "Twice they knew at once. Once it was me after all, and nobody had dared to say so.",
                "Write down the three kinds of decision that stay with me",
                4,
                8,
            ),
            Standup(
                "Shared the list of three. It fits on a sticky note.",
                "Nine requests last week, four this week. One team had already decided before I read it.",
                "Take one thing off the list of three",
                3,
                7,
                topic="letting go of the release decision",
            ),
        ),
        Retro(
            "It helped",
            "The silence after my question is theirs, not mine to fill.",
            "Adopt it, it is how I work now",
            "Requests to decide went from nine to three a week. The payments team moved its release on its own.",
        ),
        notes=("Karim moved the database window without asking anyone above him, and told us after.",),
        reflection="I notice I feel less needed, and that I had been counting on being needed.",
    ),
    Leader(
        JONAS,
        Experiment(
            "What will it take for our planning to survive a whole week?",
            "If I close planning with each engineer naming one thing they will not do this week, "
            "then fewer tickets will be pulled in midway, so that what we promise on Monday is there on Friday.",
            "Tickets added after Monday",
        ),
        (
            Standup(
                "Closed planning with one thing each of us will not do.",
                "It took eleven minutes. Two people found it harder than the plan itself.",
                "Put the not-doing list at the top of the board",
                1,
                6,
            ),
            Standup(
                "The list is on the board. Sales read it and called me.",
                "Three tickets added, against eight the week before.",
                "Invite Sales to the last ten minutes of planning",
                2,
                7,
            ),
        ),
        Retro(
            "It helped",
            "A plan needs a place for what it leaves out.",
            "Adapt it and go on",
            "Tickets added midweek went from eight to three. Sales now asks on Mondays.",
        ),
        notes=("Monday: nobody pulled anything in. Tuesday: two, both from me.",),
    ),
    Leader(
        MEI,
        Experiment(
            "What will it take for support and product to speak about the same problem?",
            "If I sit in on two support calls a week and write down the customer's own words, "
            "then our tickets will quote customers, so that we stop arguing about what they meant.",
            "Tickets with a customer's sentence in them",
        ),
        (
            Standup(
                "Sat in on two calls with Tomás.",
                "They say 'lost', never 'slow'. We have an epic called Speed.",
                "Rewrite the epic with their words and read it to the team",
                5,
                9,
            ),
            Standup(
                "Read the new epic aloud. It was quiet for a while.",
                "Seven of ten new tickets quote somebody.",
                "Ask two engineers to come along to a call",
                2,
                5,
                topic="how to ask them without making it one more meeting",
            ),
        ),
        Retro(
            "It helped",
            "Their words do half of the prioritising for us.",
            "Adopt it, it is how I work now",
            "The Speed epic became Finding your way, and two of its five items were dropped as not the problem.",
        ),
        notes=("'I just want to know where it is' - three callers out of five, in nearly the same words.",),
    ),
    Leader(
        PRIYA,
        Experiment(
            "What will it take for my team to raise risks while they are small?",
            "If I start each one-to-one with what surprised you this week, "
            "then my team will name risks earlier, so that we can act while it is cheap.",
            "Days between a risk being seen and being said",
        ),
        (
            Standup(
                "Asked about surprises in three one-to-ones.",
                "Two had nothing. The third talked for twenty minutes.",
                "Begin with a surprise of my own",
                4,
                7,
                private=True,
            ),
            Standup(
                "Began with my own: I had misread the forecast.",
                "Everyone had one after that.",
                "Do the same in the team meeting",
                2,
                8,
                private=True,
            ),
        ),
        Retro(
            "Mixed",
            "It works one to one. In the group it turned into a competition for the best story.",
            "Adapt it and go on",
            "The late vendor file was known on Tuesday instead of Friday. In the team meeting nothing changed.",
        ),
        reflection="Going first cost me less than I thought.",
    ),
    Leader(
        TOMAS,
        Experiment(
            "What will it take for night shifts to hand over without a call?",
            "If we write the handover as three open questions for the next shift, "
            "then they will find their start without ringing us, so that both shifts get their rest.",
            "Calls between six and eight in the morning",
        ),
        (
            Standup(
                "Three nights with three questions.",
                "Two calls, against six. The questions are good; the handwriting is not.",
                "Move it from paper to the channel",
                3,
                8,
            ),
            Standup(
                "In the channel since Monday.",
                "No calls on two mornings. On the third the question was one only I could answer.",
                "Let the next shift write one of the three questions",
                3,
                6,
            ),
        ),
        Retro(
            "It made things harder",
            "With a new colleague on nights the questions were a riddle and not a help.",
            "Drop it",
            "Calls fell from six to two and came back to five when the shift changed. "
            "We go back to the old form and keep one question.",
        ),
        notes=("06:40, no call. I woke up anyway and looked at the phone.",),
    ),
)
