"""Link forms as they are found: for each piece its identity, its kind, and links to it.

The first link is the canonical URL itself.
"""

RESOLVED: list[tuple[str, str | None, list[str]]] = [
    ("youtube.com/watch?v=aqz-KE-bpKQ", "video", [
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "http://youtube.com/watch?v=aqz-KE-bpKQ&t=42s",
        "https://m.youtube.com/watch?app=desktop&v=aqz-KE-bpKQ&list=PLx1&index=3",
        "https://music.youtube.com/watch?v=aqz-KE-bpKQ&feature=share",
        "https://youtu.be/aqz-KE-bpKQ?si=Qx3aBc",
        "https://www.youtube.com/shorts/aqz-KE-bpKQ?feature=share",
        "https://www.youtube.com/live/aqz-KE-bpKQ?si=1",
        "https://www.youtube.com/embed/aqz-KE-bpKQ?autoplay=1",
        "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
        "https://www.youtube.com/v/aqz-KE-bpKQ",
        "HTTPS://WWW.YouTube.com:443/watch/?v=aqz-KE-bpKQ#t=1",
    ]),
    ("youtube.com/playlist?list=PLabc_1-2", "playlist", [
        "https://www.youtube.com/playlist?list=PLabc_1-2",
        "https://music.youtube.com/playlist?list=PLabc_1-2&si=x",
    ]),
    ("youtube.com/channel/UCaBcDeFgHiJkLmNoPqRsTuV", "channel", [
        "https://www.youtube.com/channel/UCaBcDeFgHiJkLmNoPqRsTuV",
        "https://m.youtube.com/channel/UCaBcDeFgHiJkLmNoPqRsTuV/videos?view=0",
    ]),
    ("youtube.com/@somehandle", "channel", [
        "https://www.youtube.com/@somehandle",
        "https://youtube.com/@SomeHandle/shorts",
        "https://youtube.com/%40somehandle",
    ]),
    ("tiktok.com/@_/video/7300000000000000001", "video", [
        "https://www.tiktok.com/@_/video/7300000000000000001",
        "https://www.tiktok.com/@some.user/video/7300000000000000001?is_from_webapp=1&lang=de",
        "https://m.tiktok.com/v/7300000000000000001.html?u_code=1&_r=1",
        "https://www.tiktok.com/embed/v2/7300000000000000001",
        "https://www.tiktok.com/player/v1/7300000000000000001",
    ]),
    ("tiktok.com/@_/video/7300000000000000002", "image", [
        "https://www.tiktok.com/@_/photo/7300000000000000002",
        "https://www.tiktok.com/@some.user/photo/7300000000000000002?_t=8",
    ]),
    ("tiktok.com/@some.user", "account", [
        "https://www.tiktok.com/@some.user",
        "https://tiktok.com/@Some.User?lang=en",
    ]),
    ("tiktok.com/@some.user/live", "livestream", ["https://www.tiktok.com/@some.user/live"]),
    ("x.com/i/status/1700000000000000001", None, [
        "https://x.com/i/status/1700000000000000001",
        "https://twitter.com/somebody/status/1700000000000000001?s=20&t=abc",
        "https://mobile.twitter.com/somebody/status/1700000000000000001/photo/1",
        "https://x.com/renamed/status/1700000000000000001",
        "https://x.com/i/web/status/1700000000000000001",
        "http://www.twitter.com/a/statuses/1700000000000000001",
    ]),
    ("x.com/somebody", "account", [
        "https://x.com/somebody",
        "https://twitter.com/SomeBody/with_replies",
        "https://twitter.com/intent/user?screen_name=SomeBody",
    ]),
    ("instagram.com/p/CxYz_12-3aB", None, [
        "https://www.instagram.com/p/CxYz_12-3aB/",
        "https://instagram.com/p/CxYz_12-3aB?igshid=1&img_index=2",
        "https://instagr.am/p/CxYz_12-3aB",
        "https://www.instagram.com/somebody/p/CxYz_12-3aB/embed/captioned/",
    ]),
    ("instagram.com/p/CxYz_12-3aC", "video", [
        "https://www.instagram.com/reel/CxYz_12-3aC/",
        "https://www.instagram.com/reels/CxYz_12-3aC/",
        "https://www.instagram.com/tv/CxYz_12-3aC/?hl=de",
        "https://www.instagram.com/some.body/reel/CxYz_12-3aC/?igsh=x",
    ]),
    ("instagram.com/some.body", "account", [
        "https://www.instagram.com/some.body/",
        "https://instagram.com/Some.Body?hl=en",
    ]),
    ("facebook.com/watch?v=123456789012345", "video", [
        "https://www.facebook.com/watch/?v=123456789012345",
        "https://m.facebook.com/watch?v=123456789012345&mibextid=x",
        "https://www.facebook.com/some.page/videos/123456789012345/",
        "https://de-de.facebook.com/some.page/videos/a-title/123456789012345/",
        "https://www.facebook.com/reel/123456789012345",
        "https://fb.com/watch/live/?ref=x&v=123456789012345",
    ]),
    ("facebook.com/permalink.php?id=100&story_fbid=200", None, [
        "https://www.facebook.com/permalink.php?story_fbid=200&id=100",
        "https://m.facebook.com/story.php?id=100&story_fbid=200&refid=17",
        "https://mbasic.facebook.com/100/posts/200",
    ]),
    ("facebook.com/photo?fbid=200", "image", [
        "https://www.facebook.com/photo/?fbid=200",
        "https://www.facebook.com/photo.php?fbid=200&set=a.1",
        "https://www.facebook.com/some.page/photos/a.1/200/",
    ]),
    ("facebook.com/groups/some.group/posts/7", None, [
        "https://www.facebook.com/groups/some.group/posts/7",
        "https://www.facebook.com/groups/Some.Group/permalink/7/?mibextid=1",
    ]),
    ("facebook.com/profile.php?id=100", "account", [
        "https://www.facebook.com/profile.php?id=100",
        "https://www.facebook.com/people/Some-Body/100/",
    ]),
    ("t.me/some_channel/42", None, [
        "https://t.me/some_channel/42",
        "https://t.me/s/some_channel/42",
        "https://telegram.me/Some_Channel/42?single",
        "http://t.me/some_channel/7/42",
        "https://some_channel.t.me/42",
    ]),
    ("t.me/some_channel/42?comment=5", "text", [
        "https://t.me/some_channel/42?comment=5",
        "https://t.me/s/Some_Channel/42?comment=5&single",
    ]),
    ("t.me/some_channel", "channel", [
        "https://t.me/some_channel",
        "https://t.me/s/some_channel",
        "https://telegram.dog/Some_Channel/",
        "https://web.telegram.org/k/#@some_channel",
    ]),
    ("t.me/+AbCdEf", "channel", ["https://t.me/+AbCdEf", "https://t.me/joinchat/AbCdEf"]),
    ("reddit.com/comments/1abcde", None, [
        "https://www.reddit.com/comments/1abcde",
        "https://old.reddit.com/r/some_sub/comments/1abcde/a_title/?utm_source=share",
        "https://redd.it/1ABCDE",
        "https://reddit.com/r/some_sub/comments/1abcde",
        "https://www.reddit.com/gallery/1abcde",
    ]),
    ("reddit.com/comments/1abcde/_/k9zzzzz", "text", [
        "https://www.reddit.com/comments/1abcde/_/k9zzzzz",
        "https://www.reddit.com/r/some_sub/comments/1abcde/a_title/k9zzzzz/?context=3",
        "https://www.reddit.com/r/some_sub/comments/1abcde/comment/k9zzzzz/",
        "https://www.reddit.com/r/some_sub/comments/1abcde//k9zzzzz",
    ]),
    ("vimeo.com/76979871", "video", [
        "https://vimeo.com/76979871",
        "https://player.vimeo.com/video/76979871?autoplay=1",
        "https://vimeo.com/channels/staff/76979871",
        "https://vimeo.com/groups/some/videos/76979871#t=3",
    ]),
    ("vimeo.com/76979872", "video", [
        "https://vimeo.com/76979872/0123456789",
        "https://player.vimeo.com/video/76979872?h=0123456789&share=copy",
    ]),
    ("dailymotion.com/video/x8abcde", "video", [
        "https://www.dailymotion.com/video/x8abcde",
        "https://dai.ly/x8abcde",
        "https://www.dailymotion.com/embed/video/x8abcde",
        "https://www.dailymotion.com/video/x8abcde_a-title",
        "https://geo.dailymotion.com/player.html?video=x8abcde",
    ]),
    ("soundcloud.com/somebody/a-track", "audio", [
        "https://soundcloud.com/somebody/a-track",
        "https://m.soundcloud.com/somebody/a-track?si=1&in=x/sets/y",
    ]),
    ("soundcloud.com/somebody/sets/a-set", "playlist", [
        "https://soundcloud.com/somebody/sets/a-set",
    ]),
    ("vk.com/video-12_345", "video", [
        "https://vk.com/video-12_345",
        "https://m.vk.com/video-12_345?list=x",
        "https://vk.com/videos-12?z=video-12_345%2Fclub12%2Fpl_-12_-2",
        "https://vk.ru/clip-12_345",
        "https://vkvideo.ru/video-12_345",
        "https://vk.com/video_ext.php?oid=-12&id=345&hash=1",
        "https://vk.com/?z=video-12_345",
    ]),
    ("vk.com/wall-12_345", None, [
        "https://vk.com/wall-12_345",
        "https://vk.com/public12?w=wall-12_345",
    ]),
    ("vk.com/club12", "channel", ["https://vk.com/club12", "https://vk.com/public12"]),
    ("odysee.com/@some:1/a-piece:2", None, [
        "https://odysee.com/@some:1/a-piece:2",
        "https://odysee.com/%40some%3A1/a-piece%3A2?r=abc",
        "https://odysee.com/$/embed/@some:1/a-piece:2",
    ]),
    ("rumble.com/v4abcde", "video", [
        "https://rumble.com/v4abcde",
        "https://rumble.com/v4abcde-a-title.html?e9s=src_v1",
    ]),
    ("bitchute.com/video/AbCdEf123456", "video", [
        "https://www.bitchute.com/video/AbCdEf123456/",
        "https://www.bitchute.com/embed/AbCdEf123456/",
        "https://old.bitchute.com/video/AbCdEf123456",
    ]),
    ("twitch.tv/videos/1234567890", "video", [
        "https://www.twitch.tv/videos/1234567890",
        "https://m.twitch.tv/videos/1234567890?t=1h2m",
        "https://www.twitch.tv/somebody/v/1234567890",
        "https://player.twitch.tv/?video=v1234567890&parent=x",
    ]),
    ("clips.twitch.tv/SomeClip-abc_1", "video", [
        "https://clips.twitch.tv/SomeClip-abc_1",
        "https://www.twitch.tv/somebody/clip/SomeClip-abc_1?filter=clips",
        "https://clips.twitch.tv/embed?clip=SomeClip-abc_1",
    ]),
    ("pinterest.com/pin/123456", "image", [
        "https://www.pinterest.com/pin/123456/",
        "https://www.pinterest.co.uk/pin/a-title--123456/",
        "https://de.pinterest.com/pin/123456/sent/?invite_code=1",
        "https://pinterest.de/pin/123456",
    ]),
    ("discord.com/invite/AbC123", "channel", [
        "https://discord.com/invite/AbC123",
        "https://discord.gg/AbC123",
        "https://discordapp.com/invite/AbC123",
    ]),
    ("mega.nz/file/AbCd1234", None, [
        "https://mega.nz/file/AbCd1234#key_123",
        "https://mega.nz/#!AbCd1234!key_123",
    ]),
    ("matrix.to/alias/room:example.org", "channel", [
        "https://matrix.to/#/%23room:example.org",
        "https://matrix.to/#/#room:example.org?via=example.org",
    ]),
    ("example.org/a/b?a=1&b=2", None, [
        "https://example.org/a/b?a=1&b=2",
        "http://www.example.org/a/b/?b=2&a=1",
        "https://m.example.org/a/b?a=1&utm_source=x&b=2&fbclid=y",
        "https://mobile.EXAMPLE.org:443/a/x/../b?a=1&b=2#part",
        "https://example.org./%61/b?&a=1&&b=2",
    ]),
    ("xn--bcher-kva.example/~a/%C3%BC", None, [
        "https://xn--bcher-kva.example/~a/%C3%BC",
        "https://Bücher.example/%7ea/ü",
        "https://bücher.example/%7Ea/%c3%bc/",
    ]),
    ("chaos.example/@some/1234", None, ["https://chaos.example/@some/1234"]),
]  # fmt: skip

SHORT = [
    "https://vm.tiktok.com/ZMabc123/",
    "https://vt.tiktok.com/ZSabc123/",
    "https://www.tiktok.com/t/ZTabc123/",
    "https://t.co/AbC123",
    "https://www.instagram.com/share/reel/AbC123/",
    "https://fb.watch/AbC123/",
    "https://www.facebook.com/share/v/AbC123/",
    "https://www.facebook.com/share/AbC123/",
    "https://www.reddit.com/r/some_sub/s/AbC123",
    "https://on.soundcloud.com/AbC123",
    "https://vk.cc/AbC123",
    "https://pin.it/AbC123",
    "https://bit.ly/AbC123",
    "https://tinyurl.com/some-name",
    "https://is.gd/AbC123",
    "https://ow.ly/AbC123",
]

PLAZA: list[tuple[str, str | None, list[str]]] = [
    ("plaza.localhost:8001/v/ab12", "video", [
        "http://plaza.localhost:8001/v/ab12",
        "http://m.plaza.localhost:8001/v/ab12",
        "http://plaza.localhost:8001/clip?id=ab12&s=1",
        "http://plaza.localhost:8001/v/ab12/?utm_source=share&si=0f#top",
    ]),
    ("plaza.localhost:8001/p/ab12", "image", ["http://plaza.localhost:8001/p/ab12"]),
    ("plaza.localhost:8001/t/ab12", "text", ["http://plaza.localhost:8001/t/ab12"]),
    ("plaza.localhost:8001/a/some.one", "account", [
        "http://plaza.localhost:8001/a/some.one",
        "http://plaza.localhost:8001/@some.one?s=2",
        "http://m.plaza.localhost:8001/@some.one",
    ]),
]  # fmt: skip
PLAZA_SHORT = ["http://plaza.localhost:8001/s/x1y2", "http://plz.localhost:8001/x1y2"]
