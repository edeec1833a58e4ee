import { utf8Bytes } from "../../language/bytes.ts";
import { toText } from "../../language/conversions.ts";
import { toJson } from "../../language/json.ts";
import { isBuffer, isCollection } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";
import { RuntimeError } from "../errors.ts";
import { formatForm } from "../form.ts";
import { formatMultipart } from "./multipart.ts";

/** A body as it is sent. */
export interface WrittenBody {
  /** The content type that it has, unless the manifest names another. */
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly isMultipart?: true;
}

/** Writes the body of a request as its `type` says; undefined if there is none. Throws a `RuntimeError`. */
export function bodyOf(declared: Value, body: Value): WrittenBody | undefined {
  if (body === undefined) return undefined;
  const type = declared === undefined || declared === null ? "json" : toText(declared).toLowerCase();
  switch (type) {
    case "json":
      return { type: "application/json", body: toJson(body) };
    case "urlencoded":
      return { type: "application/x-www-form-urlencoded", body: isCollection(body) ? formatForm(body) : toText(body) };
    case "multipart/form-data":
      if (isCollection(body)) return { ...formatMultipart(body), isMultipart: true };
      throw new RuntimeError("request-body", 500, "The body of a `multipart/form-data` request must be a collection.");
    case "text":
    case "string":
    case "raw":
      return { type: "text/plain; charset=utf-8", body: toText(body) };
    case "binary":
      return { type: "application/octet-stream", body: isBuffer(body) ? body : utf8Bytes(toText(body)) };
    default:
      throw new RuntimeError(
        "request-type",
        500,
        "The type of a request is json, urlencoded, multipart/form-data, text or binary.",
      );
  }
}
