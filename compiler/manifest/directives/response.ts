import type { ScopeName } from "../../../language/scopes.ts";
import { t } from "../../../language/types.ts";
import type { Directive, UnitSpec } from "../directive.ts";
import {
  anything,
  choice,
  either,
  ignored,
  type KeyShape,
  map,
  type RecordShape,
  record,
  refused,
  template,
} from "../shape.ts";

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

const message: KeyShape = {
  shape: template(t.text, { max: 1024 }),
  doc: "What the user is told.",
};

const type: KeyShape = { shape: errorTypes, doc: "The kind of error.", default: "`RuntimeError`" };

/** Keys of `response` that a base may have, too. */
export const common: RecordShape["fields"] = {
  type: {
    shape: either(
      choice(["automatic", "json", "urlencoded", "text", "string", "raw"], ["xml", "binary"]),
      refused("the answer is read by its content type"),
    ),
    doc: "How the answer is read; `automatic` is by its content type.",
    default: "`automatic`",
  },
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
      template(t.text, { max: 1024 }),
      record(
        { message, type },
        {
          pattern: {
            test: /^[1-5]\d\d$/,
            shape: either(template(t.text, { max: 1024 }), record({ message, type })),
            doc: "The same for one status.",
          },
        },
      ),
    ),
    doc: "The message and kind of error for an answer that is not accepted.",
  },
  temp: { shape: refused("`temp` would be empty wherever it is read"), doc: "Values for later templates." },
  iterate: { shape: ignored("no bundles are made here"), doc: "What the answer's items are." },
  output: { shape: ignored("no bundles are made here"), doc: "What is made of the answer." },
  wrapper: { shape: ignored("no bundles are made here"), doc: "What is laid around the output." },
  limit: { shape: ignored("no bundles are made here"), doc: "How many items are taken." },
  trigger: { shape: ignored("no bundles are made here"), doc: "How a trigger orders items." },
};

/** What is done with the answer of a service, and what of it is kept; its templates are evaluated in `scope`. */
export function response(request: ScopeName, scope: ScopeName, keeps: readonly (keyof typeof kept)[]): Directive {
  const keys = Object.fromEntries(keeps.map((key) => [key, kept[key]]));
  return {
    keys: {
      response: {
        shape: record({ ...common, data: dropped, ...keys }),
        doc: "What is done with the answer.",
      },
    },
    units: [
      { from: ["response", "type"], path: ["responseType"], scope: request, want: t.any },
      { from: ["response", "valid", "condition"], short: true, path: ["valid"], scope, want: t.boolean },
      { from: ["response", "valid"], entries: ["message", "type"], path: ["invalid"], scope, want: t.any },
      { from: ["response", "error"], path: ["error"], scope, want: t.any },
      ...keeps.map((key): UnitSpec => ({ from: ["response", key], path: [key], scope, want: t.any })),
    ],
  };
}

const dropped: KeyShape = { shape: ignored("nothing of this answer is kept"), doc: "What is kept, by name." };

const kept = {
  data: {
    shape: either(template(t.any), map(anything)),
    doc: "What is kept, by name.",
  },
  uid: {
    shape: template(t.text, { max: 512 }),
    doc: "Who the user is at the service, as its events say it: by this, items find their owner.",
  },
  metadata: {
    shape: record({
      type: { shape: choice(["text", "email"]), doc: "What `value` is." },
      value: { shape: template(t.text, { max: 512 }), doc: "What the connection is called." },
    }),
    doc: "How the connection is shown to people.",
  },
  expires: { shape: template(t.date), doc: "Until when the connection is good." },
} satisfies RecordShape["fields"];
