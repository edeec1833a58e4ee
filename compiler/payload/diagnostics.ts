import { diagnostic, type Example } from "../../grammar/diagnostic.ts";

/** What is the case with a sample: fields that it lacks, or one whose value is of another type. */
export type SampleProblem =
  | { readonly kind: "missing"; readonly names: readonly string[] }
  | { readonly kind: "type"; readonly what: string; readonly is: string; readonly wants: string };

export const sampleMismatch = diagnostic<SampleProblem>({
  code: "sample-mismatch",
  severity: "warning",
  message: (problem) =>
    problem.kind === "missing"
      ? `This sample lacks ${listed(problem.names)}, which the interface names.`
      : `${problem.what} is ${problem.is} here, and ${problem.wants} in the interface.`,
  doc: "The samples of a module are what users see when they map its values before it has run, the interface is what they can map. Where the two differ, one of them is out of date. A sample need not have every field; it is said that one is missing where the sample has another one almost by that name, or none of the fields.",
  example: {
    bad: withSample(`{"id": "7"}`),
    good: withSample(`{"id": 7}`),
  },
});

/** So many names are read with ease; of more, the first are told. */
const shown = 3;

function listed(names: readonly string[]): string {
  const more = names.length > shown + 1 ? names.length - shown : 0;
  const words = names.slice(0, names.length - more).map((name) => `\`${name}\``);
  if (more > 0) words.push(`${more} more fields`);
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function withSample(sample: string): Example {
  return {
    "makecomapp.json": `{"fileVersion": 1, "components": {"module": {"getMessage": {"label": "Get a message", "moduleType": "action", "codeFiles": {"communication": "get.iml.json", "interface": "interface.iml.json", "samples": "samples.iml.json"}}}}}`,
    "get.iml.json": `{"url": "https://a.example/messages/last"}`,
    "interface.iml.json": `[{"name": "id", "type": "number", "label": "Id"}]`,
    "samples.iml.json": sample,
  };
}
