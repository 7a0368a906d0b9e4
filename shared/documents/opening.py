"""Opening declared collections, and remembering them: the same for both adapters."""

from abc import ABC, abstractmethod

from shared.documents import Collection, Declaration, UnsupportedForm, checks


class DeclaredCollections(ABC):
    """The half of a database that knows what was declared in this process."""

    def __init__(self) -> None:
        self._declared: dict[str, Declaration] = {}

    @abstractmethod
    def collection(self, name: str) -> Collection:
        """Return the collection called `name`, always the same object."""

    def open(self, declaration: Declaration) -> Collection:
        """Return the declared collection, its indexes ensured.

        Raise `UnsupportedForm` for a second declaration of the same name.
        """
        checks.check_declaration(declaration)
        if self._declared.get(declaration.name, declaration) != declaration:
            raise UnsupportedForm(f"another declaration of {declaration.name}")
        collection = self.collection(declaration.name)
        collection.ensure(declaration.indexes)
        collection.publishes = declaration.publishes
        self._declared[declaration.name] = declaration
        return collection

    @property
    def declared(self) -> tuple[Declaration, ...]:
        """What was opened, in that order."""
        return tuple(self._declared.values())

    def publishing(self) -> list[Collection]:
        """Return the opened collections whose documents carry events."""
        return [self.collection(each.name) for each in self.declared if each.publishes]
