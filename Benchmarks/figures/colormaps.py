"""Writes Sources/Figures/Color/ColorMap+Tables.swift from Matplotlib's colour maps.

64 evenly spaced colours of each map, 3 bytes a colour, in base64; the renderer interpolates.
viridis, magma, inferno, plasma and cividis are in the public domain (CC0); Reds, Blues, Greens and
RdBu are Cynthia Brewer's (Apache 2.0); coolwarm is Kenneth Moreland's.

    python3 Benchmarks/figures/colormaps.py > \
        "Sources/Figures/Color/ColorMap+Tables.swift"
"""
import base64
import matplotlib
names = ["viridis", "magma", "inferno", "plasma", "cividis", "Reds", "Blues", "Greens",
         "coolwarm", "RdBu"]
cases = ["viridis", "magma", "inferno", "plasma", "cividis", "reds", "blues", "greens",
         "coolwarm", "redBlue"]
print("// Written by Benchmarks/figures/colormaps.py: do not edit.")
print("import Records\n")
print("extension ColorMap {")
print("  /// 64 evenly spaced colours, 3 bytes each, in base64.")
print("  var table: String {\n    switch self {")
for name, case in zip(names, cases):
    cmap = matplotlib.colormaps[name]
    data = bytes(round(c * 255) for i in range(64) for c in cmap(i / 63)[:3])
    text = base64.b64encode(data).decode()
    lines = [text[i:i + 80] for i in range(0, len(text), 80)]
    print(f"    case .{case}:\n      \"\"\"")
    print("\\\n".join("      " + line for line in lines))
    print("      \"\"\"")
print('    case .gray, .reversedGray: ""\n    }\n  }\n}')
