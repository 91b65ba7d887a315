#!/usr/bin/env python3
"""Checks the spelling of the prose of Markdown files: British English and the book's own words.

Needs Debian's hunspell and hunspell-en-gb. Code, formulas, addresses, labels and cell options are
not prose; titles, summaries, captions and alternative texts are. Words that the dictionary lacks
and the book needs stand in words.txt beside this file, one a line.

    check_spelling.py chapters README.md ...
"""

import pathlib
import re
import subprocess
import sys

WORDS = pathlib.Path(__file__).with_name("words.txt")

# Keys of cell options and of front matter whose values are read by people.
READ_OPTION = re.compile(r"^//\|\s*(fig-cap|fig-alt|tbl-cap|lst-cap|code-summary)\s*:(.*)$")
FRONT_KEY = re.compile(r"^(title|summary)\s*:\s*[|>]?[-+]?(.*)$")

FENCE = re.compile(r"^[\s>]*(`{3,}|~{3,})")

# What stands inside a line of prose without being prose.
NOT_PROSE = [
    re.compile(r"(`+)(?:(?!\1).)+?\1", re.S),
    re.compile(r"\$\$.*?\$\$", re.S),
    re.compile(r"(?<![\\\w])\$(?=\S)[^$]*?(?<=\S)\$(?!\d)", re.S),
    re.compile(r"<!--.*?-->", re.S),
    re.compile(r"</?[A-Za-z][^>]*>"),
    re.compile(r"https?://[^\s)>\]]+"),
    re.compile(r"(?<=\])\([^)\s]*\)"),
    re.compile(r"^\[[^\]]+\]:\s+\S+", re.M),
    re.compile(r"\{[#.][^}]*\}"),
    re.compile(r"(?<!\w)@(?:fig|sec|eq|tbl|lst|ex)-[\w-]+"),
    re.compile(r"\[\^[^\]]+\]"),
    re.compile(r"\[![A-Z]+\]"),
    re.compile(r"&[#\w]+;"),
]

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def prose(text):
    """The text with everything that is not prose blanked, line for line."""
    lines = text.split("\n")
    kept = []
    fence, is_front, is_read = None, lines[0].strip() == "---", False
    for number, line in enumerate(lines):
        if is_front:
            key = FRONT_KEY.match(line)
            if number and line.strip() == "---":
                is_front, line = False, ""
            elif key:
                is_read, line = True, key.group(2)
            elif not (is_read and line.startswith(" ")):
                is_read, line = False, ""
            kept.append(line)
            continue
        mark = FENCE.match(line)
        if fence is None and mark:
            fence, line = mark.group(1), ""
        elif fence is not None:
            if mark and mark.group(1).startswith(fence) and line.strip(" >") == mark.group(1):
                fence = None
            option = READ_OPTION.match(line.strip())
            line = option.group(2) if option else ""
        kept.append(line)
    text = "\n".join(kept)
    for pattern in NOT_PROSE:
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    return text


def unknown(words):
    """Those of the words that neither the dictionary nor words.txt has."""
    own = {word.strip() for word in WORDS.read_text().splitlines() if word.strip()}

    def forms(word):
        word = word.replace("’", "'")
        return {word, re.sub(r"'s?$", "", word)}

    result = subprocess.run(
        ["hunspell", "-d", "en_GB", "-i", "utf-8", "-l"],
        input="\n".join(sorted(set().union(*map(forms, words)))),
        capture_output=True, text=True, check=True)
    wrong = set(result.stdout.split())

    def is_known(word):
        return any(f not in wrong or f in own or f.lower() in own for f in forms(word))

    return {word for word in words if not is_known(word)}


def main():
    files = []
    for argument in sys.argv[1:] or ["chapters"]:
        path = pathlib.Path(argument)
        files += sorted(path.rglob("*.md")) if path.is_dir() else [path]
    if not files:
        sys.exit("no Markdown files to check")
    found = []
    for path in files:
        for number, line in enumerate(prose(path.read_text()).split("\n"), 1):
            found += [(path, number, word) for word in WORD.findall(line) if len(word) > 1]
    wrong = unknown({word for _, _, word in found})
    problems = [f"{path}:{number}: {word}" for path, number, word in found if word in wrong]
    print("\n".join(problems))
    print(f"{len(files)} files, {len(found)} words, {len(problems)} not known")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
