"""Buckets over real HTTP: pages, ETags, throttling, and what an object may answer."""

from __future__ import annotations

import gzip
import pickle
from collections.abc import Iterator

import pytest
from object_storage import Storage, serving

from flows import sources
from flows.sources import open_source, s3_client
from news.discover import Listing, SourceError
from news.rejection import NotAnArticle, NotNow
from news.sources import bucket as bucket_module
from news.sources.bucket import Bucket


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    with serving(monkeypatch) as found:
        yield found


def listed(storage: Storage, prefix: str = "", pattern: str = "*.txt") -> Listing:
    return Bucket(storage.bucket, prefix, s3_client).list(pattern)


def names(listing: Listing) -> list[str]:
    return [file.source_file for file in listing.files]


def test_objects_below_a_prefix_are_files(storage: Storage) -> None:
    storage.put_all(
        {
            "in/a.txt": b"eins", "in/ort/b ö.txt": b"zwei", "in/c.txt.gz": gzip.compress(b"drei"), "in/": b"",
            "in/ort/": b"", "in/d.csv": b"", "in/.e.txt": b"", "in/.git/f.txt": b"", "inn/g.txt": b"", "h.txt": b"",
            "in/../i.txt": b"", "in//j.txt": b"vier",
        }
    )  # fmt: skip
    listing = listed(storage, "in/")
    assert names(listing) == ["/j.txt", "a.txt", "c.txt.gz", "ort/b ö.txt"]
    assert listing.ignored_count == 4
    assert [file.read(99) for file in listing.files] == [b"vier", b"eins", b"drei", b"zwei"]
    assert len(names(listed(storage))) == 6


def test_a_file_is_told_by_size_time_and_etag(storage: Storage) -> None:
    put = storage.client.put_object(Bucket=storage.bucket, Key="a.txt", Body=b"eins")
    (file,) = listed(storage).files
    assert (file.byte_count, file.etag) == (4, put["ETag"].strip('"'))
    head = storage.client.head_object(Bucket=storage.bucket, Key="a.txt")
    assert file.modified_ns == int(head["LastModified"].timestamp()) * 1_000_000_000
    assert pickle.loads(pickle.dumps(file)).read(9) == b"eins"


def test_a_listing_of_more_than_one_page(storage: Storage) -> None:
    storage.put_all({f"{n:04}.txt": b"x" for n in range(1_005)})
    storage.asked.clear()
    assert names(listed(storage)) == [f"{n:04}.txt" for n in range(1_005)]
    assert sum("list-type=2" in request for request in storage.asked) == 2


def test_throttled_requests_are_made_again(storage: Storage) -> None:
    storage.put_all({"a.txt": b"eins"})
    storage.asked.clear()
    storage.throttled = 2
    (file,) = listed(storage).files
    assert len(storage.asked) == 3
    storage.throttled = 1
    assert file.read(9) == b"eins"


def test_throttling_that_does_not_end_is_an_error(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    storage.put_all({"a.txt": b"eins"})
    monkeypatch.setattr(sources, "MOST_ATTEMPTS", 2)
    sources._s3_client.cache_clear()
    (file,) = listed(storage).files
    storage.throttled = 99
    with pytest.raises(SourceError, match=r"cannot list s3://texte/: .*SlowDown.*AWS_ENDPOINT_URL"):
        listed(storage)
    with pytest.raises(OSError, match=r"cannot read s3://texte/a\.txt: .*SlowDown"):
        file.read(9)
    storage.throttled = 0


def test_an_object_that_changed_or_went_since_it_was_listed_is_left_for_later(storage: Storage) -> None:
    storage.put_all({"a.txt": b"eins", "b.txt": b"zwei"})
    a, b = listed(storage).files
    storage.put_all({"a.txt": b"neu!"})
    storage.delete("b.txt")
    with pytest.raises(NotNow, match=r"s3://texte/a\.txt: it changed while it was read"):
        a.read(9)
    with pytest.raises(NotNow, match=r"s3://texte/b\.txt: it vanished"):
        b.read(9)


def test_a_large_object_is_rejected_without_a_request(storage: Storage) -> None:
    storage.put_all({"a.txt": b"x" * 101})
    (file,) = listed(storage).files
    storage.asked.clear()
    with pytest.raises(NotAnArticle, match="too_large: 101 bytes, at most 100"):
        file.read(100)
    assert storage.asked == []
    assert len(file.read(101)) == 101


def test_an_object_in_cold_storage_is_rejected(storage: Storage) -> None:
    storage.client.put_object(Bucket=storage.bucket, Key="a.txt", Body=b"kalt", StorageClass="GLACIER")
    (file,) = listed(storage).files
    with pytest.raises(NotAnArticle, match="unreadable: InvalidObjectState"):
        file.read(9)


class Short:
    """A body that breaks off, as a connection may."""

    def __enter__(self) -> Short:
        return self

    def __exit__(self, *_: object) -> None: ...

    def read(self, _: int) -> bytes:
        return b"ei"


def test_a_body_that_breaks_off_is_asked_for_again(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    storage.put_all({"a.txt": b"eins"})
    (file,) = listed(storage).files
    answer, left = s3_client().get_object, [2]

    def broken(**request: str) -> object:
        left[0] -= 1
        return {"Body": Short()} if left[0] >= 0 else answer(**request)

    monkeypatch.setattr(s3_client(), "get_object", broken)
    assert file.read(9) == b"eins"
    left[0] = bucket_module.TRIES
    with pytest.raises(OSError, match="2 of 4 bytes came"):
        file.read(9)


def test_what_cannot_be_listed_is_named(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    open_source(storage.url("leer")).check()
    with pytest.raises(SourceError, match=r"cannot list s3://fort/in/: .*NoSuchBucket"):
        open_source("s3://fort/in").check()
    monkeypatch.setenv("AWS_ENDPOINT_URL", "kein Ort")
    sources._s3_client.cache_clear()
    with pytest.raises(SourceError, match=r"cannot list s3://texte/: Invalid endpoint"):
        open_source(storage.url()).check()
    monkeypatch.undo()
