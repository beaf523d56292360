"""The learner's pages and steps, through the real web server, many at once."""

from __future__ import annotations

from django.db import connection

from benchmarks import bare, walking
from benchmarks.bench import Bench, Failed
from benchmarks.data.organization import World
from benchmarks.loading import Request
from benchmarks.walking import Walk
from courses import contents
from organizations import scoping
from training.models import Enrollment, Step


def walk_of(bench: Bench, world: World) -> Walk:
    """The walk through this world's course, recorded once."""
    digest = world.version.digest
    if digest not in bench.walks:
        person = world.learners.pop()
        (reader,) = bench.readers(world, [person])
        key = reader["cookie"].split(";")[0].partition("=")[2]
        bench.walks[digest] = walking.record(
            world.organization.slug, world.enrollment_ids[person], key
        )
        contents._parsed.clear()  # what the web server has to read for itself, we do, too
    return bench.walks[digest]


def middle_of_a_story(world: World, walk: Walk) -> int:
    """How many steps lead to a scene in the middle of a story."""
    content = contents.parse(world.version.content, world.version.digest)
    return walk.middle_of([m.slug for m in content.modules if m.kind == "scenario"])


def _take(world: World, count: int) -> list[int]:
    """Learners who have not begun, for nobody else."""
    taken, world.learners = world.learners[:count], world.learners[count:]
    return taken


def pages(bench: Bench, world: World) -> None:
    """The home page, and a scene in the middle of a story, each read again and again."""
    walk = walk_of(bench, world)
    middle = middle_of_a_story(world, walk)
    readers = bench.readers(world, _take(world, bench.connections))
    home = Request("home", "/o/{slug}/learn/")
    scene = Request("scene", walk.steps[middle][0].path)
    bench.load(walk.posts(0, middle), readers, again=False, seconds=60)
    with bench.reading(world) as note:
        result = bench.load([home], readers)
        note("home", result.rate("home"), each=result.total["home"])
        note("home_p95", result.p95("home"))
    with bench.reading(world) as note:
        result = bench.load([scene], readers)
        note("scene", result.rate("scene"), each=result.total["scene"])
        note("scene_p95", result.p95("scene"))


def steps(bench: Bench, world: World) -> None:
    """Steps alone; steps with the page that follows; and the least that Django can do."""
    walk = walk_of(bench, world)
    each = max(len(world.learners) // 2, bench.connections)
    with bench.reading(world) as note:
        people = _take(world, each)
        result = bench.load(walk.posts(), bench.readers(world, people), again=False)
        course = f"{len(walk.steps)} steps in a course"
        note("step", result.rate("step"), course, each=result.total["step"])
        note("step_p95", result.p95("step"))
    _check_recorded(world, people, result.total["step"])
    with bench.reading(world) as note:
        people = _take(world, each)
        result = bench.load(walk.with_pages(), bench.readers(world, people), again=False)
        pair = result.rate("+scene")
        note("pair", pair, each=result.total["+scene"])
        note("pair_p95", result.p95("+scene"))
    _bare(bench, world, people, pair)


def _bare(bench: Bench, world: World, people: list[int], pair: float) -> None:
    bare.make_table()
    readers = bench.readers(world, people[: bench.connections])
    body = "csrfmiddlewaretoken={token}&key={key}&do=next&active=7"
    with bench.reading(world) as note:
        result = bench.load([Request("page", "/bare/")], readers)
        page = result.rate("page")
        note("bare_page", page, each=result.total["page"])
    with bench.reading(world) as note:
        request = Request("insert", "/bare/insert/", "POST", body, (204,))
        result = bench.load([request], readers)
        insert = result.rate("insert")
        note("bare_insert", insert, each=result.total["insert"])
        note("bare_share", 100 * pair * (1 / page + 1 / insert))


def _check_recorded(world: World, people: list[int], said: int) -> None:
    """Every step that was answered well is in the database, once."""
    with scoping.within(world.organization):
        ids = [world.enrollment_ids[person] for person in people]
        stored = Step.objects.filter(enrollment__in=ids).count()
        begun = Enrollment.objects.filter(pk__in=ids).exclude(status="not_started").count()
    # A step may have been stored whose answer came after the load had ended.
    if not said <= stored <= said + 64 or not begun:
        raise Failed(f"{said} steps were answered, {stored} are stored")
    connection.close()
