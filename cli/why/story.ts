import type { Step } from "../../runtime/why/trace.ts";
import type { Why } from "../../runtime/why/why.ts";
import { itemTones, itemWords, requestWords } from "../../runtime/why/words.ts";
import { codeFrame } from "../report/pretty.ts";
import { plural } from "../report/summary.ts";
import { type Paint, painter } from "../report/tone.ts";
import type { Manifests } from "./manifests.ts";

/** A story for people: each step in a line, and of those that decided all that is known. */
export function storyText(story: Why, manifests: Manifests, color: boolean): string {
  const paint = painter(color);
  const { request, outcome, status, steps, items, more } = story;
  const show: Show = { app: request.app, manifests, paint };
  const taken = `${request.method} to ${request.app}/${request.webhook}, received ${request.receivedAt}`;
  const head = `${paint("bold", `request ${request.id}`)}: ${requestWords[outcome]}, answered ${status}`;
  const lines = [
    head,
    `  ${taken}`,
    ...stepLines(steps, outcome !== "items", show),
    ...items.flatMap(({ number, uid, outcome: became, steps: own }) => [
      "",
      `${paint("bold", `item ${number}`)}${uid === undefined ? "" : `, uid ${uid}`}: ${paint(itemTones[became], itemWords[became])}`,
      ...stepLines(own, true, show),
    ]),
    ...(more === undefined
      ? []
      : ["", `${plural(more, "more item")}; \`imlc why ${request.id}-NUMBER\` tells of one.`]),
  ];
  return `${lines.join("\n")}\n`;
}

interface Show {
  readonly app: string;
  readonly manifests: Manifests;
  readonly paint: Paint;
}

function stepLines(steps: readonly Step[], decides: boolean, show: Show): readonly string[] {
  const width = Math.max(0, ...steps.map(({ stage }) => stage.length));
  return steps.flatMap((step, index) => [
    `  ${show.paint("cyan", step.stage.padEnd(width))}  ${step.said}`,
    ...(decides && index === steps.length - 1 ? details(step, show) : []),
  ]);
}

function details({ place, gave, reads = [], advice }: Step, show: Show): readonly string[] {
  return [
    ...frame(place, show),
    ...reads.map(({ path, value = "nothing" }) => `    ${path} is ${value}`),
    ...(gave === undefined ? [] : [`    it gave ${gave}`]),
    ...(advice === undefined ? [] : [`    ${show.paint("green", "what to do:")} ${advice}`]),
  ];
}

/** The line of a manifest, if it is at hand; else where it is. */
function frame(place: string | undefined, { app, manifests, paint }: Show): readonly string[] {
  const [, file = "", line = 0, column = 0] = /^(.*):(\d+):(\d+)$/.exec(place ?? "") ?? [];
  if (place === undefined || file === "") return [];
  const text = manifests(app, file);
  if (text === undefined) return [`    at ${place}`];
  const start = { line: Number(line), column: Number(column), offset: 0 };
  const rest = (text.split("\n")[start.line - 1] ?? "").slice(start.column - 1);
  const length = (/^"(?:[^"\\]|\\.)*"/.exec(rest)?.[0] ?? rest.trimEnd()).length;
  const end = { ...start, column: start.column + length };
  return [
    `    at ${place}`,
    ...codeFrame(text, { start, end }, (marked) => paint("red", marked)).map((one) => `  ${one}`),
  ];
}
