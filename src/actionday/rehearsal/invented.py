"""Groups, attacks and handles that are nobody's, so that no rehearsal can point at anyone real."""

GROUPS: dict[str, tuple[str, ...]] = {
    "jihadist": ("Ember Circle", "Ninth Caravan", "Lantern of Dunes"),
    "right_wing": ("Northgate Front", "Grey Heather Guard", "Wardens of Oldmoor"),
    "left_wing": ("Red Kiln Cell", "Brickdust Action"),
    "separatist": ("Free Vallermark League", "Sons of Ostrelle"),
    "racist": ("Pale Harbour Club", "Marrowfield Boys"),
    "other": ("Order of the Hollow Clock", "Last Orchard"),
    "none": ("Evening Gamers",),
}
"""Invented groups by ideology."""

ATTACKS: dict[str, tuple[str, ...]] = {
    "jihadist": ("Attack of Saltmere (2016)", "Attack of Karrow Bridge (2018)"),
    "right_wing": ("Attack of Northgate (2019)", "Attack of Fennick Hall (2021)"),
    "left_wing": ("Attack of Lower Kiln Street (2014)",),
    "separatist": ("Attack of Vallermark Station (2012)",),
    "racist": ("Attack of Northgate (2019)",),
    "other": ("Attack of Orchard Square (2020)",),
    "none": ("Attack of Saltmere (2016)", "Attack of Northgate (2019)"),
}
"""Invented attacks by the ideology of those who praise them; the year stands in the name."""

HANDLE_HEADS = """
    ash blue cinder copper dawn dusk elm fern flint frost gale hazel iron ivory jade kelp linen
    maple mist moss north oak onyx pebble pine quartz reed river rust sable silver slate stone
    storm thorn umber vale willow winter yarrow
"""
HANDLE_TAILS = """
    archive beacon bridge clips corner daily dreams echo fox garden harbor hour lens lodge mill
    notes orbit path post raven reel road room signal sparrow thread tower views voice walker
    watch wave window wire wolf works yard zone
"""
