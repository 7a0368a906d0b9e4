"""Files in GridFS, in the service's own MongoDB: the bucket `blobs`."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bson import ObjectId
from gridfs import GridFSBucket, GridOut
from gridfs.errors import NoFile

from shared.documents.mongo.client import Client
from shared.files.blobs import PIECE, FileGone

BUCKET = "blobs"


class GridFsBlobs:
    """The bytes of files; one counts from the moment its head is written, after all its chunks."""

    def __init__(self, url: str, database_name: str) -> None:
        self._client = Client(url, database_name)

    def write(self, name: str, pieces: Iterable[bytes]) -> int:
        """Keep the joined pieces, whole or not at all; return how many bytes."""
        with self._client.translating():
            upload = self._bucket().open_upload_stream_with_id(name, name)
        size = 0
        try:
            for piece in pieces:
                with self._client.translating():
                    upload.write(piece)
                size += len(piece)
        except BaseException:
            with self._client.translating():
                upload.abort()
            raise
        with self._client.translating():
            upload.close()
        return size

    def read(self, name: str) -> Iterator[bytes]:
        """Return the bytes in pieces; raise `FileGone` at once where there are none."""
        with self._client.translating():
            try:
                found = self._bucket().open_download_stream(name)
            except NoFile as error:
                raise FileGone from error
        return self._pieces(found)

    def remove(self, name: str) -> None:
        """Remove the bytes, if there are any."""
        with self._client.translating():
            try:
                self._bucket().delete(name)
            except NoFile:
                return

    def older(self, than: datetime) -> Iterator[str]:
        """Yield the names of what was written before an instant; half-written files go at once."""
        database = self._client.database()
        files, chunks = database[f"{BUCKET}.files"], database[f"{BUCKET}.chunks"]
        with self._client.translating():
            names = [
                str(each["_id"]) for each in files.find({"uploadDate": {"$lt": than}}, ["_id"])
            ]
            begun = {"n": 0, "_id": {"$lt": ObjectId.from_datetime(than)}}
            for chunk in list(chunks.find(begun, ["files_id"])):
                if files.find_one({"_id": chunk["files_id"]}, ["_id"]) is None:
                    chunks.delete_many({"files_id": chunk["files_id"]})
        yield from names

    def close(self) -> None:
        """Close this process's client."""
        self._client.close()

    def _bucket(self) -> GridFSBucket:
        return GridFSBucket(self._client.database(), bucket_name=BUCKET)

    def _pieces(self, found: GridOut) -> Iterator[bytes]:
        while True:
            with self._client.translating():
                piece = found.read(PIECE)
            if not piece:
                return
            yield piece
