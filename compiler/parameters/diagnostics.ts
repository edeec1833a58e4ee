import { diagnostic, type Example } from "../../grammar/diagnostic.ts";
import { didYouMean } from "../../language/nearest.ts";
import type { ListKind } from "./list.ts";

export const parameterWithoutName = diagnostic<{ kind: ListKind }>({
  code: "parameter-without-name",
  severity: "error",
  message: ({ kind }) =>
    kind === "interface"
      ? "This field of the interface has no `name`, so no value of a bundle belongs to it."
      : "This parameter has no `name`, so no template can read what the user enters.",
  doc: "The name is the key of the value: what is entered for `limit` is read as `parameters.limit`. Only what is just shown (`banner`, `html`), and the single item that the `spec` of an array describes, need none.",
  example: {
    bad: withParameters(`[{"type": "text", "label": "Channel"}]`),
    good: withParameters(`[{"name": "channel", "type": "text", "label": "Channel"}]`),
  },
});

export const parameterWithoutType = diagnostic<{ name: string | undefined }>({
  code: "parameter-without-type",
  severity: "warning",
  message: ({ name }) =>
    `${name === undefined ? "This parameter" : `\`${name}\``} has no \`type\`, so nothing says what its value may be.`,
  doc: "The type decides which field a user sees, what is accepted, and what a template gets. For a value of any type, write `any`.",
  example: {
    bad: withParameters(`[{"name": "channel", "label": "Channel"}]`),
    good: withParameters(`[{"name": "channel", "type": "text", "label": "Channel"}]`),
  },
});

export const unknownParameterType = diagnostic<{ type: string; meant: string | undefined; isOther: boolean }>({
  code: "unknown-parameter-type",
  severity: "warning",
  message: ({ type, meant, isOther }) =>
    `There is no type of parameter \`${type}\`.${isOther ? ` It is called \`${meant}\`.` : didYouMean(meant)}`,
  doc: "Make shows no proper field for a type that it does not know. All types are listed in the page on parameters.",
  example: {
    bad: withParameters(`[{"name": "channel", "type": "string", "label": "Channel"}]`),
    good: withParameters(`[{"name": "channel", "type": "text", "label": "Channel"}]`),
  },
});

export const duplicateParameter = diagnostic<{ name: string }>({
  code: "duplicate-parameter",
  severity: "warning",
  message: ({ name }) => `There is a \`${name}\` in this list already; only one of their values can be kept.`,
  doc: "The values of a list are kept in one collection, by their names. Two entries with one name overwrite each other.",
  example: {
    bad: withParameters(`[{"name": "channel", "type": "text"}, {"name": "channel", "type": "number"}]`),
    good: withParameters(`[{"name": "channel", "type": "text"}, {"name": "limit", "type": "number"}]`),
  },
});

export const reservedParameter = diagnostic<{ name: string }>({
  code: "reserved-parameter",
  severity: "warning",
  message: ({ name }) => `Make uses the name \`${name}\` of a connection itself; this parameter needs another one.`,
  doc: "`accountName` and `teamID` are values that Make sends along when a connection is made. A parameter with such a name gets mixed up with them.",
  example: {
    bad: withConnectionParameters(`[{"name": "accountName", "type": "text", "label": "Account"}]`),
    good: withConnectionParameters(`[{"name": "account", "type": "text", "label": "Account"}]`),
  },
});

export const defaultNotOffered = diagnostic<{ text: string; offered: string; nearest: string | undefined }>({
  code: "default-not-offered",
  severity: "warning",
  message: ({ text, offered, nearest }) =>
    `\`${text}\` is not among the options, so nothing is chosen at first.${didYouMean(nearest) || ` There are ${offered}.`}`,
  doc: "The `default` of a select is the `value` of one of its options, not its label; upper and lower case differ.",
  example: {
    bad: withParameters(
      `[{"name": "format", "type": "select", "default": "Plain text", "options": [{"label": "Plain text", "value": "text"}]}]`,
    ),
    good: withParameters(
      `[{"name": "format", "type": "select", "default": "text", "options": [{"label": "Plain text", "value": "text"}]}]`,
    ),
  },
});

export const selectWithoutOptions = diagnostic<{ name: string | undefined }>({
  code: "select-without-options",
  severity: "warning",
  message: ({ name }) =>
    `${name === undefined ? "This select" : `The select \`${name}\``} has no \`options\`, so there is nothing to choose.`,
  doc: "What can be chosen stands in `options`: as a list of `label` and `value`, or as `rpc://` and the id of an RPC that gives such a list.",
  example: {
    bad: withParameters(`[{"name": "format", "type": "select", "label": "Format"}]`),
    good: withParameters(
      `[{"name": "format", "type": "select", "label": "Format", "options": [{"label": "Plain text", "value": "text"}]}]`,
    ),
  },
});

export const unknownParameterKey = diagnostic<{
  key: string;
  of: string;
  hint?: string | undefined;
  nearest?: string | undefined;
}>({
  code: "unknown-parameter-key",
  severity: "warning",
  message: ({ key, of, hint, nearest }) =>
    `\`${key}\` is no key of ${of}.${hint === undefined ? didYouMean(nearest) : ` ${hint}`}`,
  doc: "A key that Make does not know has no effect, so whatever it is to say is not said: a misspelled `label` is not shown, a limit in the wrong place is not kept.",
  example: {
    bad: withParameters(`[{"name": "channel", "type": "text", "lable": "Channel"}]`),
    good: withParameters(`[{"name": "channel", "type": "text", "label": "Channel"}]`),
  },
});

export const wrongParameterValue = diagnostic<{ what: string; is: string; takes: string }>({
  code: "wrong-parameter-value",
  severity: "warning",
  message: ({ what, is, takes }) => `${what} is ${is} here; it takes ${takes}.`,
  doc: "A value of another kind than Make expects is passed over, or makes the form fail when it is shown.",
  example: {
    bad: withParameters(`[{"name": "channel", "type": "text", "required": "yes"}]`),
    good: withParameters(`[{"name": "channel", "type": "text", "required": true}]`),
  },
});

function withParameters(parameters: string): Example {
  return {
    "makecomapp.json": `{"fileVersion": 1, "components": {"module": {"post": {"label": "Post", "moduleType": "action", "codeFiles": {"communication": "post.iml.json", "mappableParams": "params.iml.json"}}}}}`,
    "post.iml.json": `{"url": "https://a.example/messages", "method": "POST", "body": "{{parameters}}"}`,
    "params.iml.json": parameters,
  };
}

function withConnectionParameters(parameters: string): Example {
  return {
    "makecomapp.json": `{"fileVersion": 1, "components": {"connection": {"account": {"connectionType": "basic", "codeFiles": {"communication": "connection.iml.json", "params": "params.iml.json"}}}}}`,
    "connection.iml.json": `{"url": "https://a.example/me", "response": {"uid": "{{body.id}}"}}`,
    "params.iml.json": parameters,
  };
}
