r"""The platforms' own link forms, in one table: which forms show the same piece.

A form's pattern is matched against host and path (folded host, no slash at the end), its parameters
each against their value. The named groups fill the canonical URL; the group called `handle` is
lower-cased, since platforms take names in any case. Where links of one piece keep different URLs
(a hint in them is worth keeping), `identity` says what they share. A form bears the name of the
form that its URL has, so that doing it twice changes nothing.

To add a platform, add its rows here and examples to `tests/canonical/link_forms.py`.
"""

import re

from .forms import Match, Platform, filled, fitting, form, short
from .url import Address, fold, words

ID = r"(?P<id>[\w-]+)"
NUMBER = r"(?P<id>\d+)"
VIDEO = r"(?P<id>[\w-]{11})"
NAME = r"(?P<handle>[\w.%-]+)"
REST = r"(?:/.*)?"

YT = r"(?:music\.|gaming\.)?youtube(?:-nocookie)?\.com"
YT_WATCH = "https://www.youtube.com/watch?v={id}"
YT_TABS = r"(?:/(?:featured|videos|shorts|streams|live|playlists|community|posts|about))?"
YOUTUBE = Platform(
    "youtube",
    ("youtube.com", "youtube-nocookie.com", "youtu.be"),
    (
        form("video", YT + "/watch", YT_WATCH, "video", v=VIDEO),
        form("video", rf"youtu\.be/{VIDEO}", YT_WATCH, "video"),
        form("video", YT + rf"/(?:shorts|live|embed|v|vi|e|watch)/{VIDEO}", YT_WATCH, "video"),
        form("playlist", YT + r"/(?:playlist|watch|embed/videoseries)",
             "https://www.youtube.com/playlist?list={id}", "playlist", list=ID),
        form("post", YT + rf"/post/{ID}", "https://www.youtube.com/post/{id}", "text"),
        form("post", YT + r"/(?:channel/[\w-]+|@[\w.%-]+)/community",
             "https://www.youtube.com/post/{id}", "text", lb=ID),
        form("channel", YT + r"/channel/(?P<id>UC[\w-]{22})" + YT_TABS,
             "https://www.youtube.com/channel/{id}", "channel"),
        form("handle", YT + rf"/@{NAME}{YT_TABS}", "https://www.youtube.com/@{handle}", "channel"),
        form("name", YT + rf"/(?P<way>c|user)/{NAME}{YT_TABS}",
             "https://www.youtube.com/{way}/{handle}", "channel"),
    ),
    shares=words("si feature app ab_channel pp"),
)  # fmt: skip

TT = r"tiktok\.com"
TIKTOK = Platform(
    "tiktok",
    ("tiktok.com",),
    (
        form("video", TT + rf"/@[^/]*/video/{NUMBER}{REST}",
             "https://www.tiktok.com/@_/video/{id}", "video"),
        form("video", TT + rf"/(?:i18n/)?(?:share/video|v|embed(?:/v\d)?|player/v\d)/{NUMBER}"
             r"(?:\.html)?", "https://www.tiktok.com/@_/video/{id}", "video"),
        form("photo", TT + rf"/@[^/]*/photo/{NUMBER}", "https://www.tiktok.com/@_/photo/{id}",
             "image", identity="tiktok.com/@_/video/{id}"),
        form("live", TT + rf"/@{NAME}/live", "https://www.tiktok.com/@{handle}/live", "livestream"),
        form("account", TT + rf"/(?:embed/)?@{NAME}", "https://www.tiktok.com/@{handle}",
             "account"),
        form("sound", TT + rf"/music/(?P<title>[^/]*-){NUMBER}",
             "https://www.tiktok.com/music/{title}{id}", "audio", identity="tiktok.com/music/{id}"),
        form("playlist", TT + rf"/@{NAME}/playlist/(?P<title>[^/]*-){NUMBER}",
             "https://www.tiktok.com/@{handle}/playlist/{title}{id}", "playlist",
             identity="tiktok.com/playlist/{id}"),
        short(r"(?P<way>vm|vt)\.tiktok\.com/" + ID, "https://{way}.tiktok.com/{id}/"),
        short(TT + rf"/t/{ID}", "https://www.tiktok.com/t/{id}/"),
    ),
    shares=words("_r _t _d is_from_webapp is_copy_url sender_device sender_web_id u_code lang "
                 "share_app_id share_item_id share_link_id social_sharing tt_from timestamp"),
)  # fmt: skip

X_PAGES = (r"(?!(?:home|explore|search|i|settings|login|logout|signup|hashtag|intent|share|messages"
           r"|notifications|tos|privacy|about|jobs|compose|download|account)(?:/|$))")  # fmt: skip
X = Platform(
    "x",
    ("x.com", "twitter.com", "t.co"),
    (
        form("status", rf"x\.com/(?:\w+/|i/web/|i/)?status(?:es)?/{NUMBER}{REST}",
             "https://x.com/i/status/{id}"),
        form("status", r"x\.com/i/videos(?:/tweet)?/(?P<id>\d+)", "https://x.com/i/status/{id}"),
        form("space", r"x\.com/i/spaces/(?P<id>\w+)(?:/peek)?", "https://x.com/i/spaces/{id}",
             "audio"),
        form("broadcast", rf"x\.com/i/broadcasts/{ID}", "https://x.com/i/broadcasts/{id}",
             "livestream"),
        form("account", rf"x\.com/{X_PAGES}@?(?P<handle>\w{{1,15}})"
             r"(?:/(?:with_replies|media|likes|highlights|articles))?", "https://x.com/{handle}",
             "account"),
        form("account", r"x\.com/intent/(?:user|follow)", "https://x.com/{handle}", "account",
             screen_name=r"@?(?P<handle>\w{1,15})"),
        short(rf"t\.co/{ID}", "https://t.co/{id}"),
    ),
    shares=words("s t ref"),
    aliases=(("twitter.com", "x.com"),),
)  # fmt: skip

IG = r"instagram\.com"
IG_PAGES = (r"(?!(?:p|reels?|tv|stories|explore|accounts|about|direct|share|web|api|legal|s"
            r"|developer|directory)(?:/|$))")  # fmt: skip
INSTAGRAM = Platform(
    "instagram",
    ("instagram.com", "instagr.am"),
    (
        short(IG + r"/share/(?P<id>(?:(?:p|reel|tv)/)?[\w-]+)",
              "https://www.instagram.com/share/{id}/"),
        form("post", IG + rf"/(?:[\w.]+/)?p/{ID}(?:/embed(?:/captioned)?|/media)?",
             "https://www.instagram.com/p/{id}/"),
        form("reel", IG + r"/(?:[\w.]+/)?(?:reels?|tv)/(?P<id>[\w-]{6,})"
             r"(?:/embed(?:/captioned)?)?", "https://www.instagram.com/reel/{id}/", "video",
             identity="instagram.com/p/{id}"),
        form("highlight", IG + rf"/stories/highlights/{NUMBER}",
             "https://www.instagram.com/stories/highlights/{id}/"),
        form("story", IG + rf"/stories/{NAME}/{NUMBER}",
             "https://www.instagram.com/stories/{handle}/{id}/"),
        form("account", IG + rf"/{IG_PAGES}@?(?P<handle>[\w.]{{1,30}})"
             r"(?:/(?:reels|tagged|channel))?", "https://www.instagram.com/{handle}/", "account"),
    ),
    shares=words("img_index hl"),
    aliases=(("instagr.am", "instagram.com"),),
)  # fmt: skip

FB = r"(?:(?:web|mbasic|touch|[a-z]{2}-[a-z]{2})\.)?facebook\.com"
FB_WATCH = "https://www.facebook.com/watch/?v={id}"
FB_PHOTO = "https://www.facebook.com/photo/?fbid={id}"
FB_STORY = "https://www.facebook.com/permalink.php?story_fbid={id}&id={owner}"
FB_ID = r"(?P<id>\d+|pfbid\w+)"
FB_PAGES = (r"(?!(?:watch|video|photo|photos|story|permalink|profile|groups|events|share|sharer"
            r"|reel|reels|stories|pages|people|hashtag|login|help|marketplace|gaming|search|plugins"
            r"|dialog|l|policies|privacy|settings|messages|notifications|friends|ads|legal"
            r"|business|public|media|notes|live|videos|posts|home)(?:\.php)?(?:/|$))")  # fmt: skip
FACEBOOK = Platform(
    "facebook",
    ("facebook.com", "fb.com", "fb.watch", "fb.me", "fb.gg"),
    (
        form("video", FB + r"/(?:watch(?:/live)?|video(?:/embed)?|video\.php)", FB_WATCH, "video",
             v=NUMBER),
        form("video", FB + r"/(?:[^/]+/)?videos/(?:[^/]+/)?(?P<id>\d+)", FB_WATCH, "video"),
        form("video", FB + rf"/reel/{NUMBER}", FB_WATCH, "video"),
        form("photo", FB + r"/photo(?:\.php)?", FB_PHOTO, "image", fbid=NUMBER),
        form("photo", FB + r"/[^/]+/photos/(?:[^/]+/)?(?P<id>\d+)", FB_PHOTO, "image"),
        form("story", FB + r"/(?:permalink|story)\.php", FB_STORY, story_fbid=FB_ID,
             id=r"(?P<owner>\d+)"),
        form("story", FB + rf"/(?P<owner>\d+)/posts/(?:[^/]+/)?{FB_ID}", FB_STORY),
        form("group_post", FB + rf"/groups/{NAME}/(?:posts|permalink)/{NUMBER}",
             "https://www.facebook.com/groups/{handle}/posts/{id}"),
        form("post", FB + rf"/{FB_PAGES}{NAME}/posts/(?:[^/]+/)?{FB_ID}",
             "https://www.facebook.com/{handle}/posts/{id}"),
        form("group", FB + rf"/groups/{NAME}(?:/(?:about|media|members))?",
             "https://www.facebook.com/groups/{handle}", "channel"),
        form("account", FB + r"/profile\.php", "https://www.facebook.com/profile.php?id={id}",
             "account", id=NUMBER),
        form("account", FB + r"/people/[^/]+/(?P<id>\d+)",
             "https://www.facebook.com/profile.php?id={id}", "account"),
        form("name", FB + rf"/{FB_PAGES}(?P<handle>[a-zA-Z][\w.-]*)(?:/(?:about|photos|videos))?",
             "https://www.facebook.com/{handle}", "account"),
        short(FB + r"/share/(?P<id>(?:[a-z]/)?[\w-]+)", "https://www.facebook.com/share/{id}/"),
        short(rf"(?P<way>fb\.(?:watch|me|gg))/{ID}", "https://{way}/{id}/"),
    ),
    shares=words("mibextid rdid share_url sfnsn extid ref fref hc_ref paipv eav locale refsrc _rdr "
                 "_rdc notif_id notif_t __tn__ __cft__[0] __xts__[0] acontext"),
    aliases=(("fb.com", "facebook.com"),),
)  # fmt: skip

TG_PAGES = (r"(?!(?:joinchat|share|proxy|socks|iv|login|invoice|contact|addstickers|addemoji"
            r"|addlist|addtheme|setlanguage|bg|boost|giftcode|confirmphone|msg|a|k|c|s|m)"
            r"(?:/|$))")  # fmt: skip
TG_NAME = TG_PAGES + r"(?P<handle>[a-zA-Z]\w{3,31})"
TG_HOST = r"(?P<handle>[a-z]\w{3,31})\.t\.me"
TG_POST = rf"t\.me/(?:s/)?{TG_NAME}/(?:\d+/)?{NUMBER}"
TELEGRAM = Platform(
    "telegram",
    ("t.me", "telegram.me", "telegram.dog", "telegram.org"),
    (
        form("comment", TG_POST, "https://t.me/{handle}/{id}?comment={comment}", "text",
             comment=r"(?P<comment>\d+)"),
        form("post", TG_POST, "https://t.me/{handle}/{id}"),
        form("post", rf"{TG_HOST}/{NUMBER}", "https://t.me/{handle}/{id}"),
        form("private_post", rf"t\.me/c/(?P<group>\d+)/(?:\d+/)?{NUMBER}",
             "https://t.me/c/{group}/{id}"),
        form("story", rf"t\.me/{TG_NAME}/s/{NUMBER}", "https://t.me/{handle}/s/{id}"),
        form("channel", rf"t\.me/(?:s/)?{TG_NAME}", "https://t.me/{handle}", "channel"),
        form("channel", TG_HOST, "https://t.me/{handle}", "channel"),
        form("channel", rf"web\.telegram\.org(?:/[akz])?#@{TG_NAME}", "https://t.me/{handle}",
             "channel", in_fragment=True),
        form("invitation", rf"t\.me/(?:\+|%2B|joinchat/){ID}", "https://t.me/+{id}", "channel"),
    ),
    aliases=(("telegram.me", "t.me"), ("telegram.dog", "t.me")),
)  # fmt: skip

RD = r"(?:(?:old|new|np|sh|i|amp|[a-z]{2})\.)?reddit\.com"
RD_ID = r"(?P<handle>[0-9a-zA-Z]{4,9})"
RD_POST = RD + rf"/(?:r/[^/]+/|u(?:ser)?/[^/]+/)?comments/{RD_ID}"
REDDIT = Platform(
    "reddit",
    ("reddit.com", "redd.it"),
    (
        form("comment", RD_POST + r"/[^/]*/(?P<id>[0-9a-z]{4,9})",
             "https://www.reddit.com/comments/{handle}/_/{id}", "text"),
        form("post", RD_POST + r"(?:/[^/]*)?", "https://www.reddit.com/comments/{handle}"),
        form("post", RD + rf"/(?:gallery|tb)/{RD_ID}", "https://www.reddit.com/comments/{handle}"),
        form("post", rf"redd\.it/{RD_ID}", "https://www.reddit.com/comments/{handle}"),
        form("account", RD + rf"/u(?:ser)?/{NAME}(?:/(?:submitted|comments|overview))?",
             "https://www.reddit.com/user/{handle}", "account"),
        form("community", RD + rf"/r/{NAME}(?:/(?:hot|new|top|rising))?",
             "https://www.reddit.com/r/{handle}", "channel"),
        short(RD + rf"/(?P<way>r|u|user)/(?P<group>[\w.-]+)/s/{ID}",
              "https://www.reddit.com/{way}/{group}/s/{id}"),
    ),
    shares=words("rdt ref ref_source context"),
)  # fmt: skip

VM_WAYS = r"(?:channels/[^/]+/|groups/[^/]+/videos/|(?:album|showcase)/\d+/video/)?"
VM_KEY = r"(?P<key>[0-9a-f]{8,12})"
VM_KEYED = "https://vimeo.com/{id}/{key}"
VIMEO = Platform(
    "vimeo",
    ("vimeo.com",),
    (
        form("keyed_video", rf"vimeo\.com/{NUMBER}/{VM_KEY}", VM_KEYED, "video",
             identity="vimeo.com/{id}"),
        form("keyed_video", rf"(?:vimeo\.com|player\.vimeo\.com/video)/{NUMBER}", VM_KEYED, "video",
             identity="vimeo.com/{id}", h=VM_KEY),
        form("video", rf"vimeo\.com/{VM_WAYS}{NUMBER}", "https://vimeo.com/{id}", "video"),
        form("video", rf"player\.vimeo\.com/video/{NUMBER}", "https://vimeo.com/{id}", "video"),
        form("live", rf"vimeo\.com/event/{NUMBER}(?:/embed)?", "https://vimeo.com/event/{id}",
             "livestream"),
    ),
    shares=words("share fl fe turnstile"),
)  # fmt: skip

DM = "https://www.dailymotion.com/video/{id}"
DM_ID = r"(?P<id>[a-zA-Z0-9]+)"
DAILYMOTION = Platform(
    "dailymotion",
    ("dailymotion.com", "dai.ly"),
    (
        form("video", rf"dailymotion\.com/(?:embed/|[a-z]{{2}}/)?video/{DM_ID}(?:_[^/]*)?", DM,
             "video"),
        form("video", rf"dai\.ly/{DM_ID}", DM, "video"),
        form("video", r"geo\.dailymotion\.com/player(?:/[^/]+)?(?:\.html)?", DM, "video",
             video=DM_ID),
        form("playlist", rf"dailymotion\.com/(?:embed/)?playlist/{DM_ID}(?:_[^/]*)?",
             "https://www.dailymotion.com/playlist/{id}", "playlist"),
    ),
    shares=words("start"),
)  # fmt: skip

SC_PAGES = (r"(?!(?:discover|stream|you|search|upload|pages|settings|charts|tags|stations|people"
            r"|messages|notifications|terms-of-use|imprint|jobs|mobile|pro)(?:/|$))")  # fmt: skip
SC = rf"soundcloud\.com/{SC_PAGES}(?P<user>[\w-]+)"
SC_TABS = r"(?!(?:sets|tracks|albums|likes|reposts|popular-tracks|followers|following|comments)$)"
SC_KEY = r"(?P<key>s-\w+)"
SOUNDCLOUD = Platform(
    "soundcloud",
    ("soundcloud.com",),
    (
        short(rf"on\.soundcloud\.com/{ID}", "https://on.soundcloud.com/{id}"),
        form("keyed_playlist", SC + rf"/sets/{ID}/{SC_KEY}",
             "https://soundcloud.com/{user}/sets/{id}/{key}", "playlist",
             identity="soundcloud.com/{user}/sets/{id}"),
        form("playlist", SC + rf"/sets/{ID}", "https://soundcloud.com/{user}/sets/{id}",
             "playlist"),
        form("keyed_track", SC + rf"/{SC_TABS}{ID}/{SC_KEY}",
             "https://soundcloud.com/{user}/{id}/{key}", "audio",
             identity="soundcloud.com/{user}/{id}"),
        form("track", SC + rf"/{SC_TABS}{ID}", "https://soundcloud.com/{user}/{id}", "audio"),
        form("account", SC, "https://soundcloud.com/{user}", "account"),
    ),
    shares=words("si in p c"),
)  # fmt: skip

VK_OBJECT = r"(?P<id>-?\d+_\d+)"
VK_BEHIND = r"(?:(?:%2F|/).*)?"
VK_PLACE = r"vk\.com(?:/[^/]*)?"
VK_VIDEO = "https://vk.com/video{id}"
VK_PAGES = (r"(?!(?:feed|video|videos|clips|photo|photos|wall|audio|audios|music|docs|im|search"
            r"|away|share|login|groups|friends|settings|support|apps|market)"
            r"(?:\.php)?(?:$|/))")  # fmt: skip
VK = Platform(
    "vk",
    ("vk.com", "vk.ru", "vkvideo.ru", "vkontakte.ru", "vk.cc"),
    (
        form("video", VK_PLACE, VK_VIDEO, "video", z=rf"(?:video|clip){VK_OBJECT}{VK_BEHIND}"),
        form("photo", VK_PLACE, "https://vk.com/photo{id}", "image",
             z=rf"photo{VK_OBJECT}{VK_BEHIND}"),
        form("comment", VK_PLACE, "https://vk.com/wall{id}?reply={comment}", "text",
             w=rf"wall{VK_OBJECT}_r(?P<comment>\d+)"),
        form("post", VK_PLACE, "https://vk.com/wall{id}", w=rf"wall{VK_OBJECT}"),
        form("video", r"vk\.com/video_ext\.php", "https://vk.com/video{owner}_{id}", "video",
             oid=r"(?P<owner>-?\d+)", id=NUMBER),
        form("video", rf"vk\.com/(?:video/[^/]+/|[^/]+/)?(?:video|clip){VK_OBJECT}", VK_VIDEO,
             "video"),
        form("photo", rf"vk\.com/photo{VK_OBJECT}", "https://vk.com/photo{id}", "image"),
        form("comment", rf"vk\.com/wall{VK_OBJECT}", "https://vk.com/wall{id}?reply={comment}",
             "text", reply=r"(?P<comment>\d+)"),
        form("post", rf"vk\.com/wall{VK_OBJECT}", "https://vk.com/wall{id}"),
        form("document", rf"vk\.com/doc{VK_OBJECT}", "https://vk.com/doc{id}", "document"),
        form("group", r"vk\.com/(?:club|public)(?P<id>\d+)", "https://vk.com/club{id}", "channel"),
        form("account", r"vk\.com/id(?P<id>\d+)", "https://vk.com/id{id}", "account"),
        form("name", rf"vk\.com/{VK_PAGES}@?(?P<handle>[a-zA-Z][\w.]{{2,31}})",
             "https://vk.com/{handle}", "account"),
        short(rf"vk\.cc/{ID}", "https://vk.cc/{id}"),
    ),
    shares=words("ref from"),
    aliases=(("vk.ru", "vk.com"), ("vkvideo.ru", "vk.com"), ("vkontakte.ru", "vk.com")),
)  # fmt: skip

OD_SHOWN = r"odysee\.com/(?:\$/(?:embed|download)/)?"
ODYSEE = Platform(
    "odysee",
    ("odysee.com", "lbry.tv"),
    (
        form("piece", OD_SHOWN + r"(?P<channel>@[^/]+)/(?P<id>[^/@$]+)",
             "https://odysee.com/{channel}/{id}"),
        form("piece", OD_SHOWN + r"(?P<id>[^/@$]+:[0-9a-f]+)", "https://odysee.com/{id}"),
        form("piece", r"odysee\.com/\$/(?:embed|download)/(?P<name>[^/@$:]+)/(?P<id>[0-9a-f]+)",
             "https://odysee.com/{name}:{id}"),
        form("channel", r"odysee\.com/(?P<id>@[^/]+)", "https://odysee.com/{id}", "channel"),
    ),
    shares=words("r src"),
    aliases=(("lbry.tv", "odysee.com"),),
)  # fmt: skip

RUMBLE = Platform(
    "rumble",
    ("rumble.com",),
    (
        form("video", r"rumble\.com/(?:shorts/)?(?!videos$)(?P<id>v[0-9a-z]{4,})"
             r"(?:-[^/]*|\.html)?",
             "https://rumble.com/{id}", "video"),
        # The numbers of embedded players are others than those of pages.
        form("embedded", r"rumble\.com/embed/(?:[0-9a-z]+\.)?(?P<id>v[0-9a-z]{4,})",
             "https://rumble.com/embed/{id}/", "video"),
        form("channel", rf"rumble\.com/c/{NAME}{REST}", "https://rumble.com/c/{handle}", "channel"),
        form("account", rf"rumble\.com/user/{NAME}{REST}", "https://rumble.com/user/{handle}",
             "account"),
    ),
    shares=words("e9s mref mrefc pub"),
)  # fmt: skip

BC = r"(?:old\.|legacy\.)?bitchute\.com"
BITCHUTE = Platform(
    "bitchute",
    ("bitchute.com",),
    (
        form("video", BC + rf"/(?:video|embed|torrent/[^/]+)/{ID}",
             "https://www.bitchute.com/video/{id}/", "video"),
        form("channel", BC + rf"/channel/{ID}", "https://www.bitchute.com/channel/{id}/",
             "channel"),
        form("playlist", BC + rf"/playlist/{ID}", "https://www.bitchute.com/playlist/{id}/",
             "playlist"),
    ),
)  # fmt: skip

TW_PAGES = (r"(?!(?:videos|directory|p|search|settings|subscriptions|downloads|jobs|turbo|store"
            r"|collections|clip|embed|login|signup)(?:/|$))")  # fmt: skip
TW_VIDEO = "https://www.twitch.tv/videos/{id}"
TW_CLIP = "https://clips.twitch.tv/{id}"
TWITCH = Platform(
    "twitch",
    ("twitch.tv",),
    (
        form("video", r"twitch\.tv/(?:videos|[^/]+/v(?:ideo)?)/v?(?P<id>\d+)", TW_VIDEO, "video"),
        form("video", r"player\.twitch\.tv", TW_VIDEO, "video", video=r"v?(?P<id>\d+)"),
        form("clip", rf"twitch\.tv/(?:[^/]+/)?clip/{ID}", TW_CLIP, "video"),
        form("clip", r"clips\.twitch\.tv/embed", TW_CLIP, "video", clip=ID),
        form("clip", rf"clips\.twitch\.tv/{ID}", TW_CLIP, "video"),
        form("channel", rf"twitch\.tv/{TW_PAGES}(?P<handle>\w+)"
             r"(?:/(?:videos|clips|about|schedule))?", "https://www.twitch.tv/{handle}", "channel"),
        form("channel", r"player\.twitch\.tv", "https://www.twitch.tv/{handle}", "channel",
             channel=r"(?P<handle>\w+)"),
    ),
    shares=words("tt_medium tt_content"),
)  # fmt: skip

PT = r"(?:[a-z]{2}\.)?pinterest\.com"
PT_COUNTRIES = words(
    "de fr es it at ch pt ca dk ie nz ph ru se cl jp info com.au com.mx co.uk co.kr nl"
)
PINTEREST = Platform(
    "pinterest",
    ("pinterest.com", "pin.it", *(f"pinterest.{end}" for end in sorted(PT_COUNTRIES))),
    (
        form("pin", PT + rf"/pin/(?:[^/]*--)?{NUMBER}(?:/sent)?",
             "https://www.pinterest.com/pin/{id}/", "image"),
        short(rf"pin\.it/{ID}", "https://pin.it/{id}"),
    ),
    shares=words("invite_code sender sfo"),
    aliases=tuple((f"pinterest.{end}", "pinterest.com") for end in sorted(PT_COUNTRIES)),
)  # fmt: skip

DISCORD = Platform(
    "discord",
    ("discord.com", "discord.gg", "discordapp.com"),
    (
        form("invitation", rf"discord\.gg/(?:invite/)?{ID}", "https://discord.com/invite/{id}",
             "channel"),
        form("invitation", rf"discord\.com/invite/{ID}", "https://discord.com/invite/{id}",
             "channel"),
        form("message", r"(?:ptb\.|canary\.)?discord\.com/channels/(?P<id>\d+/\d+/\d+)",
             "https://discord.com/channels/{id}", "text"),
        form("channel", r"(?:ptb\.|canary\.)?discord\.com/channels/(?P<id>\d+(?:/\d+)?)",
             "https://discord.com/channels/{id}", "channel"),
    ),
    aliases=(("discordapp.com", "discord.com"),),
)  # fmt: skip

MEGA = Platform(
    "mega",
    ("mega.nz", "mega.co.nz", "mega.io"),
    (
        # The key in the fragment opens the file; the file is the same without it.
        form("file", rf"mega\.(?:nz|io)/(?:file|embed)/{ID}(?:#(?P<key>[\w-]+).*|#)?",
             "https://mega.nz/file/{id}#{key}", in_fragment=True),
        form("file", rf"mega\.(?:nz|io|co\.nz)#!{ID}!(?P<key>[\w-]+)",
             "https://mega.nz/file/{id}#{key}", in_fragment=True),
        form("folder", rf"mega\.(?:nz|io)/folder/{ID}(?:#(?P<key>[\w-]+)|#)?",
             "https://mega.nz/folder/{id}#{key}", in_fragment=True),
    ),
)  # fmt: skip

MX = r"(?P<id>[^/?]+:[^/?]+)(?:\?.*)?"
MATRIX = Platform(
    "matrix",
    ("matrix.to",),
    (
        form("room", r"matrix\.to#/(?:#|%23)" + MX, "https://matrix.to/#/%23{id}", "channel",
             identity="matrix.to/alias/{id}", in_fragment=True),
        form("room_id", r"matrix\.to#/(?:!|%21)" + MX, "https://matrix.to/#/!{id}", "channel",
             identity="matrix.to/room/{id}", in_fragment=True),
        form("account", r"matrix\.to#/(?:@|%40)" + MX, "https://matrix.to/#/@{id}", "account",
             identity="matrix.to/user/{id}", in_fragment=True),
    ),
)  # fmt: skip

PLAZA = Platform(
    "plaza",
    ("plaza.localhost", "plz.localhost"),
    (
        form("video", rf"plaza\.localhost/v/{ID}", "{origin}/v/{id}", "video"),
        form("video", r"plaza\.localhost/clip", "{origin}/v/{id}", "video", id=ID),
        form("image", rf"plaza\.localhost/p/{ID}", "{origin}/p/{id}", "image"),
        form("text", rf"plaza\.localhost/t/{ID}", "{origin}/t/{id}", "text"),
        form("account", r"plaza\.localhost/(?:a/|@)(?P<name>[\w.~%-]+)", "{origin}/a/{name}",
             "account"),
        short(rf"plaza\.localhost/s/{ID}", "{origin}/s/{id}"),
        short(r"plz\.localhost/(?P<id>(?:s/)?[\w-]+)", "{origin}/{id}"),
    ),
    shares=words("s si"),
    any_port=True,
)  # fmt: skip

SHORTENERS = words(
    """
    bit.ly j.mp bitly.com tinyurl.com is.gd v.gd ow.ly buff.ly rebrand.ly cutt.ly t.ly goo.gl rb.gy
    shorturl.at tiny.cc s.id soo.gd clck.ru u.to bl.ink dlvr.it trib.al adf.ly lnkd.in qr.ae goo.su
    kutt.it shorte.st x.gd da.gd tiny.one urlz.fr t2m.io snip.ly hyperurl.co surl.li 0rz.tw git.io
    """
)
SHORTENER = Platform(
    "shortener",
    tuple(sorted(SHORTENERS)),
    (
        short(rf"(?P<way>{'|'.join(map(re.escape, sorted(SHORTENERS)))})/(?P<id>.+)",
              "https://{way}/{id}"),
        short(rf"(?P<way>[\w-]+\.app\.goo\.gl)/{ID}", "https://{way}/{id}"),
    ),
)  # fmt: skip

PLATFORMS = (
    YOUTUBE, TIKTOK, X, INSTAGRAM, FACEBOOK, TELEGRAM, REDDIT, VIMEO, DAILYMOTION, SOUNDCLOUD, VK,
    ODYSEE, RUMBLE, BITCHUTE, TWITCH, PINTEREST, DISCORD, MEGA, MATRIX, PLAZA, SHORTENER,
)  # fmt: skip
BY_DOMAIN = {domain: platform for platform in PLATFORMS for domain in platform.domains}


def find(address: Address) -> tuple[Platform | None, Match | None]:
    """Return the platform that the address is on and the form that it has there, if any fits."""
    platform = platform_of(fold(address.host))
    if platform is None or (address.port and not platform.any_port):
        return None, None
    host = platform.home(address)
    place = host + address.path.rstrip("/").replace("%40", "@").replace("%3A", ":")
    given = dict(part.partition("=")[::2] for part in reversed(address.query))
    for each in platform.forms:
        subject = f"{place}#{address.fragment}" if each.in_fragment else place
        groups = fitting(each, subject, given)
        if groups is not None:
            port = f":{address.port}" if address.port else ""
            return platform, filled(each, groups, f"{address.scheme}://{host}{port}")
    return platform, None


def platform_of(host: str) -> Platform | None:
    """Return the platform that has the host's last three or two labels (pinterest.co.uk, x.com)."""
    labels = host.split(".")
    return BY_DOMAIN.get(".".join(labels[-3:])) or BY_DOMAIN.get(".".join(labels[-2:]))
