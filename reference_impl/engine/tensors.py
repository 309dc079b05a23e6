"""Numbers in the form in which a run carries them: tensors, or arrays that answer like tensors."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]


class HostTensor(np.ndarray[Any, Any]):
    """A numpy array that also has what callbacks call on tensors."""

    def detach(self) -> HostTensor:
        """Itself: it has no history."""
        return self

    def cpu(self) -> HostTensor:
        """Itself: it is nowhere else."""
        return self

    def to(self, *args: Any, **kwargs: Any) -> HostTensor:
        """Itself, whatever device or type is asked for."""
        return self

    def clone(self) -> HostTensor:
        """A copy."""
        return self.copy()

    def numel(self) -> int:
        """How many numbers there are."""
        return self.size

    def numpy(self) -> Array:
        """The same as a plain array."""
        return np.asarray(self)


class Device:
    """The processor that everything is on, with the attributes that torch gives one."""

    type = "cpu"
    index = None

    def __str__(self) -> str:
        return self.type

    def __repr__(self) -> str:
        return f"device(type={self.type!r})"


def tensor(values: Any, *, dtype: Any = np.float32, as_torch: bool = False) -> Any:
    """Numbers as a tensor of that type."""
    array = np.asarray(values, dtype=dtype)
    if not as_torch:
        return array.view(HostTensor)
    import torch

    return torch.from_numpy(array.copy())


def device(*, as_torch: bool = False) -> Any:
    """The one device that there is."""
    if not as_torch:
        return Device()
    import torch

    return torch.device("cpu")
