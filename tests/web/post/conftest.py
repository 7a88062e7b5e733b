"""The pages here are told of Sara, who writes letters."""

from tests.web.writers import by, client

__all__ = ["by", "client"]
