import { HighlightStyle, StreamLanguage, type StreamParser, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";
import { keywords } from "../../../language/keywords.ts";

/** Where in a manifest a piece of text stands. No string of JSON spans lines, so each line begins outside of one. */
interface Where {
  in: "json" | "string" | "template" | "comment";
}

/** JSON with comments, and the templates in its strings. */
const manifest: StreamParser<Where> = {
  name: "manifest",
  startState: () => ({ in: "json" }),
  token(stream, where) {
    if (stream.sol() && where.in !== "comment") where.in = "json";
    if (where.in === "string") return inString(stream, where);
    if (stream.eatSpace()) return null;
    switch (where.in) {
      case "json":
        return inJson(stream, where);
      case "template":
        return inTemplate(stream, where);
      case "comment":
        return inComment(stream, where);
    }
  },
  languageData: { commentTokens: { line: "//" }, closeBrackets: { brackets: ["{", "[", '"', "("] } },
  tokenTable: {
    key: tags.propertyName,
    text: tags.string,
    brace: tags.special(tags.brace),
    call: tags.function(tags.variableName),
    variable: tags.variableName,
  },
};

type Stream = Parameters<typeof manifest.token>[0];

function inJson(stream: Stream, where: Where): string {
  if (stream.match("//")) {
    stream.skipToEnd();
    return "comment";
  }
  if (stream.match("/*")) {
    where.in = "comment";
    return inComment(stream, where);
  }
  if (stream.match(/^"(?:[^"\\]|\\.)*"(?=\s*:)/)) return "key";
  if (stream.eat('"')) {
    where.in = "string";
    return "text";
  }
  if (stream.match(/^-?\d[\d.eE+-]*/)) return "number";
  if (stream.match(/^(?:true|false|null)\b/)) return "atom";
  stream.next();
  return "punctuation";
}

function inComment(stream: Stream, where: Where): string {
  if (stream.match(/^.*?\*\//)) where.in = "json";
  else stream.skipToEnd();
  return "comment";
}

function inString(stream: Stream, where: Where): string {
  if (stream.match("{{")) {
    where.in = "template";
    return "brace";
  }
  if (stream.eat('"')) {
    where.in = "json";
    return "text";
  }
  stream.match(/^(?:\\.|\{(?!\{)|[^"\\{])+/) || stream.next();
  return "text";
}

function inTemplate(stream: Stream, where: Where): string {
  if (stream.match("}}")) {
    where.in = "string";
    return "brace";
  }
  if (stream.eat('"')) {
    where.in = "json";
    return "text";
  }
  if (stream.match(/^'(?:[^'"\\]|\\.)*'?/) || stream.match(/^\\"(?:[^"\\]|\\[^"])*\\"/)) return "string";
  if (stream.match(/^\d[\d.]*/)) return "number";
  if (stream.match(/^`[^`"]*`/)) return "variable";
  if (stream.match(/^[\p{L}_$][\p{L}\p{N}_$]*/u)) return nameToken(stream);
  stream.next();
  return "operator";
}

function nameToken(stream: Stream): string {
  if (stream.match(/^\s*\(/, false)) return "call";
  return keywords.has(stream.current()) ? "atom" : "variable";
}

const style = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--syntax-key)" },
  { tag: tags.string, color: "var(--syntax-string)" },
  { tag: [tags.number, tags.atom, tags.bool, tags.null], color: "var(--syntax-number)" },
  { tag: [tags.function(tags.variableName), tags.keyword], color: "var(--syntax-function)" },
  { tag: [tags.variableName, tags.typeName], color: "var(--syntax-variable)" },
  { tag: tags.special(tags.brace), color: "var(--syntax-function)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--syntax-comment)", fontStyle: "italic" },
]);

/** The colours of all code on the page. */
export const colours: Extension = syntaxHighlighting(style);

/** How manifests are told apart into pieces. */
export const manifestLanguage = StreamLanguage.define(manifest);
