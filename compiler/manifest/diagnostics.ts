import { diagnostic } from "../../grammar/diagnostic.ts";
import { didYouMean } from "../../language/nearest.ts";

const good = `{"uid": "{{item.user}}"}`;

export const unknownKey = diagnostic<{
  key: string;
  where: string;
  hint?: string | undefined;
  nearest?: string | undefined;
}>({
  code: "unknown-key",
  severity: "error",
  message: ({ key, where, hint, nearest }) =>
    `\`${key}\` is no key of ${where}.${hint ? ` ${hint}` : didYouMean(nearest)}`,
  doc: "A key that nobody reads is a misspelling, or stands in the wrong place. What is under it has no effect.",
  example: {
    bad: `{"uid": "{{item.user}}", "outptu": "{{item}}"}`,
    good: `{"uid": "{{item.user}}", "output": "{{item}}"}`,
  },
});

export const missingKey = diagnostic<{ key: string; where: string }>({
  code: "missing-key",
  severity: "error",
  message: ({ key, where }) => `\`${key}\` is missing in ${where}.`,
  doc: "Without this key the rest of the object means nothing.",
  example: {
    bad: `{"uid": "{{item.user}}", "iterate": {"condition": "{{item.isNew}}"}}`,
    good: `{"uid": "{{item.user}}", "iterate": {"container": "{{body.events}}", "condition": "{{item.isNew}}"}}`,
  },
});

export const wrongShape = diagnostic<{ where: string; is: string; takes: string }>({
  code: "wrong-shape",
  severity: "error",
  message: ({ where, is, takes }) => `${sentence(where)} is ${is} here; it takes ${takes}.`,
  doc: "Each key takes values of certain shapes. A template is a text with `{{…}}` in it.",
  example: {
    bad: `{"uid": "{{item.user}}", "respond": {"status": "two hundred"}}`,
    good: `{"uid": "{{item.user}}", "respond": {"status": 200}}`,
  },
});

export const wrongChoice = diagnostic<{ text: string; where: string; choices: string; nearest?: string | undefined }>({
  code: "wrong-choice",
  severity: "error",
  message: ({ text, where, choices, nearest }) =>
    `${sentence(where)} cannot be \`${text}\`.${didYouMean(nearest) || ` It is one of ${choices}.`}`,
  doc: "This key takes one of a few texts, or a template that gives one of them when it runs.",
  example: {
    bad: `{"uid": "{{item.user}}", "respond": {"type": "txt", "body": "ok"}}`,
    good: `{"uid": "{{item.user}}", "respond": {"type": "text", "body": "ok"}}`,
  },
});

export const outOfRange = diagnostic<{ where: string; value: number; least: number; greatest: number }>({
  code: "out-of-range",
  severity: "error",
  message: ({ where, value, least, greatest }) =>
    `${sentence(where)} is ${value}; it goes from ${least} to ${greatest}.`,
  doc: "Make takes no number outside these limits.",
  example: {
    bad: `{"uid": "{{item.user}}", "respond": {"status": 1200}}`,
    good: `{"uid": "{{item.user}}", "respond": {"status": 200}}`,
  },
});

export const tooLong = diagnostic<{ where: string; length: number; max: number }>({
  code: "too-long",
  severity: "warning",
  message: ({ where, length, max }) => `${sentence(where)} has ${length} characters; Make takes ${max}.`,
  doc: "Make refuses a manifest with so long a text; imlc compiles it.",
  example: { bad: `{"uid": "{{item.user}}${"x".repeat(512)}"}`, good },
});

export const iterateWithoutBraces = diagnostic<{ text: string }>({
  code: "iterate-without-braces",
  severity: "warning",
  message: ({ text }) => `\`${text}\` stands without braces; it is read as \`{{${text}}}\`.`,
  doc: "Old manifests name the array without braces. It is understood here, and nowhere else: in every other place such a text is a text.",
  example: {
    bad: `{"uid": "{{item.user}}", "iterate": "body.events"}`,
    good: `{"uid": "{{item.user}}", "iterate": "{{body.events}}"}`,
  },
});

export const templateInKey = diagnostic({
  code: "template-in-key",
  severity: "warning",
  message: () => "A key is plain text: the braces in it are not evaluated.",
  doc: 'Only values are templates, and the one key `"{{...}}"`, which adds all entries of its value. For a key that is known only when the webhook runs, make an object with a function such as `toCollection` and spread it.',
  example: {
    bad: `{"uid": "{{item.user}}", "output": {"{{item.name}}": 1}}`,
    good: `{"uid": "{{item.user}}", "output": {"{{...}}": "{{item.fields}}"}}`,
  },
});

export const notRun = diagnostic<{ name: string; instead: string }>({
  code: "not-run",
  severity: "error",
  message: ({ name, instead }) => `imlc does not run \`${name}\`: ${instead}.`,
  doc: "Make knows this and imlc does not. Leaving it out would change what is sent or kept, so the manifest is not compiled.",
  example: {
    bad: {
      "webhook.iml.json": good,
      "attach.iml.json": `{"url": "https://a.example/hooks", "aws": {"key": "k", "secret": "s"}}`,
    },
    good: { "webhook.iml.json": good, "attach.iml.json": `{"url": "https://a.example/hooks"}` },
  },
});

export const ignoredDirective = diagnostic<{ name: string; instead: string }>({
  code: "ignored-directive",
  severity: "warning",
  message: ({ name, instead }) => `imlc does not run \`${name}\`: ${instead}.`,
  doc: "Make knows this and imlc does not. What is sent and kept here is the same without it, so it is left out.",
  example: {
    bad: {
      "webhook.iml.json": good,
      "attach.iml.json": `{"url": "https://a.example/hooks", "response": {"output": "{{body}}"}}`,
    },
    good: { "webhook.iml.json": good, "attach.iml.json": `{"url": "https://a.example/hooks"}` },
  },
});

export const relativeUrl = diagnostic<{ why: string }>({
  code: "relative-url",
  severity: "error",
  message: ({ why }) => `This URL begins with \`/\`, and ${why}.`,
  doc: "In attach and detach, a URL that begins with `/` is joined to the `baseUrl` of the app's `base.iml.json`. A connection inherits nothing and needs the whole URL.",
  example: {
    bad: { "webhook.iml.json": good, "attach.iml.json": `{"url": "/hooks"}` },
    good: {
      "webhook.iml.json": good,
      "attach.iml.json": `{"url": "/hooks"}`,
      "base.iml.json": `{"baseUrl": "https://a.example"}`,
    },
  },
});

export const uidMissing = diagnostic({
  code: "uid-missing",
  severity: "error",
  message: () => "This webhook has no `uid`, so nobody knows whose its items are.",
  doc: "All users' events arrive at the one URL of a shared webhook. `uid` says whose an item is: the same value that the user's connection saved as its `uid`.",
  example: { bad: `{"output": "{{item}}"}`, good: `{"uid": "{{item.user}}", "output": "{{item}}"}` },
});

export const defaultPerSubscriber = diagnostic({
  code: "default-per-subscriber",
  severity: "error",
  message: () =>
    "`default` has no place here: this condition is asked once for each subscriber, after the items are known.",
  doc: "`default` is the single item of a request whose condition is false. A condition that reads `parameters` or `data` decides for each subscriber whether an item is delivered, so there is no request without items that it could stand for.",
  example: {
    bad: `{"uid": "{{item.user}}", "condition": {"condition": "{{parameters.all}}", "default": "none"}}`,
    good: `{"uid": "{{item.user}}", "condition": {"condition": "{{body.all}}", "default": "none"}}`,
  },
});

/** A sentence begins with a capital, unless it begins with code. */
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
