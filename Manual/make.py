#!/usr/bin/env python3
"""Writes weft.1 and the completions of bash, zsh and fish from what `weft` says of itself.

    Manual/make.py .build/release/weft
"""
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PROGRAM = sys.argv[1] if len(sys.argv) > 1 else ".build/release/weft"


def said(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=True).stdout


def roff(text):
    lines = text.replace("\\", "\\e").replace("-", "\\-").split("\n")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in lines)


def spelled(name):
    return ("--" if name["kind"] == "long" else "-") + name["name"]


def paragraphs(text):
    """Prose as it is; examples, which are indented, line by line."""
    out, literal = [], False
    for line in text.split("\n"):
        if line.startswith("  ") != literal:
            literal = not literal
            out.append(".nf" if literal else ".fi")
        out.append(roff(line.strip() if literal else line) or ".PP")
    return out + ([".fi"] if literal else [])


def arguments(command):
    out = []
    for argument in command.get("arguments", []):
        if not argument.get("shouldDisplay", True):
            continue
        names = ", ".join("\\fB" + roff(spelled(n)) + "\\fR" for n in argument.get("names", []))
        value = roff(argument.get("valueName", ""))
        if argument["kind"] == "positional":
            head = f"\\fI{value}\\fR"
        elif argument["kind"] == "flag":
            head = names
        else:
            head = f"{names} \\fI{value}\\fR"
        out += [".TP", head, roff(argument.get("abstract", ""))]
    return out


def main():
    tree = json.loads(said("--experimental-dump-help"))["command"]
    out = [
        f'.TH WEFT 1 "" "weft {said("--version").strip()}" "User Commands"', ".SH NAME",
        "weft \\- " + roff(tree["abstract"]), ".SH SYNOPSIS",
        "\\fBweft\\fR \\fIcommand\\fR [\\fIoptions\\fR] [\\fIchapter\\fR ...]", ".SH DESCRIPTION",
    ]
    out += paragraphs(tree.get("discussion", "")) + [".SH COMMANDS"]
    for command in tree["subcommands"]:
        if command["commandName"] == "help":
            continue
        out += [f'.SS "weft {command["commandName"]}"', roff(command.get("abstract", "")), ".PP"]
        out += paragraphs(command.get("discussion", "")) + arguments(command)
    out += [
        ".SH ENVIRONMENT", ".TP", "NO_COLOR", "no colours, when it is not empty",
        ".TP", "WEFT_SWIFTC", "the compiler to use instead of the first swiftc on the search path",
        ".TP", "WEFT_HOST", "the cell host to use instead of the one beside weft",
        ".SH FILES", ".TP", "weft.yml", "the settings of a book", ".TP", "chapters/",
        "the chapters, in Markdown", ".TP", "output/", "pages and their records", ".TP", "\\&.weft/",
        "caches, which can be made again",
    ]
    (HERE / "weft.1").write_text("\n".join(line for line in out if line) + "\n")
    for shell, name in [("bash", "weft.bash"), ("zsh", "_weft"), ("fish", "weft.fish")]:
        (HERE / name).write_text(said("--generate-completion-script", shell))


main()
