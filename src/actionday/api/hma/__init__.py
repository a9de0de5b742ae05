"""The matching API of ThreatExchange's Hasher-Matcher-Actioner 1.1, at `/hma/`, with tokens.

Its clients work here as they are, given a token: banks are hash lists, bank content is an entry.
What it fetches for others (`url=`) is not offered: whoever has the file sends it.
"""
