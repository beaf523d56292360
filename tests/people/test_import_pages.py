"""The pages of an import: each step by refresh, back button, double submit and two tabs."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organizations.models import Organization, Site
from organizations.permissions import Role
from people.models import Employment, Person, RememberedMapping, StaffImport
from tests.core.test_spreadsheets import BAD
from tests.factories import MembershipFactory, SiteFactory
from tests.people.staff_texts import HEADER, as_file, row

pytestmark = pytest.mark.django_db
START = "/o/northwind/manage/people/import/"


@pytest.fixture
def hr(client: Client, inside: Organization) -> Client:
    client.force_login(MembershipFactory(organization=inside, role=Role.HR_ADMIN).user)
    return client


def upload(hr: Client, content: bytes, key: str = "") -> object:
    file = SimpleUploadedFile("staff.csv", content)
    return hr.post(START, {"file": file, "key": key or str(uuid4())})


def columns(found: StaffImport) -> dict[str, str]:
    return {f"column-{at}": name for name, at in found.mapping.items()}


@pytest.fixture
def dry(hr: Client, django_capture_on_commit_callbacks: object) -> StaffImport:
    """A file up to its dry run, as HR brings it there."""
    upload(hr, as_file(row("1", site="Boston, MA"), row("2", status="?"), row("3", given=" Bo")))
    found = StaffImport.objects.get()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # a fixture
        hr.post(f"{START}{found.pk}/columns/", columns(found))
    return found


def test_a_file_goes_from_upload_to_people_and_back(
    hr: Client, dry: StaffImport, django_capture_on_commit_callbacks: object
) -> None:
    page = f"{START}{dry.pk}/"
    assert "2 people are ready to be imported; one row needs you" in hr.get(page).content.decode()

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # a fixture
        assert hr.post(f"{page}apply/", {"missing": "keep"}).status_code == 302
        assert hr.post(f"{page}apply/", {"missing": "keep"}).status_code == 302
    assert "2 people were imported" in hr.get(page).content.decode()
    assert Person.objects.count() == 2

    assert "2 people whom this import brought" in hr.get(f"{page}undo/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # a fixture
        hr.post(f"{page}undo/")
        hr.post(f"{page}undo/")
    assert "This import was undone" in hr.get(page).content.decode()
    assert Person.objects.count() == 0


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_on_the_page_and_nothing_is_stored(
    content: bytes, hr: Client
) -> None:
    response = upload(hr, content)

    assert (response.status_code, StaffImport.objects.count()) == (422, 0)  # type: ignore[attr-defined] # a response
    assert "error-summary" in response.content.decode()  # type: ignore[attr-defined] # a response


def test_the_same_form_sent_twice_is_one_import_and_two_tabs_are_two(hr: Client) -> None:
    key = str(uuid4())

    first, again = upload(hr, as_file(row("1")), key), upload(hr, as_file(row("1")), key)
    other = upload(hr, as_file(row("1")))

    assert first.url == again.url != other.url  # type: ignore[attr-defined] # redirects
    assert StaffImport.objects.count() == 2


def test_the_columns_page_asks_and_what_is_chosen_is_remembered(hr: Client) -> None:
    header = ("Persona", *HEADER[1:])
    upload(hr, as_file(row("1"), header=header))
    found = StaffImport.objects.get()
    page = f"{START}{found.pk}/columns/"

    refused = hr.post(page, columns(found))
    assert refused.status_code == 422
    assert "Choose the column with the employee number" in refused.content.decode()

    twice = hr.post(page, {**columns(found), "column-0": "email"})
    assert "is chosen twice" in twice.content.decode()

    assert hr.post(page, {**columns(found), "column-0": "number"}).status_code == 302
    assert RememberedMapping.objects.get(header="persona").field == "number"
    upload(hr, as_file(row("1"), header=header))
    assert StaffImport.objects.latest("pk").mapping["number"] == 0


def test_a_date_that_could_be_read_both_ways_is_shown_and_can_be_turned(
    hr: Client, django_capture_on_commit_callbacks: object
) -> None:
    upload(hr, as_file(row("1", hired="03/04/2024")))
    found = StaffImport.objects.get()
    page = f"{START}{found.pk}/"
    assert "read as Monday, March 4, 2024" in hr.get(page).content.decode()
    assert "please check" in hr.get(page).content.decode()

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # a fixture
        hr.post(f"{page}columns/", {**columns(found), "order-starts_on": "dmy"})
        hr.post(f"{page}apply/", {"missing": "keep"})
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # a fixture
        hr.post(f"{page}apply/", {"missing": "keep"})

    assert [str(day) for day in Employment.objects.values_list("starts_on", flat=True)] == [
        "2024-04-03"
    ]


@pytest.mark.parametrize(
    ("show", "words"),
    [
        ("rejected", ["Unknown status", "Write Active, On Leave or Terminated."]),
        ("notes", ["Stray spaces"]),
        ("new", ["Ana Ruiz 1"]),
        ("sites", ["Boston, MA", "America/New_York"]),
        ("nonsense", ["Row by row"]),
    ],
)
def test_rows_are_shown_by_kind(show: str, words: list[str], hr: Client, dry: StaffImport) -> None:
    html = hr.get(f"{START}{dry.pk}/?show={show}&page=9").content.decode()

    assert [word for word in words if word not in html] == []


def test_rows_are_paged(hr: Client, django_capture_on_commit_callbacks: object) -> None:
    upload(hr, as_file(*(row(str(n), status="?") for n in range(1, 121))))
    found = StaffImport.objects.get()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # a fixture
        hr.post(f"{START}{found.pk}/columns/", columns(found))

    html = hr.get(f"{START}{found.pk}/?show=rejected&page=2").content.decode()

    assert "51 to 100 of 120" in html
    assert html.count("What to do") == 51


def test_while_a_worker_is_at_it_the_page_waits_and_then_leads_back(
    hr: Client, dry: StaffImport
) -> None:
    StaffImport.objects.update(stage="applying", work_state="running", total=10, done=4)
    page = f"{START}{dry.pk}/"

    assert "4 of 10 done" in hr.get(page).content.decode()
    assert "4 of 10 done" in hr.get(f"{page}progress/").content.decode()
    StaffImport.objects.update(stage="applied", work_state="finished")
    assert hr.get(f"{page}progress/").url == page  # type: ignore[attr-defined] # a redirect
    led = hr.get(f"{page}progress/", headers={"HX-Request": "true"})
    assert led.headers["HX-Redirect"] == page


def test_a_step_that_is_over_leads_to_where_the_import_stands(hr: Client, dry: StaffImport) -> None:
    page = f"{START}{dry.pk}/"
    StaffImport.objects.update(stage="undone")

    for step in ("columns", "undo", "progress"):
        assert hr.get(f"{page}{step}/").url == page  # type: ignore[attr-defined] # a redirect
    for step in ("columns", "undo", "apply", "discard"):
        assert hr.post(f"{page}{step}/").url == page  # type: ignore[attr-defined] # a redirect


def test_a_file_can_be_put_aside_and_its_contents_go(hr: Client, dry: StaffImport) -> None:
    assert hr.post(f"{START}{dry.pk}/discard/").url == START  # type: ignore[attr-defined] # a redirect

    dry.refresh_from_db()
    assert (dry.stage, bytes(dry.content), dry.plan) == ("discarded", b"", None)
    assert "put aside" in hr.get(f"{START}{dry.pk}/").content.decode()
    assert hr.get(f"{START}{dry.pk}/result.csv").status_code == 302


def test_the_result_can_be_downloaded(hr: Client, dry: StaffImport) -> None:
    csv = hr.get(f"{START}{dry.pk}/result.csv")
    xlsx = hr.get(f"{START}{dry.pk}/result.xlsx")

    assert csv.headers["Content-Disposition"] == 'attachment; filename="staff-result.csv"'
    assert csv.content.startswith("\ufeffEmployee ID".encode())
    assert xlsx.content.startswith(b"PK")


def test_sites_are_confirmed_with_their_zones(hr: Client, inside: Organization) -> None:
    atlantis = SiteFactory(organization=inside, name="Atlantis", confirmed=False)
    page = "/o/northwind/manage/people/sites/"
    assert "One site waits to be confirmed" in hr.get(page).content.decode()
    form = {
        "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": str(atlantis.pk),
        "form-0-time_zone": "Atlantic/Azores", "form-0-country": "pt", "form-0-region": "20",
    }  # fmt: skip

    assert hr.post(page, {**form, "form-0-time_zone": "Nowhere"}).status_code == 422
    assert hr.post(page, form).status_code == 302
    assert hr.post(page, form).status_code in {302, 422}

    assert list(Site.objects.values_list("time_zone", "country", "region", "confirmed")) == [
        ("Atlantic/Azores", "PT", "20", True)
    ]
    assert "All sites are confirmed" in hr.get(page).content.decode()
    assert "Atlantis" in hr.get(f"{page}?all").content.decode()


@pytest.mark.parametrize("initial", ["0", "1", "900", "-1", "x"])
def test_a_form_that_claims_more_sites_than_there_are_makes_none(
    hr: Client, inside: Organization, initial: str
) -> None:
    SiteFactory(organization=inside, name="Atlantis", confirmed=False)
    form = {
        "form-TOTAL_FORMS": "1900", "form-INITIAL_FORMS": initial, "form-0-id": "",
        "form-0-time_zone": "UTC", "form-0-country": "PT", "form-0-region": "",
    }  # fmt: skip

    answer = hr.post("/o/northwind/manage/people/sites/?all", form)

    assert answer.status_code in {302, 422}
    assert list(Site.objects.values_list("name", "confirmed")) == [("Atlantis", False)]


@pytest.mark.parametrize("name", ["imports", "sites", "cards"])
@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.FACILITATOR, Role.AUDITOR, Role.AUTHOR])
def test_only_hr_imports_people_and_issues_cards(
    name: str, role: Role, client: Client, inside: Organization
) -> None:
    client.force_login(MembershipFactory(organization=inside, role=role).user)

    assert client.get(reverse(f"people:{name}", args=["northwind"])).status_code == 403
