import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { analyze, analyzeProject, filesInMemory, findProject, kindOf } from "../compiler/index.ts";
import type { Diagnostic } from "../grammar/diagnostic.ts";
import type { Span } from "../grammar/source.ts";

const examples = new URL("../examples/", import.meta.url);
const names = ["chat", "github-app"].flatMap((app) =>
  readdirSync(new URL(`${app}/`, examples)).flatMap((file) => (file.endsWith(".json") ? [`${app}/${file}`] : [])),
);
const manifests = Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, examples), "utf8")]));
const seed = 20_260_131;
const rounds = 20_000;

/** Pieces of manifests that are likely to matter where they do not belong. */
const pieces = [
  ..."{}[]\"',;:.|&!=<>+-*/%()`\\ \n\t0123",
  ...'{{ }} {{...}} // /* */ \\u00 \\" body item webhook.url null -1 [0] [] parameters if( ){{ \u{1f600} \u2028'.split(
    " ",
  ),
  '"uid":',
  '"response":{',
];

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed. */
function generator(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function mutate(text: string, random: () => number): string {
  const below = (limit: number): number => Math.floor(random() * limit);
  let mutated = text;
  for (let times = 1 + below(4); times > 0; times--) {
    const start = below(mutated.length + 1);
    const end = Math.min(mutated.length, start + below(12));
    const put = [
      () => "",
      () => pieces[below(pieces.length)] ?? "",
      () => mutated.slice(start, end) + mutated.slice(start, end),
      () => text.slice(below(text.length), below(text.length)),
    ][below(4)];
    mutated = mutated.slice(0, start) + (put?.() ?? "") + mutated.slice(random() < 0.5 ? start : end);
  }
  return mutated;
}

/** The places that a finding names, and those that its fix would change. */
function placesOf({ uri, span, related = [], fix }: Diagnostic): readonly { uri: string; span: Span }[] {
  return [{ uri, span }, ...related, ...(fix?.edits ?? []).map((edit) => ({ uri, span: edit.span }))];
}

function findingsIn(name: string, text: string): readonly Diagnostic[] {
  if (!name.endsWith("imlc.json")) return analyze({ uri: name, text }, kindOf(name)).diagnostics;
  const files = filesInMemory({ [name]: text });
  return analyzeProject(findProject(files, [name]), files).diagnostics;
}

test(`${rounds} broken manifests are analysed without an exception, and all places lie inside their files (seed ${seed})`, () => {
  const random = generator(seed);
  const failures: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const name = names[Math.floor(random() * names.length)] ?? "";
    const text = mutate(manifests[name] ?? "", random);
    try {
      for (const finding of findingsIn(name, text)) {
        const isInside = placesOf(finding).every(
          ({ uri, span }) => uri === name && 0 <= span.start && span.start <= span.end && span.end <= text.length,
        );
        if (!isInside) failures.push(`round ${round}: ${JSON.stringify(finding)} in ${name}:\n${text}`);
      }
    } catch (error) {
      failures.push(`round ${round}: ${error instanceof Error ? error.stack : String(error)} in ${name}:\n${text}`);
    }
  }
  expect(failures).toEqual([]);
});
