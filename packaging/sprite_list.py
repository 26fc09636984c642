"""What the atlas holds: the styles, the things and what is known of them. Written into atlas.json as it stands here.

Of a thing:
  name        its name in item words ("black cat")
  emoji       code points; without it the thing is one of our own drawings (support_art.py)
  unicode     the emoji's name in unicode-emoji-json, checked when the atlas is made
  nouns       names that are true of it in a caption, the usual one first
  plural      of nouns that do not just take an s
  categories  wider words that are true of it
  facing      "left" or "right" where it has a front, as it is drawn; all four styles agree
  home        where it is at home: ground, air, water
  recolour    rotate (turn the hue of the main colour) or tint (colour the light parts)
  width       rotate: how far from the main hue, in degrees, a pixel still belongs to the main colour
  plain       true: also shown in its own colour, without a colour word
  stand       supports: height, as a fraction of its own from the top, where feet rest
  bulge       supports: how much lower feet rest away from the middle: bulge · (distance / width)², added to stand
"""

STYLES = [
    {"name": "3d", "file": "3d.png", "licence": "MIT"},
    {"name": "flat", "file": "flat.png", "licence": "MIT"},
    {"name": "drawn", "file": "drawn.png", "licence": "Apache-2.0"},
    {"name": "bold", "file": "bold.png", "licence": "CC-BY-4.0"},
]


def thing(name, emoji, unicode, categories, home, **more):
    entry = {"name": name, "emoji": emoji, "unicode": unicode, "nouns": [name], "categories": categories, "home": home}
    return entry | more


def support(name, home, stand, **more):
    return {"name": name, "nouns": [name], "categories": [], "home": home, "stand": stand} | more


THINGS = [
    thing("cat", "1f408", "cat", ["animal", "pet"], ["ground"], facing="left"),
    thing("black cat", "1f408-200d-2b1b", "black cat", ["animal", "pet"], ["ground"], facing="left", nouns=["black cat", "cat"]),
    thing("dog", "1f415", "dog", ["animal", "pet"], ["ground"], facing="left"),
    thing("horse", "1f40e", "horse", ["animal", "farm animal"], ["ground"], facing="left"),
    thing("cow", "1f404", "cow", ["animal", "farm animal"], ["ground"], facing="left"),
    thing("pig", "1f416", "pig", ["animal", "farm animal"], ["ground"], facing="left"),
    thing("rabbit", "1f407", "rabbit", ["animal", "pet"], ["ground"], facing="left"),
    thing("rooster", "1f413", "rooster", ["animal", "bird", "farm animal"], ["ground"], facing="left"),
    thing("elephant", "1f418", "elephant", ["animal"], ["ground"], facing="left"),
    thing("penguin", "1f427", "penguin", ["animal", "bird"], ["ground"]),
    thing("owl", "1f989", "owl", ["animal", "bird"], ["ground"]),
    thing("fish", "1f41f", "fish", ["animal"], ["water"], facing="left", plural={"fish": "fish"}),
    thing("turtle", "1f422", "turtle", ["animal"], ["ground", "water"], facing="left"),
    thing("butterfly", "1f98b", "butterfly", ["animal", "insect"], ["air"], plural={"butterfly": "butterflies"},
          recolour="rotate", width=50),
    thing("snail", "1f40c", "snail", ["animal"], ["ground"], facing="left"),
    thing("sheep", "1f411", "ewe", ["animal", "farm animal"], ["ground"], facing="left", plural={"sheep": "sheep"}),
    thing("car", "1f697", "automobile", ["vehicle", "wheels"], ["ground"], facing="left", recolour="rotate", width=60),
    thing("bus", "1f68c", "bus", ["vehicle", "wheels"], ["ground"], facing="left", plural={"bus": "buses"}),
    thing("bicycle", "1f6b2", "bicycle", ["vehicle", "wheels"], ["ground"], facing="left", nouns=["bicycle", "bike"]),
    thing("airplane", "2708-fe0f", "airplane", ["vehicle", "aircraft"], ["air"], facing="right", nouns=["airplane", "plane"]),
    thing("sailboat", "26f5", "sailboat", ["vehicle"], ["water"], nouns=["sailboat", "boat"]),
    thing("rocket", "1f680", "rocket", ["vehicle", "aircraft"], ["air"], facing="right"),
    thing("house", "1f3e0", "house", ["building"], ["ground"], recolour="rotate", width=50, plain=True),
    thing("tree", "1f333", "deciduous tree", ["plant"], ["ground"]),
    thing("palm tree", "1f334", "palm tree", ["plant"], ["ground"], nouns=["palm tree", "palm"]),
    thing("sunflower", "1f33b", "sunflower", ["plant", "flower"], ["ground"]),
    thing("tulip", "1f337", "tulip", ["plant", "flower"], ["ground"], recolour="rotate", width=50),
    thing("apple", "1f34e", "red apple", ["food", "fruit"], ["ground"]),
    thing("banana", "1f34c", "banana", ["food", "fruit"], ["ground"]),
    thing("pizza", "1f355", "pizza", ["food"], ["ground"]),
    thing("cake", "1f382", "birthday cake", ["food"], ["ground"]),
    thing("soccer ball", "26bd", "soccer ball", ["toy"], ["ground"], nouns=["ball", "soccer ball"], recolour="tint", plain=True),
    thing("guitar", "1f3b8", "guitar", ["instrument"], ["ground"]),
    thing("umbrella", "2602-fe0f", "umbrella", [], ["ground"], recolour="rotate", width=45),
    thing("mushroom", "1f344", "mushroom", [], ["ground"]),
    thing("star", "2b50", "star", [], ["air"]),
    thing("sun", "2600-fe0f", "sun", [], ["air"]),
    thing("moon", "1f319", "crescent moon", [], ["air"]),
    thing("hat", "1f452", "woman’s hat", [], ["ground"], recolour="rotate", width=30, plain=True),
    thing("gift", "1f381", "wrapped gift", [], ["ground"], nouns=["gift", "present"]),
    support("mat", ["ground"], 0.62, recolour="rotate", width=40),
    support("table", ["ground"], 0.17),
    support("hill", ["ground"], 0.10, bulge=3.5),
    support("raft", ["water"], 0.42),
]

LICENCE_PREFACE = """\
Sprites of the emoji world: where they come from and under which licence
=========================================================================

3d.png     Fluent Emoji (3D) by Microsoft Corporation, as packaged by LobeHub in @lobehub/fluent-emoji-3d 1.1.0: MIT
flat.png   Fluent Emoji (Flat) by Microsoft Corporation, from @iconify-json/fluent-emoji-flat 1.2.6: MIT
drawn.png  Noto Emoji by Google Inc, from @iconify-json/noto 1.2.9: Apache-2.0
bold.png   Twemoji by Twitter, Inc and other contributors, maintained by jdecked, from @iconify-json/twemoji 1.2.5:
           CC-BY-4.0, https://creativecommons.org/licenses/by/4.0/

Changes made to all of them: rendered, trimmed and scaled to 128 pixels; some are shown mirrored and with another hue.
The mat, table, hill and raft in all four pictures are this project's own drawings, and atlas.json is its own text;
both are under the project's licence.
"""
