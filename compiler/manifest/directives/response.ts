import { t } from "../../../language/types.ts";
import type { Directive, Stages, UnitSpec } from "../directive.ts";
import { notInResponse } from "../elsewhere.ts";
import { choice, either, type KeyShape, type RecordShape, record, template } from "../shape.ts";
import { bundles, hooks } from "./bundles.ts";
import { everythingKept, type Kept, kept } from "./kept.ts";
import { requestOptions } from "./request-options.ts";

/** The types of errors that Make documents. */
const errorTypes = choice([
  "UnknownError",
  "RuntimeError",
  "InconsistencyError",
  "RateLimitError",
  "OutOfSpaceError",
  "ConnectionError",
  "InvalidConfigurationError",
  "InvalidAccessTokenError",
  "UnexpectedError",
  "MaxResultsExceededError",
  "MaxFileSizeExceededError",
  "IncompleteDataError",
  "DuplicateDataError",
  "DataError",
]);

const text = template(t.text, { max: 1024 });
const message: KeyShape = { shape: text, doc: "What the user is told." };
const type: KeyShape = { shape: errorTypes, doc: "The kind of error.", default: "`RuntimeError`" };

const way = choice(["automatic", "json", "urlencoded", "text", "string", "raw", "xml", "binary"]);

/** Keys of every `response`. */
const fields = {
  type: {
    shape: either(
      way,
      record(
        {},
        {
          pattern: {
            test: /^(?:\*|\d{3}(?:-\d{3})?)$/,
            shape: way,
            doc: "How an answer with such a status is read: `200`, `400-499`, or `*` for any other; the narrowest counts.",
          },
        },
      ),
    ),
    doc: "How the answer is read; `automatic` is by its content type.",
    default: "`automatic`",
  },
  temp: requestOptions.temp,
  valid: {
    shape: either(
      template(t.boolean),
      record({
        condition: { shape: template(t.boolean), doc: "Whether the answer is accepted." },
        message,
        type,
      }),
    ),
    doc: "Whether the answer is accepted.",
    default: "`true` for a status from 200 to 399",
  },
  error: {
    shape: either(
      text,
      record(
        { message, type },
        {
          pattern: {
            test: /^\d{3}$/,
            shape: either(text, record({ message, type })),
            doc: "The same for one status.",
          },
        },
      ),
    ),
    doc: "The message and kind of error for an answer that is not accepted.",
  },
  oauth: requestOptions.oauth,
} satisfies RecordShape["fields"];

/** What is done with an answer of which what `keeps` names is kept, and which may `make` something of its items. */
export function responseRecord(keeps: readonly Kept[], makes = false): RecordShape {
  const own = keeps.map((key): [string, KeyShape] => [key, kept[key]]);
  const elsewhere = Object.entries(notInResponse).filter(([key]) => !keeps.some((each) => each === key));
  return record(
    { ...fields, ...(makes ? hooks : bundles), data: kept.data, ...Object.fromEntries(own) },
    { elsewhere: Object.fromEntries(elsewhere) },
  );
}

/** `response` with such an object. */
export function responseKey(shape: RecordShape): KeyShape {
  return { shape, doc: "What is done with the answer." };
}

/** What is done with the answer of a service, what of it is kept, and whether it `makes` something of its items. */
export function response(stages: Stages, keeps: readonly Kept[], makes: boolean): Directive {
  const { request, reply: scope, item } = stages;
  const keep = (key: Kept): UnitSpec => ({
    from: ["response", key],
    ...(keeps.includes(key) ? { path: [key] } : {}),
    scope,
    want: t.any,
  });
  const make = (path: string) => (makes ? { path: [path] } : {});
  return {
    keys: { response: responseKey(responseRecord(keeps, makes)) },
    units: [
      { from: ["response", "type"], path: ["responseType"], scope: request, want: t.any },
      { from: ["response", "temp"], path: ["responseTemp"], scope, want: t.any },
      { from: ["response", "valid", "condition"], short: true, path: ["valid"], scope, want: t.boolean },
      { from: ["response", "valid"], entries: ["message", "type"], path: ["invalid"], scope, want: t.any },
      { from: ["response", "error"], path: ["error"], scope, want: t.any },
      { from: ["response", "oauth"], scope, want: t.any },
      { from: ["response", "iterate", "container"], short: true, ...make("iterate"), scope, want: t.any },
      { from: ["response", "iterate", "condition"], ...make("iterateCondition"), scope: item, want: t.boolean },
      { from: ["response", "output"], ...make("output"), scope: item, want: t.any },
      { from: ["response", "trigger"], scope: item, want: t.any },
      { from: ["response", "wrapper"], scope: item, want: t.any },
      { from: ["response", "limit"], ...make("limit"), scope, want: t.any },
      ...everythingKept.filter((key) => key === "data" || keeps.includes(key)).map(keep),
    ],
  };
}
