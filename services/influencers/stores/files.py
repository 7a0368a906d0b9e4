"""The documents of files, in the collection `files`; the files are in a folder, or in GridFS."""

from shared.documents import Database
from shared.files import FileDocuments, files_declaration

FILES = files_declaration()


class FileStore(FileDocuments):
    """Files that were sent to be imported, until every line is taken."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, FILES)
