import pytest
from django.contrib.auth import get_user_model


@pytest.fixture
def hoa(db):
    return get_user_model().objects.create(username="hoa", name="Nguyễn Thị Hoa").pk
