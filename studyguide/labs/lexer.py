"""Pygments lexer for `console` blocks: tells commands from output as `transcript.parse` does.

The one of Pygments takes a line of output that begins with `#` for a command, and a line
that goes on with `> ` for output, unless a backslash stands before it: readers would then
copy half a loop.
"""

from __future__ import annotations

from collections.abc import Iterator

from pygments.lexer import Lexer, do_insertions
from pygments.lexers import LEXERS
from pygments.lexers.shell import BashLexer
from pygments.token import Generic, _TokenType

from studyguide.labs.transcript import CONTINUATION, PROMPT, is_marked

__all__ = ["ConsoleLexer"]

Tokens = Iterator[tuple[int, _TokenType, str]]
Prompts = list[tuple[int, list[tuple[int, _TokenType, str]]]]
"""Place in the code → the prompt that stands there, as `do_insertions` wants them."""


class ConsoleLexer(Lexer):  # type: ignore[misc]
    """A session: prompts, commands in the language of the shell, output."""

    name = "Console session"
    aliases = ("console",)

    def get_tokens_unprocessed(self, text: str) -> Tokens:
        """(position, token, text) as Pygments asks for it."""
        position = start = 0
        code, prompts = "", Prompts()
        for line in text.splitlines(keepends=True):
            if line.startswith(PROMPT):
                prompt = PROMPT
            elif prompts and is_marked(line.rstrip("\n")):
                prompt = CONTINUATION if line.startswith(CONTINUATION) else CONTINUATION.strip()
            elif prompts and code.endswith("\\\n"):
                prompt = ""
            else:
                yield from self.commands(start, code, prompts)
                yield position, Generic.Output, line
                position += len(line)
                start, code, prompts = position, "", Prompts()
                continue
            prompts.append((len(code), [(0, Generic.Prompt, prompt)]))
            code += line.removeprefix(prompt)
            position += len(line)
        yield from self.commands(start, code, prompts)

    def commands(self, start: int, code: str, prompts: Prompts) -> Tokens:
        """What stands between two outputs."""
        inside = BashLexer(**self.options).get_tokens_unprocessed(code)
        shown = [(at, tokens) for at, tokens in prompts if tokens[0][2]]
        for at, token, value in do_insertions(shown, inside):
            yield start + at, token, value


def register() -> None:
    """Takes the place of the lexer that Pygments has under the name `console`."""
    LEXERS["BashSessionLexer"] = (__name__, ConsoleLexer.name, ConsoleLexer.aliases, (), ())
