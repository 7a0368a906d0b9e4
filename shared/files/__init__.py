"""Files of a service: exports, pictures, papers. Each is written whole, known by a document, dies.

A document is written after its file, so that whatever a document names is there; a file without a
document is an orphan, and goes after a while.
"""

from shared.files.blobs import Blobs, FileGone, open_blobs
from shared.files.documents import FileDocuments, StoredFile, files_declaration
from shared.files.files import Files

__all__ = [
    "Blobs",
    "FileDocuments",
    "FileGone",
    "Files",
    "StoredFile",
    "files_declaration",
    "open_blobs",
]
