"""One file per noun."""

from .answer import StoredAnswer
from .member import Member, Role
from .platform import Platform
from .token import Scope, Token
from .unit import Unit

__all__ = ["Member", "Platform", "Role", "Scope", "StoredAnswer", "Token", "Unit"]
