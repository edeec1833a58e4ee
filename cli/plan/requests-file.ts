import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { base64Bytes, utf8Bytes } from "../../language/bytes.ts";
import { parseJson } from "../../language/json.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";
import type { RecordedRequest } from "../../runtime/plan/recorded.ts";
import { Misuse } from "../io.ts";

/** The requests of a file that has one on each line, as JSON; a line that is none is a misuse. */
export async function* requestsIn(file: string): AsyncGenerator<RecordedRequest> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() !== "") yield requestOf(line, `line ${number}`);
  }
}

function requestOf(line: string, id: string): RecordedRequest {
  const wrong = (what: string): Misuse => new Misuse(`${id} of the requests ${what}.`);
  const one = jsonOf(line);
  if (!isCollection(one)) throw wrong("is no JSON object");
  const text = (key: string): string | undefined => {
    const value = one[key];
    if (value === undefined || typeof value === "string") return value;
    throw wrong(`has a \`${key}\` that is no text`);
  };
  const needed = (key: string): string => {
    const value = text(key);
    if (value === undefined) throw wrong(`lacks \`${key}\``);
    return value;
  };
  const receivedAt = timeOf(one.receivedAt);
  if (receivedAt === undefined)
    throw wrong("needs `receivedAt`: a date as ISO 8601 has it, or milliseconds since 1970");
  const headers = headersOf(one.headers);
  if (headers === undefined) throw wrong("needs `headers`: an object of texts");
  const body = bodyOf(text("body"), text("bodyBase64"));
  if (body === undefined) throw wrong("has a `bodyBase64` that is not base64");
  const [app, webhook] = [text("app"), text("webhook")];
  return { id, app, webhook, receivedAt, method: needed("method").toUpperCase(), url: needed("url"), headers, body };
}

function jsonOf(line: string): Value {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
}

function timeOf(value: Value): number | undefined {
  const time = typeof value === "string" ? Date.parse(value) : value;
  return typeof time === "number" && Number.isFinite(time) ? time : undefined;
}

function headersOf(value: Value): Readonly<Record<string, string>> | undefined {
  if (!isCollection(value)) return undefined;
  const headers = Object.entries(value as Collection).flatMap(([name, text]) =>
    typeof text === "string" ? [[name.toLowerCase(), text] as const] : [],
  );
  return headers.length === Object.keys(value).length ? Object.fromEntries(headers) : undefined;
}

function bodyOf(text: string | undefined, base64: string | undefined): Uint8Array | undefined {
  return base64 === undefined ? utf8Bytes(text ?? "") : base64Bytes(base64);
}
