"""The names Slack hands back to us: forms, buttons and shortcuts. A form's fields are named as in ``domain``."""

from enum import StrEnum


class Form(StrEnum):
    """Callback ids of modals that are submitted."""

    CREATE = "pod_create"
    CHARTER = "pod_charter"
    SPRINT = "sprint_start"
    EXPERIMENT = "experiment"
    CHECK_IN = "check_in"
    OBSERVE = "observe"
    RETRO = "retro"
    REFLECT = "reflect"
    CHANGE_SESSION = "change_session"
    RHYTHM = "rhythm"
    AWAY = "away"
    ROLES = "pod_roles"
    HAND_OVER = "hand_over_session"
    CHANGE_NOTE = "change_note"
    CHANGE_LINE = "change_line"
    WITHDRAW = "withdraw"
    DROP = "drop_experiment"
    OFFER = "offer_topic"
    DELETE_EXPERIMENT = "delete_experiment"
    FORGET = "forget_me"


class Act(StrEnum):
    """Action ids of buttons and menus."""

    START_POD = "start_pod"
    WRITE_CHARTER = "write_charter"
    START_SPRINT = "start_sprint"
    CHECK_IN = "check_in"
    READ_ENTRY = "read_entry"
    NEW_EXPERIMENT = "new_experiment"
    EDIT_EXPERIMENT = "edit_experiment"
    END_OFFER = "end_offer"
    EXPERIMENT_MENU = "experiment_menu"
    CARRY_ON = "carry_on"
    OBSERVE = "observe"
    REFLECT = "reflect"
    ANSWER = "answer_question"
    NOTES = "notes"
    NOTES_OLDER = "notes_older"
    NOTE_MENU = "note_menu"
    UNDO_NOTE = "undo_note"
    ENTRIES = "entries"
    ENTRIES_OLDER = "entries_older"
    ENTRY_MENU = "entry_menu"
    WITHDRAW = "withdraw"
    LINES = "lines"
    LINES_OLDER = "lines_older"
    LINE_MENU = "line_menu"
    TRY_AGAIN = "try_again"
    MY_RHYTHM = "my_rhythm"
    NOTE_AWAY = "note_away"
    OVERVIEW = "pod_overview"
    OVERVIEW_BEFORE = "pod_overview_before"
    OVERVIEW_AFTER = "pod_overview_after"
    ROLES = "pod_roles"
    TAKE_OVER = "take_over"
    UNDO_ROLE = "undo_role"
    HAND_OVER = "hand_over"
    HAND_BACK = "hand_back"
    SNOOZE = "snooze"
    SNOOZE_TO_SESSION = "snooze_to_session"
    STOP_REMINDERS = "stop_reminders"
    NOT_AWAY = "not_away"
    CHANGE_SESSION = "change_session"
    SKIP_SESSION = "skip_session"
    UNDO_SKIP = "undo_skip"
    MOVE_ANYWAY = "move_anyway"
    MOVE_SPRINT = "move_sprint"
    RESUME_SPRINT = "resume_sprint"
    CLOSE_SPRINT = "close_sprint"
    REOPEN_SPRINT = "reopen_sprint"
    EXPORT = "export"


class Option(StrEnum):
    """Action ids of menus whose options are looked up as one types."""

    ZONE = "zone"
    OWN_ZONE = "own_zone"  # the same menu again: Slack takes another initial option under another name only
    COUNTRY = "country"


class Shortcut(StrEnum):
    """Callback ids of shortcuts, as in the manifest."""

    CHECK_IN = "shortcut_check_in"
    OBSERVE = "shortcut_observe"
    SAVE_MESSAGE = "shortcut_save_message"
    TURN_MESSAGE = "shortcut_turn_message"


VALUE = "value"  # the action id of every plain form field: a form is read by its block ids
