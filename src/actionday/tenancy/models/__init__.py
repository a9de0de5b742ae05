"""One file per noun."""

from .answer import StoredAnswer
from .invitation import Invitation
from .member import Member, Role
from .platform import Platform
from .token import Scope, Token
from .unit import Regime, Unit

__all__ = [
    "Invitation",
    "Member",
    "Platform",
    "Regime",
    "Role",
    "Scope",
    "StoredAnswer",
    "Token",
    "Unit",
]
