"""The pages here are told of Sara."""

from tests.web.saras import by, sara, saras, sign_in

__all__ = ["by", "sara", "saras", "sign_in"]
