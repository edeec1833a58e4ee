import { isCollection } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";
import { formatForm } from "../../runtime/form.ts";
import type { HookRequest } from "../../testing/world/request.ts";
import { Misuse } from "../io.ts";
import { jsonOf } from "../json.ts";

/**
 * The request that a file describes: an HTTP message if its name ends with `.http`; else JSON, which is a request if it has
 * no other keys than one has, and the body of one if not. A file that is none is a misuse.
 */
export function requestIn(name: string, text: string): HookRequest {
  if (name.endsWith(".http")) return httpMessage(name, text);
  const value = jsonOf(name, text);
  return isCollection(value) && isRequest(value) ? described(name, value) : { body: value };
}

const KEYS = ["method", "headers", "query", "body", "rawBody"];

function isRequest(value: Collection): boolean {
  const keys = Object.keys(value);
  return (
    (keys.includes("body") || keys.includes("rawBody") || keys.includes("method")) &&
    keys.every((key) => KEYS.includes(key))
  );
}

function described(name: string, { method, headers, query, body, rawBody }: Collection): HookRequest {
  if (method !== undefined && typeof method !== "string") throw new Misuse(`the \`method\` in ${name} is no text.`);
  if (rawBody !== undefined && typeof rawBody !== "string") throw new Misuse(`the \`rawBody\` in ${name} is no text.`);
  if (rawBody !== undefined && body !== undefined) throw new Misuse(`${name} has both \`body\` and \`rawBody\`.`);
  return {
    method: method?.toUpperCase(),
    headers: headersOf(name, headers),
    query: queryOf(name, query),
    body,
    rawBody,
  };
}

function headersOf(name: string, headers: Value): Readonly<Record<string, string>> {
  const entries = isCollection(headers) ? Object.entries(headers) : [];
  const texts = entries.flatMap(([key, value]) => (typeof value === "string" ? [[key, value] as const] : []));
  if ((headers === undefined || isCollection(headers)) && texts.length === entries.length)
    return Object.fromEntries(texts);
  throw new Misuse(`the \`headers\` in ${name} have to be an object of texts.`);
}

function queryOf(name: string, query: Value): string | undefined {
  if (query === undefined || typeof query === "string") return query?.replace(/^\?/, "");
  if (isCollection(query)) return formatForm(query);
  throw new Misuse(`the \`query\` in ${name} has to be a text or an object.`);
}

/** A request as HTTP/1.1 writes it (RFC 9112 §2.1), with line ends of any kind; of its target only the query counts. */
function httpMessage(name: string, text: string): HookRequest {
  const [, line = "", head = "", , rawBody = ""] =
    /^([^\r\n]*)\r?\n?((?:[^\r\n]+\r?\n?)*)(\r?\n([\s\S]*))?$/.exec(text) ?? [];
  const [, method, target = ""] = /^([A-Za-z]+)\s+(\S+)(?:\s+HTTP\/[\d.]+)?\s*$/.exec(line) ?? [];
  if (method === undefined) throw new Misuse(`${name} does not begin with a line such as \`POST /path HTTP/1.1\`.`);
  const headers = head.split(/\r?\n/).flatMap((one) => {
    const [, key = "", value = ""] = /^([^:\s]+):\s*(.*?)\s*$/.exec(one) ?? [];
    return key === "" ? [] : [[key, value] as const];
  });
  return {
    method: method.toUpperCase(),
    headers: Object.fromEntries(headers),
    query: target.split("?", 2)[1],
    rawBody,
  };
}
