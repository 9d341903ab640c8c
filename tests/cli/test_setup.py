from argparse import Namespace

import pytest
from django.utils import timezone

from motcua.catalog import queries as catalog
from motcua.cli.errors import AlreadySetUp
from motcua.cli.setup import setup
from motcua.people import queries as people
from motcua.people import services
from motcua.people.models import Account, Unit
from motcua.people.rules import Role


FIRST = Namespace(
    code="H42", agency="UBND tỉnh Ninh Bình", province="37", admin="quantri", name="Ngô Minh Quân"
)


@pytest.mark.django_db(transaction=True)
def test_an_empty_house_gets_an_agency_an_administrator_and_what_comes_with_it(capsys):
    setup(FIRST)

    told = capsys.readouterr().out
    password = told.split("mật khẩu ")[1].split(" ")[0]
    account = services.sign_in("quantri", password, at=timezone.now())
    assert account.must_change_password
    actor = people.actor_of(account.pk, post_id=None, on=timezone.localdate())
    assert (actor.roles, actor.agency_code) == (frozenset({Role.ADMIN}), "H42")
    assert len(catalog.in_force(on=timezone.localdate())) == 157
    assert people.place("00004", timezone.localdate()).name == "Ba Đình"

    with pytest.raises(AlreadySetUp, match="đã có đơn vị"):
        setup(FIRST)
    assert Account.objects.count() == 1


@pytest.mark.django_db
def test_a_wrong_word_leaves_nothing_behind():
    with pytest.raises(Exception, match="Mã"):
        setup(Namespace(**{**vars(FIRST), "code": "không phải mã"}))

    assert not Unit.objects.exists()
    assert not Account.objects.exists()
