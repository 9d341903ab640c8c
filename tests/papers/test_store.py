"""The store: a folder or an S3-compatible server give the same answers."""

import socket
import subprocess
import sys
import time

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage, storages

from motcua.papers.errors import StoredFileBroken
from motcua.papers.providers import store
from motcua.papers.rules import content_hash
from motcua.settings import file_storage


PDF = b"%PDF-1.7\n%%EOF\n"
DIGEST = content_hash(PDF)
boto3 = pytest.importorskip("boto3")


@pytest.fixture(scope="module")
def s3_server():
    """A server of another house that speaks S3."""
    pytest.importorskip("moto.server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(params=["folder", "s3"])
def place(request, settings, tmp_path, monkeypatch):
    if request.param == "folder":
        settings.MEDIA_ROOT = tmp_path
        yield
        return
    endpoint = request.getfixturevalue("s3_server")
    values = {"S3_ENDPOINT": endpoint, "S3_KEY": "k", "S3_SECRET": "s", "S3_REGION": "us-east-1"}
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id="k",
        aws_secret_access_key="s",
        region_name="us-east-1",
    )
    client.create_bucket(Bucket="ban-quet")
    settings.STORAGES = {**settings.STORAGES, "default": file_storage("s3://ban-quet/nam-2026")}
    yield
    for thing in client.list_objects_v2(Bucket="ban-quet").get("Contents", ()):
        assert thing["Key"].startswith("nam-2026/")
        client.delete_object(Bucket="ban-quet", Key=thing["Key"])
    client.delete_bucket(Bucket="ban-quet")
    storages["default"].connection.meta.client.close()


def path():
    return f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"


def test_what_is_kept_is_read_again(place):
    store.keep(DIGEST, PDF)
    store.keep(DIGEST, PDF)

    assert store.read(DIGEST) == PDF


def test_what_is_not_there_or_was_changed_is_not_given_out(place):
    with pytest.raises(StoredFileBroken):
        store.read(DIGEST)

    store.keep(DIGEST, PDF[:-1] + b"x")

    with pytest.raises(StoredFileBroken):
        store.read(DIGEST)


def test_a_file_that_a_crash_left_half_written_is_written_anew(place):
    store.keep(DIGEST, PDF[:4])

    store.keep(DIGEST, PDF)

    assert store.read(DIGEST) == PDF
    assert default_storage.exists(path())


def test_a_small_picture_is_kept_beside(place):
    assert store.thumb(DIGEST, 1) is None

    store.keep_thumb(DIGEST, 1, b"JPEG")

    assert store.thumb(DIGEST, 1) == b"JPEG"


@pytest.mark.parametrize("wrong", ["http://x", "s3://", "folder"])
def test_a_place_that_is_none_is_named(wrong):
    with pytest.raises(ImproperlyConfigured, match="FILES"):
        file_storage(wrong)
