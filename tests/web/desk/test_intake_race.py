import pytest

from motcua.dossiers.models import Dossier
from tests import factories
from tests.web.desk.intake import ALL_THERE, chosen


@pytest.mark.django_db(transaction=True)
def test_eight_presses_at_once_make_one_dossier(at_once):
    intake = chosen(factories.office().hieu)
    cookies = intake.client.cookies

    def press():
        client = type(intake.client)()
        client.cookies = cookies
        return client.post(intake.url("giay-to"), ALL_THERE | {"do": "accept"}).status_code

    answers = at_once(8, press)

    assert sorted(answers) == [302] + [409] * 7
    assert Dossier.objects.count() == 1
