"""The pages on which reports are brought in and looked at."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.web.bringing import DENIAL, FRENCH, SHELLING, dossier, pasted, person, work_off
from vaglio_web.store import actions
from vaglio_web.store.models import Delivery, Dossier, Report, Role, User

pytestmark = pytest.mark.django_db

HOSTILE = f"""<!doctype html><html><head><title>Seven &lt;script&gt; killed</title>
<script>document.title = "run"</script></head><body onload="alert(2)">
<article><h1>Shells hit <img src="http://192.0.2.1/x" onerror="alert(3)"> Tarsk</h1>
<p onclick="alert(4)">{SHELLING} <svg onload="alert(5)"></svg></p>
<p><a href="javascript:alert(6)">{DENIAL}</a>
<iframe src="data:text/html,<script>alert(7)</script>"></iframe>
&lt;script&gt;alert(8)&lt;/script&gt; said the mayor of the town of Tarsk on Monday.</p></article>
</body></html>"""


@pytest.fixture
def coder() -> User:
    """Give a coder."""
    return person()


@pytest.fixture
def place() -> Dossier:
    """Give a dossier."""
    return dossier()


def signed_in(who: User) -> Client:
    """Give a browser in which somebody is signed in."""
    client = Client()
    client.force_login(who)
    return client


def upload(name: str, words: str) -> SimpleUploadedFile:
    """Give a file as it is sent."""
    return SimpleUploadedFile(name, words.encode())


def test_everything_can_be_brought_in_at_once(coder: User, place: Dossier) -> None:
    """A text, two files and two addresses are five things, whose progress is seen."""
    sent = {
        "dossier": place.slug,
        "text": SHELLING,
        "title": "Seven killed",
        "publisher": "Valley Post",
        "published": "2031-05-04",
        "files": [upload("a.txt", DENIAL), upload("b.txt", FRENCH)],
        "addresses": "http://127.0.0.1/a\n\nhttp://127.0.0.1/b\nhttp://127.0.0.1/a\n",
    }
    client = signed_in(coder)
    answer = client.post("/desk/bring/", sent)
    batch = Delivery.objects.first()
    assert batch is not None
    assert answer.headers["Location"] == f"/desk/bring/{batch.batch}/"
    before = client.get(answer.headers["Location"]).content.decode()
    assert "0 of 5 taken in" in before
    assert 'hx-trigger="every 2s"' in before
    work_off()
    after = client.get(f"/desk/bring/{batch.batch}/list/").content.decode()
    assert "Done: 5 of 5 taken in, 3 of 3 reports through" in after
    assert "hx-trigger" not in after
    assert after.count("no public address") == 2
    assert after.count("Try again") == 2
    assert Report.objects.filter(publisher="Valley Post").count() == 3
    assert str(Report.objects.get(title="Seven killed").published) == "2031-05-04"


def test_what_was_here_already_is_said_with_a_link(coder: User, place: Dossier) -> None:
    """The list leads to the report that is there, and names its dossier."""
    actions.deliver(who=coder, dossier=place, things=pasted(SHELLING))
    again = actions.deliver(who=coder, dossier=dossier("Other"), things=pasted(SHELLING))
    work_off()
    page = signed_in(coder).get(f"/desk/bring/{again}/").content.decode()
    assert "was here already, in Oranja" in page
    assert f"/desk/reports/{Report.objects.get().key}/" in page


def test_what_failed_is_tried_again_from_its_row(coder: User, place: Dossier) -> None:
    """The button puts it back among what waits."""
    actions.deliver(
        who=coder, dossier=place, things=[actions.Brought(source="http://10.0.0.1/", data=None)]
    )
    work_off()
    delivery = Delivery.objects.get()
    client = signed_in(coder)
    client.post(f"/desk/bring/retry/{delivery.pk}/")
    delivery.refresh_from_db()
    assert delivery.state == "waiting"
    assert client.post(f"/desk/bring/retry/{delivery.pk}/").status_code == 302
    assert client.post("/desk/bring/retry/99999/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose a dossier"),
        ({"dossier": "oranja"}, "Nothing was brought in"),
        ({"dossier": "oranja", "text": "x", "published": "yesterday"}, "valid date"),
        ({"dossier": "elsewhere", "text": "x"}, "not one of the available"),
        ({"dossier": "oranja", "addresses": "\n".join(map(str, range(501)))}, "at most 500"),
        ({"new_dossier": "Highlands", "text": "x"}, None),
    ],
)
def test_a_form_that_cannot_be_taken_says_why(
    coder: User, place: Dossier, sent: dict[str, str], words: str | None
) -> None:
    """What was typed stays; a coder makes no dossier."""
    assert place.slug == "oranja"
    answer = signed_in(coder).post("/desk/bring/", sent)
    assert answer.status_code in (400, 404, 409)
    assert Delivery.objects.count() == 0
    if words is not None:
        assert words in answer.content.decode()


def test_an_editor_makes_the_dossier_with_the_reports() -> None:
    """A new conflict begins with its first report."""
    client = signed_in(person(Role.EDITOR))
    client.post("/desk/bring/", {"new_dossier": "Highlands", "text": SHELLING})
    assert Delivery.objects.get().dossier.title == "Highlands"


def test_too_much_is_refused_before_it_is_read(coder: User) -> None:
    """The size that the browser names is enough."""
    answer = signed_in(coder).post("/desk/bring/", CONTENT_LENGTH=str(61 * 1024 * 1024))
    assert answer.status_code == 413
    assert "too large" in answer.content.decode()


def test_who_may_not_bring_in_finds_nothing(place: Dossier) -> None:
    """An observer sees reports and brings in none; a stranger signs in first."""
    observer = signed_in(person(Role.OBSERVER))
    assert observer.get("/desk/bring/").status_code == 404
    assert observer.post("/desk/bring/", {"dossier": place.slug, "text": "x"}).status_code == 404
    assert observer.get("/desk/reports/").status_code == 200
    assert "/accounts/login/" in Client().get("/desk/reports/").headers["Location"]
    assert Delivery.objects.count() == 0


def test_a_hostile_page_is_shown_as_text(coder: User, place: Dossier) -> None:
    """Scripts, handlers, frames and odd addresses of a report are never part of a page."""
    thing = actions.Brought(source='"><script>alert(9)</script>.html', data=HOSTILE.encode())
    batch = actions.deliver(who=coder, dossier=place, things=[thing])
    work_off()
    report = Report.objects.get()
    assert report.state == "read"
    client = signed_in(coder)
    for address in (
        f"/desk/bring/{batch}/",
        "/desk/reports/",
        f"/desk/reports/{report.key}/",
        "/desk/bring/",
    ):
        answer = client.get(address)
        page = answer.content.decode()
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        for hostile in (
            "<script>",
            "onerror=",
            "onload=",
            "onclick=",
            "<svg",
            "<iframe",
            "192.0.2",
        ):
            assert hostile not in page, address
        assert 'href="javascript' not in page
    assert "&lt;script&gt;alert(8)" in client.get(f"/desk/reports/{report.key}/").content.decode()


def test_the_original_is_kept_as_a_file_and_never_shown(coder: User, place: Dossier) -> None:
    """The bytes come as they came, and no browser makes a page of them."""
    thing = actions.Brought(source="page.html", data=HOSTILE.encode())
    actions.deliver(who=coder, dossier=place, things=[thing])
    work_off()
    answer = signed_in(coder).get(f"/desk/reports/{Report.objects.get().key}/original/")
    assert answer.content == HOSTILE.encode()
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_report_is_shown_with_the_words_that_make_claims(coder: User, place: Dossier) -> None:
    """The text as it was read, its readings, and where each came from."""
    actions.deliver(who=coder, dossier=place, things=pasted(SHELLING))
    work_off()
    report = Report.objects.get()
    page = signed_in(coder).get(f"/desk/reports/{report.key}/").content.decode()
    assert "<mark title=" in page
    assert "reader rules" in page
    assert "Read anew" in page
    assert signed_in(coder).get(f"/desk/reports/{report.key}/?reading=9").status_code == 404
    assert signed_in(coder).get("/desk/reports/r:0/").status_code == 404


def test_a_report_that_failed_says_why_and_is_tried_again(coder: User, place: Dossier) -> None:
    """The page has the reason and the button; once it waits, the button is gone."""
    actions.deliver(who=coder, dossier=place, things=pasted(FRENCH))
    work_off()
    address = f"/desk/reports/{Report.objects.get().key}/"
    client = signed_in(coder)
    assert "Try again" in client.get(address).content.decode()
    client.post(address + "retry/")
    page = client.get(address).content.decode()
    assert "Try again" not in page
    assert "on its way" in page
    assert client.post(address + "reread/", follow=True).status_code == 200


def test_the_list_is_narrowed_and_paged(coder: User, place: Dossier) -> None:
    """Newest first, fifty a page, by dossier and state."""
    other, now = dossier("Other"), timezone.now()
    Report.objects.bulk_create(
        Report(
            key=f"r:{number:04}",
            dossier=place if number % 2 else other,
            source=f"number {number}",
            medium="text",
            encoding="utf-8",
            arrived_at=now,
            state="read" if number % 3 else "failed",
        )
        for number in range(120)
    )
    client = signed_in(coder)
    first = client.get("/desk/reports/").content.decode()
    assert "120 reports" in first
    assert first.index("number 119") < first.index("number 70")
    assert "number 69" not in first
    oldest_shown = Report.objects.get(source="number 70").pk
    older = client.get(f"/desk/reports/?before={oldest_shown}").content.decode()
    assert "number 69" in older
    assert "number 70<" not in older
    narrow = client.get("/desk/reports/?dossier=other&state=failed").content.decode()
    assert "20 reports" in narrow
    assert "number 119" not in narrow
    assert client.get("/desk/reports/?state=odd").status_code == 404
