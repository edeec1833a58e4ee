import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import json from "@shikijs/langs/json";
import jsonc from "@shikijs/langs/jsonc";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";
import { manifestGrammar } from "../../editor/vscode/grammars/manifest.ts";
import { injectionGrammar, templateGrammar } from "../../editor/vscode/grammars/template.ts";
import manifest from "../../editor/vscode/package.json" with { type: "json" };

/** A piece of a text, and its scopes from the outermost to its own. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** The grammars that colour manifests: imlc's own, those that VS Code has, and one as Make's extension has it. */
export const hosts = ["source.json.iml", "source.json", "source.json.comments", "source.imljson"] as const;
export type Host = (typeof hosts)[number];

/** The pieces of a text, in its order. */
export async function tokenize(host: Host, text: string): Promise<readonly Token[]> {
  const grammar = await registry.loadGrammar(host);
  if (!grammar) throw new Error(`no grammar ${host}`);
  const tokens: Token[] = [];
  let state = textmate.INITIAL;
  let start = 0;
  for (const line of text.split("\n")) {
    const result = grammar.tokenizeLine(line, state);
    const ofLine = result.tokens.filter(({ startIndex }) => startIndex < line.length);
    for (const { startIndex, endIndex, scopes } of ofLine) {
      tokens.push({ start: start + startIndex, end: start + Math.min(endIndex, line.length), scopes });
    }
    state = result.ruleStack;
    start += line.length + 1;
  }
  return tokens;
}

/** The scopes that IML gives to the character at an offset. */
export function imlScopes(tokens: readonly Token[], offset: number): readonly string[] {
  return scopesAt(tokens, offset).filter((scope) => scope.endsWith(".iml") && !scope.startsWith("source."));
}

/** The scopes of the character at an offset. */
export function scopesAt(tokens: readonly Token[], offset: number): readonly string[] {
  return tokens.find(({ start, end }) => start <= offset && offset < end)?.scopes ?? [];
}

/** Make's extension gives strings no scope. */
const withoutStrings = {
  name: "strings without a scope",
  scopeName: "source.imljson",
  repository: {},
  patterns: [
    {
      begin: "\\{",
      end: "\\}",
      name: "meta.structure.dictionary.json",
      patterns: [
        { match: '"(?:[^"\\\\]|\\\\.)*"(?=\\s*:)', name: "support.type.property-name.json" },
        {
          begin: ":",
          end: "(,)|(?=\\})",
          name: "meta.structure.dictionary.value.json",
          patterns: [{ begin: '"', end: '"', patterns: [{ match: "\\\\." }] }],
        },
      ],
    },
  ],
};

const grammars = new Map(
  [manifestGrammar, templateGrammar, injectionGrammar, withoutStrings, ...json, ...jsonc].map((grammar) => [
    grammar.scopeName,
    JSON.stringify(grammar),
  ]),
);

const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");

const { injectTo = [] } = manifest.contributes.grammars.find(({ injectTo }) => injectTo) ?? {};

const registry = new textmate.Registry({
  onigLib: oniguruma.loadWASM(readFileSync(wasm)).then(() => ({
    createOnigScanner: (patterns) => oniguruma.createOnigScanner(patterns),
    createOnigString: (text) => oniguruma.createOnigString(text),
  })),
  loadGrammar: async (scopeName) => {
    const grammar = grammars.get(scopeName);
    return grammar === undefined ? null : textmate.parseRawGrammar(grammar, `${scopeName}.json`);
  },
  // As VS Code does: what is injected to `source.json` is injected to `source.json.comments` as well.
  getInjections: (scopeName) =>
    injectTo.some((host) => `${scopeName}.`.startsWith(`${host}.`)) ? [injectionGrammar.scopeName] : [],
});
