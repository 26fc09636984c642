"""Renders the sprites of the emoji world into one atlas a style, with atlas.json and the licences beside them.

    make_atlas.py PACKAGES OUT

PACKAGES holds the unpacked packages as 3d/, flat/, drawn/, bold/, names/ and licences/ (see fetch-sprites.sh). Every
sprite is trimmed to what is visible and scaled to 128 pixels at its longer side.
"""

import json
import pathlib
import subprocess
import sys

import numpy
from PIL import Image

import sprite_list
import support_art

CELL = 128
COLUMNS = 8
RENDER = 512  # SVG bodies are rendered at this size before they are scaled down
VISIBLE = 16  # alpha from which a pixel counts for the trimming


def premultiplied(image):
    """RGBA image → float array with colour times alpha, both in 0 … 1."""
    pixels = numpy.asarray(image.convert("RGBA"), dtype=numpy.float64) / 255
    pixels[..., :3] *= pixels[..., 3:]
    return pixels


def scaled(pixels, width, height):
    """Area-averages premultiplied pixels to width × height."""
    resize = lambda plane: Image.fromarray(plane.astype(numpy.float32)).resize((width, height), Image.Resampling.BOX)
    return numpy.stack([numpy.asarray(resize(pixels[..., c])) for c in range(4)], axis=-1)


def trimmed(pixels):
    visible = pixels[..., 3] * 255 >= VISIBLE
    rows, columns = numpy.flatnonzero(visible.any(1)), numpy.flatnonzero(visible.any(0))
    return pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def sprite(pixels):
    """Trimmed, longer side CELL, straight alpha, 8 bits."""
    pixels = trimmed(pixels)
    factor = CELL / max(pixels.shape[:2])
    pixels = scaled(pixels, max(1, round(pixels.shape[1] * factor)), max(1, round(pixels.shape[0] * factor)))
    alpha = numpy.clip(pixels[..., 3:], 0, 1)
    colour = numpy.where(alpha > 0, pixels[..., :3] / numpy.maximum(alpha, 1e-6), 0)
    rgba = numpy.round(numpy.clip(numpy.concatenate([colour, alpha], -1), 0, 1) * 255).astype(numpy.uint8)
    rgba[rgba[..., 3] == 0] = 0
    return Image.fromarray(rgba)


def rendered_svg(text, work):
    source, target = work / "sprite.svg", work / "sprite.png"
    source.write_text(text, encoding="utf-8")
    subprocess.run(["rsvg-convert", "--width", str(RENDER), "--keep-aspect-ratio", "-o", target, source], check=True)
    return premultiplied(Image.open(target))


def icon_svg(icons, name):
    icon = icons["icons"][name]
    size = [icon.get(side, icons.get(side, 16)) for side in ("width", "height")]
    corner = [icon.get(side, 0) for side in ("left", "top")]
    box = " ".join(str(number) for number in corner + size)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{size[0]}" '
            f'height="{size[1]}" viewBox="{box}">{icon["body"]}</svg>')


def emoji_pixels(style, code, packages):
    codes = (code, code.removesuffix("-fe0f"))
    if style == "3d":
        paths = [packages / "3d" / "assets" / f"{c}.webp" for c in codes]
        path = next((p for p in paths if p.exists()), None)
        if path is None:
            raise SystemExit(f"make_atlas: the 3d package has no {code}")
        return premultiplied(Image.open(path))
    chars = json.loads((packages / style / "chars.json").read_text(encoding="utf-8"))
    icons = json.loads((packages / style / "icons.json").read_text(encoding="utf-8"))
    name = next((chars[c] for c in codes if c in chars), None)
    if name is None:
        raise SystemExit(f"make_atlas: the {style} package has no {code}")
    return rendered_svg(icon_svg(icons, name), packages)


def pixels_of(thing, style, packages):
    if "emoji" in thing:
        return emoji_pixels(style, thing["emoji"], packages)
    return rendered_svg(support_art.svg(thing["name"], style), packages)


def main_hue(image):
    """The strongest hue of a sprite in degrees, from the saturation-weighted histogram in 10° bins and its neighbours."""
    hsv = numpy.asarray(image.convert("RGB").convert("HSV"), dtype=numpy.float64) / 255
    weights = hsv[..., 1] * hsv[..., 2] * (numpy.asarray(image)[..., 3] / 255)
    histogram = numpy.histogram(hsv[..., 0] * 360, bins=36, range=(0, 360), weights=weights)[0]
    peak = int((histogram + numpy.roll(histogram, 1) + numpy.roll(histogram, -1)).argmax())
    near = [(peak - 1) % 36, peak, (peak + 1) % 36]
    angles = numpy.deg2rad([10 * bin + 5 for bin in near])
    mean = numpy.arctan2((histogram[near] * numpy.sin(angles)).sum(), (histogram[near] * numpy.cos(angles)).sum())
    return round(float(numpy.rad2deg(mean))) % 360


def check_names(packages):
    names = json.loads((packages / "names" / "data-by-emoji.json").read_text(encoding="utf-8"))
    for thing in sprite_list.THINGS:
        if "emoji" in thing:
            emoji = "".join(chr(int(part, 16)) for part in thing["emoji"].split("-"))
            found = names[emoji]["name"]
            if found != thing["unicode"]:
                raise SystemExit(f"make_atlas: '{thing['name']}' is called '{found}', expected '{thing['unicode']}'")


def make_style(style, packages, out):
    """Writes one atlas picture; returns the entries of its sprites."""
    entries = []
    rows = -(-len(sprite_list.THINGS) // COLUMNS)
    atlas = Image.new("RGBA", (COLUMNS * CELL, rows * CELL))
    for index, thing in enumerate(sprite_list.THINGS):
        image = sprite(pixels_of(thing, style, packages))
        x, y = index % COLUMNS * CELL, index // COLUMNS * CELL
        atlas.paste(image, (x, y))
        entry = {"thing": thing["name"], "style": style, "rect": [x, y, image.width, image.height]}
        if thing.get("recolour") == "rotate":
            entry["hue"] = main_hue(image)
        entries.append(entry)
    atlas.save(out / f"{style}.png", optimize=True)
    return entries


def write_json(out, sprites):
    lines = lambda entries: ",\n  ".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    (out / "atlas.json").write_text(
        '{"format": "kaleido-sprites", "version": 1,\n'
        f' "styles": [\n  {lines(sprite_list.STYLES)}],\n "things": [\n  {lines(sprite_list.THINGS)}],\n'
        f' "sprites": [\n  {lines(sprites)}]}}\n', encoding="utf-8")


def write_licences(packages, out):
    parts = [sprite_list.LICENCE_PREFACE]
    for spdx in ("MIT", "Apache-2.0", "CC-BY-4.0"):
        text = json.loads((packages / "licences" / "licenses" / f"{spdx}.json").read_text(encoding="utf-8"))["licenseText"]
        if spdx == "MIT":
            text = text.replace("<year> <copyright holders>", "Microsoft Corporation\nCopyright (c) LobeHub")
        parts.append(f"{'=' * 78}\n{spdx}\n{'=' * 78}\n\n{text.strip()}\n")
    (out / "LICENSES.txt").write_text("\n".join(parts), encoding="utf-8")


def main():
    packages, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    check_names(packages)
    sprites = [entry for style in sprite_list.STYLES for entry in make_style(style["name"], packages, out)]
    write_json(out, sprites)
    write_licences(packages, out)


if __name__ == "__main__":
    main()
