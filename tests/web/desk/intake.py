"""An intake driven through its pages, as a browser without JavaScript does it."""

from dataclasses import dataclass

from django.test import Client

from motcua.dossiers.models import Dossier, IntakeDraft
from tests import factories
from tests.web.desk.conftest import desk_of


START = "/can-bo/tiep-nhan/"
CARD = "031098004417||Lê Minh Khuê|14021998|Nam|Tổ 3, Phường Ba Đình, Thành phố Hà Nội|20082024"
PERSON = {"kind": "citizen", "channel": "direct", "name": "Đặng Ngọc Quyên"}
ALL_THERE = {"mark-c0": "present", "mark-c1": "present"}
ONE_MISSING = {"mark-c0": "present", "mark-c1": "missing"}


@dataclass
class Intake:
    """One official, one draft."""

    client: Client
    draft_id: int

    def url(self, step):
        return f"{START}{self.draft_id}/{step}/"

    def get(self, step, query="", **headers):
        return self.client.get(self.url(step) + query, headers=headers)

    def post(self, step, data, **headers):
        return self.client.post(self.url(step), data, headers=headers)

    @property
    def content(self):
        return IntakeDraft.objects.get(pk=self.draft_id).content


def begun(actor, **person):
    """The first step is done."""
    client = desk_of(actor)
    answer = client.post(START, PERSON | person)
    assert answer.status_code == 302, answer.content.decode()
    return Intake(client, int(answer["Location"].split("/")[-3]))


def chosen(actor, code=factories.BIRTH, **person):
    """A procedure is chosen."""
    intake = begun(actor, **person)
    assert intake.post("thu-tuc", {"procedure": code}).status_code == 302
    return intake


def received(intake, marks=None, do="accept"):
    """Taken in from the page of the papers; the dossier."""
    answer = intake.post("giay-to", (marks or ALL_THERE) | {"do": do})
    assert answer["Location"] == intake.url("xong"), answer.content.decode()
    return Dossier.objects.get()
