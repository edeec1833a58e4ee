import type { ScopeName } from "../../language/scopes.ts";
import type { Contract, FileModel } from "./app.ts";
import { render } from "./layout.ts";
import type { FunctionMember, Member } from "./model.ts";
import type { Needs } from "./names.ts";

/** The TypeScript type of what a function of the scope is given. */
export function scopeType(scope: ScopeName): string {
  return replyTypes[scope] ?? scope;
}

const replyTypes: Readonly<Partial<Record<ScopeName, string>>> = {
  AttachReplyScope: "AttachScope & ReplyScope",
  DetachReplyScope: "DetachScope & ReplyScope",
  ConnectionReplyScope: "ConnectionScope & ReplyScope",
  AnswerItemScope: "AttachScope & BundleScope & ReplyScope",
  AnswerPageScope: "AttachScope & PageScope & ReplyScope",
  OAuthReplyScope: "OAuthScope & ReplyScope",
};

/** The import declarations of a module, sorted, each name of which is used; `named` are the types that its own ones name. */
export function importTexts(
  { path, contract, types: exported, module: { members, needs } }: FileModel,
  named: readonly string[],
): readonly string[] {
  const typed = exported.length > 0 ? ["Typed"] : [];
  const types = [...new Set([...typeNames(members, contract), ...typed, ...named])];
  return [
    importText("imlc/functions", functionImports(needs.functions), []),
    importText(
      "imlc/runtime",
      [],
      types.filter((name) => name !== "Value"),
    ),
    importText(
      "imlc/values",
      [...needs.values],
      types.filter((name) => name === "Value"),
    ),
    importText(customPath(path), needs.custom.size > 0 ? ["custom"] : [], []),
  ].filter((text) => text !== "");
}

/** Functions of the language as an import names them, by the names under which a module knows them. */
export function functionImports(functions: Needs["functions"]): readonly string[] {
  return [...functions].map(([name, local]) => (name === local ? name : `${name} as ${local}`));
}

/** The module with the functions of the app, as one at `path` imports it. */
export function customPath(path: string): string {
  return `${"../".repeat(path.split("/").length - 1) || "./"}functions.js`;
}

/** One import declaration; types are marked as such, so that to strip them is all it takes to run the module. */
export function importText(from: string, values: readonly string[], types: readonly string[]): string {
  if (values.length + types.length === 0) return "";
  const allTypes = values.length === 0;
  const names = [...values, ...types.map((name) => (allTypes ? name : `type ${name}`))];
  const sorted = names.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const items = sorted.map((name) => ({ label: "", value: name }));
  const open = allTypes ? "import type {" : "import {";
  return render({ open, items, close: `} from "${from}";`, padding: " " }, 0);
}

function sortKey(name: string): string {
  return name.replace(/^type /, "").toLowerCase();
}

function typeNames(members: readonly Member[], contract: Contract): ReadonlySet<string> {
  const functions = members.flatMap(functionsOf);
  const scopes = functions.filter(({ locals }) => locals.size > 0).map(({ scope }) => scopeType(scope));
  const written = [contract, ...scopes, ...functions.map(({ returns }) => returns)].join(" ");
  return new Set(written.match(/[A-Z]\w+/g));
}

function functionsOf(member: Member): readonly FunctionMember[] {
  switch (member.kind) {
    case "function":
      return [member];
    case "group":
      return member.members.flatMap(functionsOf);
    case "constant":
      return [];
  }
}
