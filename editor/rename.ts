import { joinPath, splitPath } from "../compiler/project/files.ts";
import { isName } from "../grammar/iml/lexis.ts";
import { builtins } from "../language/functions/index.ts";
import type { FileEdits, Renaming } from "./answers.ts";
import { type Occurrence, occurrenceAt, occurrencesIn } from "./occurrences.ts";
import type { FileInApp } from "./workspace.ts";

/** What there is to change so that what stands at an offset has another name everywhere in the app. */
export function rename(file: FileInApp, offset: number, name: string): Renaming {
  const { app, source } = file;
  const here = occurrenceAt(app, source.uri, offset);
  if (!here) return { problem: "There is nothing here that can be renamed." };
  const problem = whyNot(file, here, name);
  if (problem !== undefined) return { problem };
  const edits = new Map<string, { readonly span: Occurrence["span"]; readonly text: string }[]>();
  for (const each of occurrencesIn(app).filter(({ symbol }) => symbol === here.symbol)) {
    const ofFile = edits.get(each.uri) ?? [];
    ofFile.push({ span: each.span, text: written(each, name, file) });
    edits.set(each.uri, ofFile);
  }
  const changed = [...edits].map(([uri, all]): FileEdits => ({ uri, edits: all }));
  return { edits: changed, moves: isFunction(here) ? movesOf(file, here.name, name) : [] };
}

function isFunction({ symbol }: Occurrence): boolean {
  return symbol.startsWith("function ");
}

/** Why something cannot have a name; undefined if it can. */
function whyNot({ app }: FileInApp, { symbol, name: before }: Occurrence, name: string): string | undefined {
  if (/^(?:rpc|connection|webhook) /.test(symbol)) {
    return `\`${before}\` is also what the files of the component are called; rename it with its files.`;
  }
  const all = occurrencesIn(app);
  if (!all.some((each) => each.symbol === symbol && each.role === "definition")) {
    return `Nothing in this app gives \`${before}\`, so it cannot be renamed here.`;
  }
  if (name.trim() === "" || /[`{}\p{Cc}]/u.test(name)) return "A name has a letter, and no braces or backticks.";
  const renamed = symbol.slice(0, symbol.length - before.length) + name;
  if (name !== before && all.some((each) => each.symbol === renamed)) return `There is a \`${name}\` already.`;
  if (!symbol.startsWith("function ")) return undefined;
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return "The name of a function has letters, digits and `_`.";
  if (builtins.has(name)) return `There is a built-in function \`${name}\`.`;
  return app.app.layout === "makecomapp"
    ? "`makecomapp.json` names this function and its files; rename it there."
    : undefined;
}

/** A name as it has to be written where it stands. */
function written({ in: where, uri, span }: Occurrence, name: string, { files }: FileInApp): string {
  if (where === "code") return name;
  const inString = JSON.stringify(name).slice(1, -1);
  if (where === "string" || isName(name)) return inString;
  const isQuoted = files.read(uri)?.charAt(span.start - 1) === "`";
  return isQuoted ? inString : `\`${inString}\``;
}

/** A function is called like its folder, or like its files. */
function movesOf(
  { app }: FileInApp,
  before: string,
  name: string,
): readonly { readonly from: string; readonly to: string }[] {
  const own = app.functions.get(before);
  if (!own) return [];
  const { folder } = splitPath(own.code.uri);
  const { folder: above, name: last } = splitPath(folder);
  if (last === before) return [{ from: folder, to: joinPath(above, name) }];
  return [own.code, own.test].flatMap((file) => {
    const { folder: under, name: called } = splitPath(file?.uri ?? "");
    return called.startsWith(`${before}.`)
      ? [{ from: joinPath(under, called), to: joinPath(under, name + called.slice(before.length)) }]
      : [];
  });
}
