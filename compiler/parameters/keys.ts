import type { JsonNode } from "../../grammar/json/ast.ts";

/** What a value of a key is, as JSON. */
export type Taken = "text" | "number" | "boolean" | "list" | "object" | "any" | "parameters" | "options";

export interface ParameterKey {
  /** A template may stand for a text. */
  readonly takes: readonly Taken[];
  /** What it says, in a sentence. */
  readonly doc: string;
}

/** Every key of an entry of a list of parameters. Source: Make's documentation of parameters, and its JSON Schema. */
export const parameterKeys: ReadonlyMap<string, ParameterKey> = new Map<string, ParameterKey>(
  Object.entries({
    name: { takes: ["text"], doc: "The key of the value: `parameters.name` in templates." },
    type: { takes: ["text"], doc: "What kind of value it is." },
    label: { takes: ["text"], doc: "What the user sees." },
    help: { takes: ["text"], doc: "An explanation below the field, in Markdown." },
    required: { takes: ["boolean"], doc: "Whether there has to be a value." },
    default: { takes: ["any"], doc: "The value that is there at first." },
    advanced: { takes: ["boolean"], doc: "Whether it is hidden until the user asks for advanced settings." },
    disabled: { takes: ["boolean"], doc: "Whether the user can see but not change it." },
    multiline: { takes: ["boolean"], doc: "Whether a text may have several lines." },
    multiple: { takes: ["boolean"], doc: "Whether several values may be chosen; then the value is an array." },
    editable: { takes: ["boolean", "object"], doc: "Whether a value may be typed instead of chosen." },
    mappable: { takes: ["boolean", "object"], doc: "Whether a value of another module may be put in." },
    mode: { takes: ["text"], doc: "Whether an editable select is shown for choosing (`choose`) or typing (`edit`)." },
    options: { takes: ["options"], doc: "What may be chosen: a list, or the RPC that gives one." },
    grouped: { takes: ["boolean"], doc: "Whether the options stand in groups, each with a `label`." },
    sort: { takes: ["text", "boolean"], doc: "By what options are sorted." },
    nested: { takes: ["parameters"], doc: "Parameters that are shown once something is chosen." },
    spec: { takes: ["parameters"], doc: "What a collection holds, or each item of an array." },
    rpc: {
      takes: ["object"],
      doc: "A button beside the field: its `label`, the RPC `url`, the `parameters` it asks for.",
    },
    validate: { takes: ["object", "boolean"], doc: "Limits of the value; `false` accepts anything." },
    pattern: { takes: ["text"], doc: "A regular expression that a text has to match." },
    dynamic: { takes: ["boolean"], doc: "Whether what is offered may change after it was chosen." },
    semantic: { takes: ["text"], doc: "What the value means: `file:name`, `file:data`." },
    time: { takes: ["boolean"], doc: "Whether a date has a time." },
    extension: { takes: ["text", "list"], doc: "The endings that a file name may have." },
    codepage: { takes: ["text"], doc: "The encoding in which a text becomes a buffer." },
    convert: { takes: ["object"], doc: "What the value looks like in the module's interface." },
    schema: { takes: ["object", "text"], doc: "The JSON Schema of a JSON value." },
    sequence: { takes: ["boolean"], doc: "Whether the fields keep the order of `spec`." },
    tags: { takes: ["text"], doc: "What becomes of HTML tags in the text: `strip`, `stripall` or `escape`." },
    coder: { takes: ["boolean"], doc: "Whether the text is entered as code." },
    visible: { takes: ["text", "boolean"], doc: "Whether, or when, it is shown." },
    labels: { takes: ["object"], doc: "What the buttons of the field are called." },
    metadata: { takes: ["object"], doc: "Further data about the parameter." },
    scope: { takes: ["list", "object", "text"], doc: "The OAuth scopes that a connection needs for it." },
    title: { takes: ["text"], doc: "The title of a banner." },
    text: { takes: ["text"], doc: "The text of a banner." },
    theme: { takes: ["text"], doc: "The theme of a banner: `light` or `dark`." },
    badge: { takes: ["text"], doc: "The badge of a banner." },
    closable: { takes: ["boolean"], doc: "Whether a banner can be closed." },
  } satisfies Readonly<Record<string, ParameterKey>>),
);

/** What `validate` may limit, and in a sentence how. */
export const limits: ReadonlyMap<string, string> = new Map(
  Object.entries({
    min: "The least number, or the least length of a text.",
    max: "The greatest number, or the greatest length of a text.",
    minItems: "How many items an array has to have.",
    maxItems: "How many items an array may have.",
    pattern: "A regular expression that a text has to match.",
    enum: "The only values that are accepted.",
  }),
);

/** What people write as keys, and how it is said. */
export const misplacedKeys: ReadonlyMap<string, string> = new Map(
  Object.entries({
    description: "An explanation for the user stands under `help`.",
    enum: "What may be chosen stands under `options`; what is accepted, in `validate`.",
    max: "Limits stand in `validate`.",
    maximum: 'Limits stand in `validate`: `{"max": 100}`.',
    maxItems: "Limits stand in `validate`.",
    min: "Limits stand in `validate`.",
    minimum: 'Limits stand in `validate`: `{"min": 1}`.',
    minItems: "Limits stand in `validate`.",
    optional: 'A parameter is optional unless it has `"required": true`.',
    placeholder: "An example for the user stands in `help`.",
  }),
);

/**
 * Whether a key takes a value; a template may give anything, and `null` says nothing. Lists of parameters and of options
 * are checked where they are read.
 */
export function isTaken(json: JsonNode, takes: readonly Taken[]): boolean {
  if (takes.some((each) => each === "any" || each === "parameters" || each === "options")) return true;
  switch (json.kind) {
    case "string":
      return takes.includes("text") || json.decoded.text.includes("{{");
    case "number":
      return takes.includes("number");
    case "literal":
      return json.value === null || takes.includes("boolean");
    case "array":
      return takes.includes("list");
    case "object":
      return takes.includes("object");
  }
}

/** Some kinds of values in a sentence: `` a text or a list ``. */
export function takenText(takes: readonly Taken[]): string {
  return takes.map((each) => takenWords[each]).join(" or ");
}

const takenWords: Readonly<Record<Taken, string>> = {
  text: "a text",
  number: "a number",
  boolean: "`true` or `false`",
  list: "a list",
  object: "an object",
  any: "anything",
  parameters: "a list of parameters or `rpc://name`",
  options: "a list of options, an object with a `store`, or `rpc://name`",
};
