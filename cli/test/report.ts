import { styleText } from "node:util";
import { type AnswerFormat, jsonAnswer } from "../answer.ts";
import { count, type Suite, type TestResult } from "./result.ts";

/** The results as text in one of the formats; ends with a line break. */
export function testReport(
  suites: readonly Suite[],
  milliseconds: number,
  format: AnswerFormat,
  color: boolean,
): string {
  switch (format) {
    case "pretty":
      return pretty(suites, milliseconds, color);
    case "json":
      return jsonAnswer({ ...count(suites), suites });
  }
}

function pretty(suites: readonly Suite[], milliseconds: number, color: boolean): string {
  const style = (tone: "green" | "red" | "bold", text: string): string =>
    color ? styleText(tone, text, { validateStream: false }) : text;
  const line = ({ name, failure, shown }: TestResult): readonly string[] => [
    `  ${failure === undefined ? style("green", "✔") : style("red", "✘")} ${clean(name)}`,
    ...shown.map((text) => below(`debug: ${text}`)),
    ...(failure === undefined ? [] : [below(failure)]),
  ];
  const blocks = suites.map(({ app, name, file, tests, problem }) =>
    [
      `${style("bold", `${app}: ${name}`)} (${file})`,
      ...tests.flatMap(line),
      ...(problem === undefined ? [] : [`  ${style("red", "✘")} ${clean(problem)}`]),
      "",
    ].join("\n"),
  );
  const { passed, failed } = count(suites);
  return [...blocks, `${passed} passed, ${failed} failed, in ${Math.round(milliseconds)} ms.\n`].join("\n");
}

function below(text: string): string {
  return clean(text.trimEnd()).replace(/^/gm, "      ");
}

/** Control characters cannot drive the terminal. */
function clean(text: string): string {
  return text.replace(/(?!\n)\p{Cc}/gu, " ");
}
