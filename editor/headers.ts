import { hookTestsUnder } from "../compiler/project/hook-tests.ts";
import type { JsonNode } from "../grammar/json/ast.ts";
import { membersOf, valueAt } from "../grammar/json/members.ts";
import { parseJson } from "../grammar/json/parse.ts";
import { type Header, receivedHeaders } from "../language/headers.ts";
import { scopes } from "../language/scopes.ts";
import { headersIn } from "../language/signatures/schemes.ts";
import type { Evaluated } from "./parts.ts";
import type { FileInApp } from "./workspace.ts";

/**
 * The headers that may be read where a template is evaluated, by their names in lower case: of requests to a webhook first
 * those that its tests send, then those of its signature.
 */
export function headersAt(file: FileInApp, { part, unit }: Evaluated): ReadonlyMap<string, Header> {
  const usual = (unit.scope && scopes[unit.scope].get("headers")?.usual) ?? {};
  const webhook = file.app.webhooks.find(({ communication }) => communication === part.analysis);
  if (!webhook || usual !== receivedHeaders) return new Map(Object.entries(usual));
  const { signature } = webhook.config;
  const known = { ...(signature && headersIn(signature.scheme)), ...usual };
  const sent = sentInTests(file);
  const tried = [...sent].map(([name, uri]): [string, Header] => {
    const { doc } = known[name] ?? {};
    return [name, { doc: [...(doc === undefined ? [] : [doc]), `Sent in \`${uri}\`.`].join(" ") }];
  });
  return new Map([...Object.entries(known), ...tried].sort(([a], [b]) => rank(a) - rank(b)));

  function rank(name: string): number {
    if (sent.has(name)) return 0;
    return Object.hasOwn(usual, name) ? 2 : 1;
  }
}

/** The headers of requests in the tests of an app, each with the first file that sends it. */
function sentInTests({ app, files }: FileInApp): ReadonlyMap<string, string> {
  const sent = new Map<string, string>();
  for (const source of hookTestsUnder(files, app.folder)) {
    for (const name of namesIn(parseJson(source).value)) if (!sent.has(name)) sent.set(name, source.uri);
  }
  return sent;
}

/** The names of the headers of requests to the shared URL; what a service is asked and answers is another matter. */
function namesIn(json: JsonNode | undefined): readonly string[] {
  if (json?.kind === "array") return json.items.flatMap(namesIn);
  return membersOf(json).flatMap(({ key, value }) => {
    if (key.decoded.text === "service" || key.decoded.text === "expect") return [];
    if (key.decoded.text !== "request") return namesIn(value);
    return membersOf(valueAt(value, "headers")).map((header) => header.key.decoded.text.toLowerCase());
  });
}
