import { toText } from "../../language/conversions.ts";
import { parseJson } from "../../language/json.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";
import { parseXml } from "../../language/xml.ts";
import { type ContentType, parseContentType } from "../content-type.ts";
import { RuntimeError } from "../errors.ts";
import { parseForm } from "../form.ts";
import type { IncomingAnswer } from "../http/send.ts";

/** An answer without its body. */
export type Answer = Pick<IncomingAnswer, "status" | "headers">;

/**
 * The body of an answer as templates read it: by the type that the manifest declares, for all answers or by status, else
 * by its content type. What is not what it says it is stays text, for `valid` and `error` to judge. Nothing is undefined.
 */
export function answerBody({ status, headers, body }: IncomingAnswer, declared: Value): Value {
  if (body.length === 0) return undefined;
  const contentType = parseContentType(headers["content-type"]);
  const way = toText(wayFor(status, declared) ?? "automatic").toLowerCase();
  // Buffers of IML are plain: one that Node has made is not.
  if (way === "binary") return new Uint8Array(body);
  const text = textOf(body, contentType);
  switch (way === "automatic" ? contentType?.format : way) {
    case "json":
      return parsedOrText(text, parseJson);
    case "xml":
      return parsedOrText(text, parseXml);
    case "urlencoded":
      return parsedOrText(text, parseForm);
    default:
      if (TEXTS.has(way)) return text;
      throw new RuntimeError(
        "response-type",
        500,
        "`response.type` is `automatic`, `json`, `xml`, `urlencoded`, `text` or `binary`.",
      );
  }
}

const TEXTS: ReadonlySet<string> = new Set(["automatic", "text", "string", "raw"]);

/** Of ways by status (`200`, `400-499`, `*`), that of the narrowest range that the status is in. */
function wayFor(status: number, declared: Value): Value {
  if (!isCollection(declared)) return declared;
  const fitting = Object.entries(declared).flatMap(([range, way]) => {
    const width = widthAround(status, range);
    return width === undefined ? [] : [{ width, way }];
  });
  return fitting.sort((a, b) => a.width - b.width)[0]?.way;
}

/** How many statuses a range has, if this one is among them. */
function widthAround(status: number, range: string): number | undefined {
  if (range === "*") return Number.POSITIVE_INFINITY;
  const [first = Number.NaN, last = first] = range.split("-").map(Number);
  return status >= first && status <= last ? last - first : undefined;
}

function textOf(body: Uint8Array, contentType: ContentType | undefined): string {
  try {
    return new TextDecoder(contentType?.charset).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

function parsedOrText(text: string, parse: (text: string) => Value): Value {
  try {
    return parse(text);
  } catch {
    return text;
  }
}
