"""A form as it came: hidden fields are kept, the others are filled by their names."""

from dataclasses import dataclass, field

from stack.driver.kit.waiting import Unexpected


@dataclass
class Form:
    """One form. `values` are the pairs that would be sent now, in the order of the page."""

    action: str
    method: str
    values: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Tell whether it has a field or a button of this name."""
        return name in self.known or any(name == button for button, _ in self.buttons)

    def get(self, name: str) -> list[str]:
        """Return the present values of a field."""
        return [value for key, value in self.values if key == name]

    def set(self, name: str, *values: str) -> "Form":
        """Fill a field, choose of a list or tick boxes by their values; none of them clears it."""
        if name not in self.known:
            raise Unexpected(f"the form of {self.action} has no field {name}")
        offered = self.choices.get(name)
        for value in values:
            if offered is not None and value not in offered:
                raise Unexpected(f"{name} does not offer {value!r} but {offered}")
        self.values = [pair for pair in self.values if pair[0] != name]
        self.values += [(name, value) for value in values]
        return self

    def tick(self, name: str, yes: bool = True) -> "Form":
        """Tick a box, or leave it."""
        return self.set(name, *(self.choices.get(name, [])[:1] if yes else ()))

    def fill(self, **fields: str) -> "Form":
        """Fill several fields; `__` in a name stands for a dot."""
        for name, value in fields.items():
            self.set(name.replace("__", "."), value)
        return self

    def press(self, name: str = "", value: str = "") -> list[tuple[str, str]]:
        """Return the pairs that are sent when this button is pressed (the first one without)."""
        if not name:
            return self.values + [pair for pair in self.buttons[:1] if pair[0]]
        found = [one for one in self.buttons if one[0] == name and value in ("", one[1])]
        if not found:
            raise Unexpected(f"the form of {self.action} has no button {name}={value}")
        return [*self.values, found[0]]
