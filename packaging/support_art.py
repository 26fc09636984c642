"""Own drawings of what things stand on (mat, table, hill, raft), as SVG in the look of each of the four styles.

svg(support, style) gives a whole SVG document. Each drawing is 128 units wide.
"""

HEIGHTS = {"mat": 40, "table": 84, "hill": 58, "raft": 42}

# (light, main, dark) of each material, in each style.
CLOTH = {"3d": ("#ff7a72", "#e23b44", "#a51f35"), "flat": ("#ff8a80", "#f0424b", "#c02c3d"),
         "drawn": ("#f9877a", "#dd4b4b", "#9d2f36"), "bold": ("#ee6a76", "#dd2e44", "#a0041e")}
TRIM = {"3d": "#fff1dc", "flat": "#ffe9c9", "drawn": "#fbe7c6", "bold": "#ffe8b6"}
WOOD = {"3d": ("#d99a63", "#b97443", "#7d4a2a"), "flat": ("#d08a4e", "#b06f3a", "#8a532b"),
        "drawn": ("#c98d55", "#a9703f", "#6d4526"), "bold": ("#d99e82", "#c1694f", "#8a4633")}
GRASS = {"3d": ("#a4e06b", "#63b944", "#2f7f3a"), "flat": ("#86d72f", "#5fb53a", "#44911b"),
         "drawn": ("#9ccc5a", "#6da544", "#47742f"), "bold": ("#77b255", "#5c913b", "#3e721d")}


def gradient(name, stops, vertical=True):
    end = 'x2="0" y2="1"' if vertical else 'x2="1" y2="0"'
    marks = "".join(f'<stop offset="{i / (len(stops) - 1)}" stop-color="{c}"/>' for i, c in enumerate(stops))
    return f'<linearGradient id="{name}" x1="0" y1="0" {end}>{marks}</linearGradient>'


def fills(style, colours):
    """Fill of the lit face and of the shaded face, with the definitions they need."""
    light, main, dark = colours
    if style == "3d":
        return gradient("lit", (light, main)) + gradient("shade", (main, dark)), "url(#lit)", "url(#shade)"
    return "", light if style == "bold" else main, dark


def outline(style, dark):
    return {"drawn": f'stroke="{dark}" stroke-width="2" stroke-linejoin="round"'}.get(style, "")


def mat(style):
    light, main, dark = CLOTH[style]
    defs, lit, shade = fills(style, CLOTH[style])
    lit = main if style == "bold" else lit
    edge, trim = outline(style, dark), TRIM[style]
    fringe = "".join(
        f'<path d="M{24 + 8 * i} 2 l-1.2 -2 h3 z M{6 + 10.4 * i} 36 l-1.5 4 h4 l-1 -4 z" fill="{trim}"/>' for i in range(12))
    body = f'<path d="M22 3 H106 L126 34 H2 Z" fill="{lit}" {edge}/>'
    thickness = f'<path d="M2 34 H126 V37 H2 Z" fill="{shade}"/>'
    pattern = {
        "3d": f'<path d="M29 8 H99 L112 29 H16 Z" fill="none" stroke="{trim}" stroke-width="3" stroke-linejoin="round"/>',
        "flat": f'<path d="M30 8 H98 L111 29 H17 Z" fill="none" stroke="{trim}" stroke-width="4"/>',
        "drawn": "".join(f'<path d="M{22 + 84 * a:.1f} 3 L{2 + 124 * a:.1f} 34 h7 L{27 + 84 * a:.1f} 3 Z" fill="{trim}"/>'
                         for a in (0.08, 0.28, 0.48, 0.68, 0.88)),
        "bold": f'<path d="M18.5 9 H109.500 L112.500 14 H15.500 Z M8.500 24 H119.500 L123 29 H5.500 Z" fill="{trim}"/>',
    }[style]
    return defs + fringe + thickness + body + pattern


def table(style):
    light, main, dark = WOOD[style]
    defs, lit, shade = fills(style, WOOD[style])
    edge = outline(style, dark)
    legs = "".join(f'<rect x="{x}" y="{y}" width="9" height="{h}" rx="{3 if style == "3d" else 0}" fill="{f}" {edge}/>'
                   for x, y, h, f in ((26, 24, 46, dark), (93, 24, 46, dark), (9, 28, 56, shade), (110, 28, 56, shade)))
    radius = 4 if style == "3d" else 1
    top = f'<path d="M20 2 H108 L126 22 H2 Z" fill="{lit}" {edge}/>'
    rim = f'<rect x="2" y="22" width="124" height="10" rx="{radius}" fill="{shade if style != "bold" else main}" {edge}/>'
    grain = {
        "3d": f'<path d="M22 5 H106" stroke="#fff" stroke-opacity=".35" stroke-width="3" stroke-linecap="round"/>',
        "flat": f'<path d="M15 9 H75 M60 15 H112" stroke="{light}" stroke-width="2.500"/>',
        "drawn": f'<path d="M24 7 q20 4 40 0 t40 2 M14 16 q25 -4 50 0 t46 -1" fill="none" stroke="{dark}" stroke-width="1.300"/>',
        "bold": "",
    }[style]
    return defs + legs + top + rim + grain


def hill(style):
    light, main, dark = GRASS[style]
    defs, lit, _ = fills(style, GRASS[style])
    if style == "3d":
        defs, lit = gradient("lit", (light, main, dark)), "url(#lit)"
    body = f'<path d="M1 57 C14 50 26 3 64 3 S114 50 127 57 Z" fill="{lit}" {outline(style, dark)}/>'
    detail = {
        "3d": '<ellipse cx="52" cy="15" rx="22" ry="7" fill="#fff" fill-opacity=".22" transform="rotate(-14 52 15)"/>',
        "flat": f'<path d="M74 57 C80 40 92 22 100 28 S120 52 127 57 Z" fill="{dark}"/>',
        "drawn": "".join(f'<path d="M{x} {y} l2 -6 l2 6 m1 0 l2 -5 l2 5" fill="none" stroke="{dark}" stroke-width="1.600"/>'
                         for x, y in ((40, 28), (70, 22), (28, 46), (58, 44), (88, 42))),
        "bold": f'<path d="M1 57 C40 44 88 44 127 57 Z" fill="{main}"/>',
    }[style]
    return defs + body + detail


def raft(style):
    light, main, dark = WOOD[style]
    defs, lit, shade = fills(style, WOOD[style])
    edge = outline(style, dark)
    logs = "".join(
        f'<rect x="{14 - 3 * i}" y="{2 + 8 * i}" width="{100 + 6 * i}" height="8.600" rx="4.300" fill="{lit if i < 3 else shade}" {edge}/>'
        f'<ellipse cx="{18 - 3 * i}" cy="{6.3 + 8 * i}" rx="2.600" ry="3.600" fill="{light}" {edge}/>' for i in range(4))
    seams = "".join(f'<path d="M{14 - 3 * i} {10.3 + 8 * i} H{114 + 3 * i}" stroke="{dark}" stroke-width="1.500"/>' for i in range(3))
    rope = {"3d": "#f3dfb0", "flat": "#ffe0a3", "drawn": "#ead3a0", "bold": "#ffd983"}[style]
    ropes = "".join(f'<path d="M{a} 2 L{b} 34" stroke="{rope}" stroke-width="4"/>' for a, b in ((34, 28), (94, 100)))
    foam = '<path d="M1 37 q8 -5 16 0 t16 0 t16 0 t16 0 t16 0 t16 0 t16 0 t14 0 v3 q-63 4 -126 0 z" fill="#fff" fill-opacity=".85"/>'
    return defs + logs + (seams if style in ("flat", "bold") else "") + ropes + foam


def svg(support, style):
    body = {"mat": mat, "table": table, "hill": hill, "raft": raft}[support](style)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 {HEIGHTS[support]}" '
            f'width="512" height="{4 * HEIGHTS[support]}">{body}</svg>')
