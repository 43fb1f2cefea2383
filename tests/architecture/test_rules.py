"""What an import rule cannot say about the house. `lint-imports` says the rest."""

import ast
import sys

from tests.architecture.sources import imported, nodes, sources, trees

MOST_LINES = 300
# The worker must keep going whatever happens to one row; the playground hands a failed start to who asked for it.
CATCH_ALL = [("playground/server.py", "_run"), ("worker/__init__.py", "run_one")]
# The clock's homes. The worker's tells APScheduler "at once", in APScheduler's own time.
CLOCKS = ("bootstrap.py", "cli.py", "demo/clock.py", "playground/", "worker/__init__.py")
LISTENERS = "slack/listeners/"
LISTENER_KINDS = {"action", "command", "error", "event", "function", "message", "middleware", "options", "shortcut"}
LISTENER_KINDS |= {"step", "use", "view", "view_closed", "view_submission", "global_shortcut", "message_shortcut"}
# Bolt offers them to every listener; through them Slack would hear of something before it is committed.
PAST_THE_OUTBOX = {"client", "say", "respond", "complete", "fail", "set_status"}


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_the_clock_is_read_in_its_homes_only() -> None:
    reads = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
    reads |= {"time.monotonic", "time.perf_counter", "time.localtime", "time.gmtime", "func.now", "time.sleep"}
    found = {
        path: dotted(node)
        for path, node in nodes(ast.Attribute)
        if ".".join(dotted(node).split(".")[-2:]) in reads and not path.startswith(CLOCKS)
    }
    assert found == {}
    assert [path for path, name in imported("") if name == "time" and not path.startswith(CLOCKS)] == []


def test_domain_and_the_limits_need_only_the_standard_library() -> None:
    own = ("podsprint.domain", "podsprint.playground.limits")
    found = {
        (path, name)
        for under in ("domain/", "playground/limits")
        for path, name in imported(under)
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith(own)
    }
    assert {one for one in found if one != ("playground/limits.py", "podsprint.playground")} == set()


def test_domain_does_no_io() -> None:
    reaching_out = {"asyncio", "http", "logging", "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3"}
    reaching_out |= {"subprocess", "tempfile", "threading", "time", "urllib", "uuid"}
    assert [(path, name) for path, name in imported("domain/") if name.partition(".")[0] in reaching_out] == []
    assert [path for path, node in nodes(ast.Call, "domain/") if dotted(node.func) in ("open", "input")] == []


def test_nothing_is_printed_past_the_console() -> None:
    assert [path for path, node in nodes(ast.Call) if dotted(node.func) == "print"] == []


def test_no_error_is_swallowed_that_nobody_foresaw() -> None:
    broad = {"Exception", "BaseException", ""}
    found = []
    for path, function in nodes(ast.FunctionDef):
        for node in ast.walk(function):
            if isinstance(node, ast.ExceptHandler):
                caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type or ast.Name("")]
                if broad & {dotted(one) for one in caught}:
                    found.append((path, function.name))
    assert found == CATCH_ALL


def test_a_file_does_one_thing() -> None:
    written = {path: text for path, text in sources().items() if "/migrations/versions/" not in path}  # by Alembic
    lengths = {path: text.count("\n") for path, text in written.items()}
    assert {path: length for path, length in lengths.items() if length > MOST_LINES} == {}


def test_bolt_is_bound_in_listeners_only() -> None:
    bolt = {path for path, name in imported("") if name.partition(".")[0] == "slack_bolt"}
    assert {path for path in bolt if not path.startswith(LISTENERS)} == {"bootstrap.py", "web/__init__.py"}
    bound = {
        path
        for path, node in nodes(ast.Call)
        if path in bolt and isinstance(node.func, ast.Attribute) and dotted(node.func.value) in ("app", "self.app")
        if node.func.attr in LISTENER_KINDS
    }
    assert bound
    assert {path for path in bound if not path.startswith(LISTENERS)} == set()


def test_a_listener_speaks_through_the_outbox_or_its_answer() -> None:
    parameters = {(path, node.arg) for path, node in nodes(ast.arg, LISTENERS) if node.arg in PAST_THE_OUTBOX}
    used = {(path, node.id) for path, node in nodes(ast.Name, LISTENERS) if node.id in PAST_THE_OUTBOX}
    reached = {(path, node.attr) for path, node in nodes(ast.Attribute, LISTENERS) if node.attr in {"client", "say"}}
    assert (parameters, used, reached) == (set(), set(), set())


def test_listeners_post_nothing_themselves() -> None:
    windows = {"open_view", "push_view", "update_view"}
    looks = {"people", "members", "bot_user", "channel_trouble", "is_public"}
    # A pod in a new channel: made while its form is sent, so that what Slack minds is told at the field.
    made = {"create_channel", "own_empty_channel"}
    called = {
        node.func.attr
        for _, node in nodes(ast.Call, LISTENERS)
        if isinstance(node.func, ast.Attribute) and dotted(node.func.value).endswith("gateway")
    }
    assert called <= windows | looks | made


def test_no_state_is_kept_in_a_module() -> None:
    """A name that is bound again from inside a function is global state."""
    assert [path for path, _ in nodes(ast.Global)] == []


def test_every_module_was_read() -> None:
    assert {"domain/grow.py", "slack/listeners/help.py", "worker/delivery.py"} <= set(trees())
