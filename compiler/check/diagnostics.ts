import { diagnostic } from "../../grammar/diagnostic.ts";
import { didYouMean } from "../../language/nearest.ts";

export * from "./bundle-diagnostics.ts";
export * from "./comparison-diagnostics.ts";

/** The name that was probably meant. */
export type Nearest = { nearest?: string | undefined };

const good = `{"uid": "{{item.user}}"}`;

export const unknownVariable = diagnostic<{ name: string; why?: string | undefined } & Nearest>({
  code: "unknown-variable",
  severity: "error",
  message: ({ name, why, nearest }) => `There is no variable \`${name}\` here.${why ? ` ${why}` : didYouMean(nearest)}`,
  doc: "Which variables there are depends on when a template is evaluated: the whole request first, then each item, then each subscriber. A name that is none of them is always undefined.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": "{{itm.text}}"}`,
    good: `{"uid": "{{item.user}}", "output": "{{item.text}}"}`,
  },
});

export const unknownField = diagnostic<{ name: string; origin: string | undefined } & Nearest>({
  code: "unknown-field",
  severity: "error",
  message: ({ name, origin, nearest }) =>
    `There is no \`${name}\` ${origin ? `in ${origin}` : "here"}.${didYouMean(nearest)}`,
  doc: "All keys of this collection are known, and this is none of them, so reading it always gives undefined.",
  example: {
    bad: {
      "webhook.iml.json": good,
      "attach.iml.json": `{"url": "https://a.example/hooks", "response": {"data": {"hookId": "{{body.id}}"}}}`,
      "detach.iml.json": `{"url": "https://a.example/hooks/{{webhook.hokId}}", "method": "DELETE"}`,
    },
    good: {
      "webhook.iml.json": good,
      "attach.iml.json": `{"url": "https://a.example/hooks", "response": {"data": {"hookId": "{{body.id}}"}}}`,
      "detach.iml.json": `{"url": "https://a.example/hooks/{{webhook.hookId}}", "method": "DELETE"}`,
    },
  },
});

export const unseenField = diagnostic<{ name: string; origin: string } & Nearest>({
  code: "unseen-field",
  severity: "warning",
  message: ({ name, origin, nearest }) => `There is no \`${name}\` in ${origin}.${didYouMean(nearest)}`,
  doc: "What requests look like is known from samples, or from a schema that allows more keys than it names. None of them has this key, so it is probably misspelled. If it does occur, add a sample that has it.",
  example: {
    bad: {
      "webhook.iml.json": `{"uid": "{{item.usr}}"}`,
      "imlc.json": `{"webhook": {"payload": {"samples": ["./event.json"]}}}`,
      "event.json": `{"user": "ada", "text": "hello"}`,
    },
    good: {
      "webhook.iml.json": `{"uid": "{{item.user}}"}`,
      "imlc.json": `{"webhook": {"payload": {"samples": ["./event.json"]}}}`,
      "event.json": `{"user": "ada", "text": "hello"}`,
    },
  },
});

export const noFields = diagnostic<{ name: string; holder: string; type: string; hint: string }>({
  code: "no-fields",
  severity: "error",
  message: ({ name, holder, type, hint }) => `${holder} is ${type}, which has no \`${name}\`.${hint}`,
  doc: "Only collections have fields; reading one of anything else always gives undefined. An array's items are read by their number, `items[1]`, or all at once with `map(items, 'name')`; the length of a text or an array is `length(x)`.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": "{{method.length}}"}`,
    good: `{"uid": "{{item.user}}", "output": "{{length(method)}}"}`,
  },
});

export const indexZero = diagnostic({
  code: "index-zero",
  severity: "warning",
  message: () => "Arrays count from 1 in IML, so `[0]` is never anything.",
  doc: "The first item is `[1]` or `[]`, the last is `[-1]`.",
  example: {
    bad: `{"uid": "{{item.users[0].id}}"}`,
    good: `{"uid": "{{item.users[1].id}}"}`,
  },
});

export const unknownFunction = diagnostic<{ name: string } & Nearest>({
  code: "unknown-function",
  severity: "error",
  message: ({ name, nearest }) => `There is no function \`${name}\`.${didYouMean(nearest)}`,
  doc: "The name is neither that of a built-in function nor that of one of the app's own. Names of functions are case-sensitive.",
  example: { bad: `{"uid": "{{uper(item.user)}}"}`, good: `{"uid": "{{upper(item.user)}}"}` },
});

export const argumentCount = diagnostic<{ signature: string; needed: number; given: number }>({
  code: "argument-count",
  severity: "error",
  message: ({ signature, needed, given }) =>
    `\`${signature}\` needs ${needed === 1 ? "1 argument" : `${needed} arguments`}; ${given === 1 ? "1 is" : `${given} are`} given.`,
  doc: "Arguments that the signature does not mark with `?` or `…` have to be given.",
  example: { bad: `{"uid": "{{join()}}"}`, good: `{"uid": "{{join(item.ids, '-')}}"}` },
});

export const extraArgument = diagnostic<{ signature: string; most: number }>({
  code: "extra-argument",
  severity: "warning",
  message: ({ signature, most }) =>
    `\`${signature}\` takes ${most === 1 ? "1 argument" : `${most} arguments`}; this one is ignored.`,
  doc: "The function takes fewer arguments than are given. A separator in a text that lacks its quotes is a common reason.",
  example: { bad: `{"uid": "{{upper(item.user, 1)}}"}`, good: `{"uid": "{{upper(item.user)}}"}` },
});

interface Argument {
  readonly called: string;
  readonly name: string;
  readonly want: string;
  readonly got: string;
}

export const argumentType = diagnostic<Argument>({
  code: "argument-type",
  severity: "error",
  message: ({ called, name, want, got }) =>
    `\`${called}\` needs ${want} for \`${name}\`; this is ${got}, which cannot be made into one.`,
  doc: "A value of this type cannot be made into what the function needs, so the call always fails.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": "{{formatDate(split(item.dates, ','), 'YYYY')}}"}`,
    good: `{"uid": "{{item.user}}", "output": "{{formatDate(first(split(item.dates, ',')), 'YYYY')}}"}`,
  },
});

interface Word {
  readonly text: string;
  readonly what: string;
  /** All that it could be. */
  readonly all: readonly string[];
}

export const argumentValue = diagnostic<Word & Nearest>({
  code: "argument-value",
  severity: "error",
  message: ({ text, what, all, nearest }) =>
    `\`'${text}'\` is no ${what}.${nearest === undefined ? listed(all) : didYouMean(nearest)}`,
  doc: "The function knows only some texts here: the time zones of the IANA database, encodings, units of time, names of months or days. With any other, the call fails, or the argument does nothing.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": "{{formatDate(now, 'HH:mm', 'Europ/Prague')}}"}`,
    good: `{"uid": "{{item.user}}", "output": "{{formatDate(now, 'HH:mm', 'Europe/Prague')}}"}`,
  },
});

/** More than these nobody reads. */
const mostListed = 12;

function listed(words: readonly string[]): string {
  return words.length > mostListed ? "" : ` There are ${words.map((word) => `\`${word}\``).join(", ")}.`;
}

export const regularExpression = diagnostic<{ reason: string }>({
  code: "regular-expression",
  severity: "error",
  message: ({ reason }) => `This always fails: ${reason}`,
  doc: "A text `/pattern/flags` is a regular expression. It has to be a correct one, and one for which the search takes time in proportion to the text, whatever that is: without references to its own groups, and where it looks ahead without `*`, `+` and the like.",
  example: {
    bad: `{"uid": "{{replace(item.user, '/(\\\\w)\\\\1/', '')}}"}`,
    good: `{"uid": "{{replace(item.user, '/\\\\W/g', '')}}"}`,
  },
});

export const argumentConverted = diagnostic<Argument & { readonly becomes: string }>({
  code: "argument-converted",
  severity: "warning",
  message: ({ called, name, want, got, becomes }) =>
    `\`${called}\` needs ${want} for \`${name}\`; this is ${got} and becomes ${becomes}`,
  doc: "The function works on what the value is converted to: a date becomes a text such as `2026-01-31T12:00:00.000Z`, a collection its JSON, an array its items with commas between them, and anything that is no array becomes the single item of one. That is seldom what is meant.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": "{{upper(now)}}"}`,
    good: `{"uid": "{{item.user}}", "output": "{{upper(formatDate(now, 'MMM'))}}"}`,
  },
});

export const notIterable = diagnostic<{ type: string }>({
  code: "not-iterable",
  severity: "warning",
  message: ({ type }) => `This is ${type}, not an array, so it counts as the only item.`,
  doc: "`iterate` names an array in the request, whose elements are the items. Anything else counts as one item.",
  example: {
    bad: `{"uid": "{{item}}", "iterate": "{{lower(body.users)}}"}`,
    good: `{"uid": "{{item}}", "iterate": "{{split(body.users, ',')}}"}`,
  },
});

export const uidType = diagnostic<{ type: string }>({
  code: "uid-type",
  severity: "error",
  message: ({ type }) => `This is ${type}; a uid is a text or an integer, so no item would find its owner.`,
  doc: "An item belongs to the connections whose uid is the same text. A value that is neither text nor integer belongs to nobody.",
  example: { bad: `{"uid": "{{split(item.users, ',')}}"}`, good: `{"uid": "{{first(split(item.users, ','))}}"}` },
});

export const spreadNothing = diagnostic<{ type: string }>({
  code: "spread-nothing",
  severity: "warning",
  message: ({ type }) => `This is ${type}; \`{{...}}\` adds the entries of a collection, so nothing is added.`,
  doc: "The value of the key `{{...}}` is a collection whose entries are put into the object at this place.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": {"{{...}}": "{{upper(item.text)}}"}}`,
    good: `{"uid": "{{item.user}}", "output": {"{{...}}": "{{omit(item, 'text')}}"}}`,
  },
});
