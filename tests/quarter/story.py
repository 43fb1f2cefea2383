"""What people do in the quarter: most of it again and again, and a plot of odd days."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.calendar import local_to_utc
from podsprint.domain.figures import Statement
from podsprint.domain.people import Facts, Standing, Who
from podsprint.domain.pods import Charter
from podsprint.domain.practices import GoOn, Practice, Vote
from podsprint.errors import Refused
from podsprint.store import work
from podsprint.store.engine import reading
from podsprint.store.tables import Experiment, Meeting, Sprint
from podsprint.usecases import checkins, endings, observations, pods, retros, sprints, standings
from podsprint.usecases.sessions import MeetingState
from tests.quarter import cast
from tests.quarter.cast import FORGETFUL, LATE, PODS, SPRINTS, Cast
from tests.quarter.stage import Stage, who
from tests.usecases.house import TEAM, House, plan

Deed = Callable[[], None]
_ENTRY_MINUTES = 3  # between one entry and the next
_OUTCOMES = ("adopted", "adapted", "dropped", retros.KEEP_RUNNING)


@dataclass
class Quarter:
    """The clock, the people's deeds in order of time, and what came of them."""

    house: House
    stage: Stage
    deeds: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    down_until: datetime | None = None
    _order: "count[int]" = field(default_factory=count)

    def at(self, moment: datetime, deed: Deed) -> None:
        """Somebody will do this then."""
        heapq.heappush(self.deeds, (moment, next(self._order), deed))

    def on(self, cast: Cast, day: date, wall: time, deed: Deed) -> None:
        """The same, by the pod's own clock."""
        self.at(local_to_utc(day, wall, cast.zone), deed)

    def live(self, until: datetime) -> None:
        """Let everything happen that is due, the bot's and the people's, in its order."""
        while True:
            due = self.house.look(work.next_due)
            deed_at = self.deeds[0][0] if self.deeds else None
            moment = min((at for at in (due, deed_at) if at is not None), default=None)
            if moment is None or moment > until:
                break
            self.house.clock.set(max(moment, self.house.clock.now()))
            if deed_at is not None and deed_at <= self.house.clock.now():
                heapq.heappop(self.deeds)[2]()
            self.house.tick()
            self.stage.catch_up()
            self._notice_open_sessions()
        self.house.clock.set(until)

    def sleep(self, hours: float) -> None:
        """The bot is down: nothing it owes happens, and nobody can do anything either."""
        self.stage.told(f"(the bot is down for {hours:g} hours)")
        end = self.house.clock.now() + timedelta(hours=hours)
        missed = []
        while self.deeds and self.deeds[0][0] < end:
            missed.append(heapq.heappop(self.deeds)[2])
        self.house.clock.set(end)
        for number, deed in enumerate(missed):  # they try again when it answers
            self.at(end + timedelta(minutes=5 + number), deed)

    def _notice_open_sessions(self) -> None:
        with reading(self.house.engine) as session:
            open_now = session.exec(select(Meeting).where(Meeting.state == MeetingState.OPEN)).all()
        for meeting in open_now:
            if meeting.id not in self.seen:
                self.seen.add(meeting.id or 0)
                self._attend(meeting)

    def _attend(self, meeting: Meeting) -> None:
        names = {number: name for name, number in self.stage.pods().items()}
        pod = next(pod for pod in PODS if pod.name == names[meeting.pod_id])
        with reading(self.house.engine) as session:
            sprint = session.get_one(Sprint, meeting.sprint_id)
        for turn, user in enumerate(self.leaders_of(pod)):
            if user in FORGETFUL and (meeting.id or 0) % 3 == 0:
                continue
            wait = timedelta(minutes=_ENTRY_MINUTES * (turn + 1)) * (1 if meeting.live else 20)
            moment = meeting.opens_at + wait
            if user in LATE and meeting.number % 2:
                moment = meeting.closes_at + timedelta(hours=2)
            self.at(moment, self._entry(pod, user, meeting, sprint.number))

    def leaders_of(self, pod: Cast) -> tuple[str, ...]:
        """Who leads in a pod now."""
        view, _ = self.house.look(pods.charter_here, who(pod.facilitator), pod.channel)
        return view.leaders

    def open_experiments(self, user: str) -> list[int]:
        """A leader's open experiments, the oldest first."""
        with reading(self.house.engine) as session:
            own = select(Experiment.id).where(Experiment.user_id == user, col(Experiment.closed_at).is_(None))
            return [number or 0 for number in session.exec(own.order_by(col(Experiment.id))).all()]

    def facilitator(self, pod: Cast) -> Who:
        """Who facilitates a pod now."""
        view, _ = self.house.look(pods.charter_here, who(pod.facilitator), pod.channel)
        return who(view.facilitator)

    def _entry(self, pod: Cast, user: str, meeting: Meeting, sprint: int) -> Deed:
        def enter() -> None:
            if user not in self.leaders_of(pod):
                return
            mark = f"[{cast.name_of(user)}, sprint {sprint}]"
            match meeting.kind:
                case SessionKind.KICKOFF:
                    self._kick_off(pod, user, meeting, sprint)
                case SessionKind.STANDUP:
                    fields = cast.check_in(user, sprint, meeting.number)
                    command = checkins.StandUp(who=who(user), meeting_id=meeting.id or 0, fields=fields)
                    self.house.do(checkins.stand_up, command)
                case SessionKind.RETRO:
                    self._look_back(user, meeting, sprint, mark)

        return enter

    def _kick_off(self, pod: Cast, user: str, meeting: Meeting, sprint: int) -> None:
        words = plan(
            who(user),
            meeting.pod_id,
            hypothesis=cast.hypothesis(user, sprint),
            expect="Somebody else speaks first",
            by=self.house.clock.now().astimezone(ZoneInfo(pod.zone)).date() + timedelta(days=9),
            ring=cast.ring(user),
        )
        self.house.do(checkins.kick_off, checkins.KickOff(meeting_id=meeting.id or 0, plan=words))

    def _look_back(self, user: str, meeting: Meeting, sprint: int, mark: str) -> None:
        mine = self.open_experiments(user)
        outcome = _OUTCOMES[(sum(user.encode()) + sprint) % len(_OUTCOMES)] if mine else retros.KEEP_RUNNING
        command = retros.LookBack(
            who=who(user),
            meeting_id=meeting.id or 0,
            choice=("helped", "mixed", "hurt", "too_early")[(sum(user.encode()) + sprint) % 4],
            line=f"I wait longer than I used to {mark}",
            experiment_id=mine[-1] if mine else None,
            outcome=outcome,
            what_changed=f"Plans hold until Friday {mark}" if outcome != retros.KEEP_RUNNING else "",
            ring=cast.ring(user),
        )
        self.house.do(retros.look_back, command)
        if user not in FORGETFUL:
            self._go_on(user, meeting, sprint)

    def _go_on(self, user: str, meeting: Meeting, sprint: int) -> None:
        """The short form after the retro's own: most would go on, and a few would change something."""
        turn = (sum(user.encode()) + sprint) % 4
        command = endings.EndSprint(
            who=who(user),
            meeting_id=meeting.id or 0,
            votes={Practice.RUNNING_ORDER: Vote.CHANGE if turn == 0 else Vote.KEEP},
            pulse={name: 3 + (turn + place) % 3 for place, name in enumerate(Statement)},
            go_on=GoOn.CHANGES if turn == 0 else GoOn.YES,
        )
        self.house.do(endings.end_sprint, command)


def begin(quarter: Quarter) -> None:
    """Every pod, its charter, and its sprints as its facilitator starts them."""
    for pod in PODS:
        start = cast.FIRST_DAY - timedelta(days=4)
        quarter.on(pod, start, time(11), partial(_create, quarter, pod))
        for number in range(SPRINTS):
            first = cast.FIRST_DAY + timedelta(days=14 * number)
            # While the last retro still takes late entries.
            quarter.on(pod, first, time(7, 30), partial(_start, quarter, pod, number, first))
        for user in pod.leaders[::2]:
            for week in range(SPRINTS * 2):
                day = cast.FIRST_DAY + timedelta(days=7 * week + 2)
                quarter.on(pod, day, time(16, 20), partial(_note, quarter, user, week))


def _create(quarter: Quarter, pod: Cast) -> None:
    command = pods.CreatePod(
        who=who(pod.facilitator),
        channel=pod.channel,
        name=pod.name,
        leaders=pod.leaders,
        facilitator=pod.facilitator,
        meets_at=pod.meets_at,
        zone=pod.zone,
        country=pod.country,
    )
    people = sorted({*pod.leaders, pod.facilitator})
    facts = tuple(Facts(user=user, standing=Standing.MEMBER, zone=pod.zone) for user in people)
    quarter.house.do(standings.learn, standings.Learn(team=TEAM, facts=facts))
    view = quarter.house.do(pods.create_pod, command)
    charter = Charter(
        goal="Decisions get made where the work is",
        so_that="customers wait days for a change and not weeks",
        roles="The facilitator keeps time; everyone coaches",
        norms="We ask before we advise",
        confidentiality="What is said here stays here",
    )
    quarter.house.do(pods.write_charter, pods.WriteCharter(who=who(pod.facilitator), pod_id=view.id, charter=charter))


def _start(quarter: Quarter, pod: Cast, number: int, first: date) -> None:
    command = sprints.StartSprint(
        who=quarter.facilitator(pod),
        pod_id=quarter.stage.pods()[pod.name],
        starts_on=first,
        cadence=pod.cadences[number],
        theme=cast.THEMES.get(number + 1, ""),
    )
    try:
        quarter.house.do(sprints.start_sprint, command)
    except Refused as refused:  # the one before is still under way: they look again the next morning
        quarter.stage.told(f"{pod.name} cannot start sprint {number + 1} yet: {refused}")
        quarter.on(
            pod,
            first + timedelta(days=1),
            time(7, 30),
            partial(_start, quarter, pod, number, first + timedelta(days=1)),
        )


def _note(quarter: Quarter, user: str, week: int) -> None:
    mine = quarter.open_experiments(user)
    if mine:
        note = f"It came up again at lunch [{cast.name_of(user)}, week {week + 1}]"
        observe = observations.Observe(who=who(user), note=note, experiment_id=mine[-1], ring=cast.ring(user))
        quarter.house.do(observations.observe, observe)
