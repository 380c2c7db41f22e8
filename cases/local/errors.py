"""What can go wrong on this machine, as one Chinese sentence for the terminal."""

from pathlib import Path


class LocalServicesError(RuntimeError):
    """The embedded services cannot be used; `str` is one sentence that says why."""


def cannot_write(path: Path, error: OSError) -> LocalServicesError:
    """The sentence for a file or folder of ours that the machine does not let us write."""
    if isinstance(error, PermissionError):
        return LocalServicesError(f"当前用户没有权限写入“{path}”，请更换数据目录或调整权限。")
    return LocalServicesError(f"无法写入“{path}”（{error.strerror}）。")
