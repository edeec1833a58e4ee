import { diagnostic } from "../../grammar/diagnostic.ts";
import { didYouMean } from "../../language/nearest.ts";
import type { Nearest } from "./diagnostics.ts";

interface Sides {
  readonly left: string;
  readonly right: string;
  /** What to write instead, in a sentence. */
  readonly advice: string;
}

/** `asks`: whether it is asked for equality, and not for an order. */
export const mixedComparison = diagnostic<Sides & { readonly asks: boolean }>({
  code: "mixed-comparison",
  severity: "warning",
  message: ({ left, right, advice, asks }) =>
    `This compares ${left} with ${right}: both are made into numbers first, and what is no number ${asks ? "equals nothing" : "is neither less nor more than anything"}. ${advice}`,
  doc: "Make's engine is reported to convert before it compares (`'1' = 1` is true), while one page of its documentation says that it does not. Comparing values of one type means the same in both readings.",
  example: {
    bad: `{"uid": "{{item.user}}", "condition": "{{length(body.events) = '0'}}"}`,
    good: `{"uid": "{{item.user}}", "condition": "{{length(body.events) = 0}}"}`,
  },
});

/** `is`: whether the comparison is always true, as one that asks for a difference is. */
export const impossibleComparison = diagnostic<Sides & { readonly is: boolean }>({
  code: "impossible-comparison",
  severity: "warning",
  message: ({ left, right, advice, is }) => `This compares ${left} with ${right}, so it is always \`${is}\`. ${advice}`,
  doc: "No value of the one type equals a value of the other, or is less or more than it, whatever the request holds. So a condition with this comparison lets everything through, or nothing.",
  example: {
    bad: `{"uid": "{{item.user}}", "condition": "{{contains(body.tags, 'new') = 'yes'}}"}`,
    good: `{"uid": "{{item.user}}", "condition": "{{contains(body.tags, 'new')}}"}`,
  },
});

interface Texts extends Nearest {
  /** What is compared with, if it is written out. */
  readonly text: string | undefined;
  readonly values: readonly string[];
  readonly is: boolean;
}

export const impossibleText = diagnostic<Texts>({
  code: "impossible-text",
  severity: "warning",
  message: ({ text, values, nearest, is }) =>
    `${text === undefined ? `One side can only be ${listed(values)} here, and the other is something else` : `The other side can only be ${listed(values)} here, never \`${text}\``}, so this comparison is always \`${is}\`.${didYouMean(nearest)}`,
  doc: "Which texts there may be is known from the schema of the payload, or from the constants that a template chooses from, and this is none of them. It is probably misspelled; capital and small letters count.",
  example: {
    bad: {
      "webhook.iml.json": `{"uid": "{{item.user}}", "condition": "{{body.action = 'opend'}}"}`,
      "imlc.json": `{"webhook": {"payload": {"schema": "./event.schema.json"}}}`,
      "event.schema.json": `{"type": "object", "properties": {"user": {"type": "string"}, "action": {"enum": ["opened", "closed"]}}}`,
    },
    good: {
      "webhook.iml.json": `{"uid": "{{item.user}}", "condition": "{{body.action = 'opened'}}"}`,
      "imlc.json": `{"webhook": {"payload": {"schema": "./event.schema.json"}}}`,
      "event.schema.json": `{"type": "object", "properties": {"user": {"type": "string"}, "action": {"enum": ["opened", "closed"]}}}`,
    },
  },
});

/** So many texts are enough to see what is meant. */
const listedTexts = 6;

function listed(values: readonly string[]): string {
  const shown = values.slice(0, listedTexts).map((value) => `\`${value}\``);
  if (values.length > listedTexts) return `one of ${shown.join(", ")}, …`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}
