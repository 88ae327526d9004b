"""The one place where two texts differ."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patch:
    """From the character `start`, `removed` became `added`."""

    start: int
    removed: str
    added: str

    @classmethod
    def between(cls, before: str, after: str) -> "Patch":
        """The shortest single patch: what lies between the common beginning and the common end.

        Where lines were only added or only removed, it begins with the first of them, not inside their indentation.
        """
        start = _common_start(before, after)
        tail = _common_end(before, after, min(len(before), len(after)) - start)
        if start + tail == min(len(before), len(after)):
            longer = max(before, after, key=len)
            line = longer.rfind("\n", 0, start) + 1
            shift = start - line
            if longer[line:start] == longer[len(longer) - tail - shift : len(longer) - tail]:
                start, tail = line, tail + shift
        return cls(start, before[start : len(before) - tail], after[start : len(after) - tail])

    @property
    def inverse(self) -> "Patch":
        """The patch that leads back."""
        return Patch(self.start, self.added, self.removed)

    def forward(self, text: str) -> str:
        """The text after; ValueError where this is not the text before."""
        return self._swapped(text, self.removed, self.added)

    def backward(self, text: str) -> str:
        """The text before; ValueError where this is not the text after."""
        return self._swapped(text, self.added, self.removed)

    def _swapped(self, text: str, old: str, new: str) -> str:
        end = self.start + len(old)
        if text[self.start : end] != old:
            raise ValueError("the patch does not fit the text")
        return text[: self.start] + new + text[end:]


def _common_start(left: str, right: str) -> int:
    """Length of the common beginning, by halving: slices compare at the speed of memory."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if left[low:middle] == right[low:middle] else (low, middle - 1)
    return low


def _common_end(left: str, right: str, most: int) -> int:
    """Length of the common end, not above `most`."""
    low, high, left_end, right_end = 0, most, len(left), len(right)
    while low < high:
        middle = (low + high + 1) // 2
        same = left[left_end - middle : left_end - low] == right[right_end - middle : right_end - low]
        low, high = (middle, high) if same else (low, middle - 1)
    return low
