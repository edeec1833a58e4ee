import { styleText } from "node:util";
import { jsonAnswer } from "../answer.ts";
import { junitSuites } from "../report/junit.ts";
import type { FileCoverage } from "./coverage.ts";
import type { TestFormat } from "./formats.ts";
import { count, type Suite, type TestResult } from "./result.ts";

/** What there is to tell of some tests. */
export interface Report {
  readonly suites: readonly Suite[];
  /** What of the manifests ran, if that was counted. */
  readonly covered: readonly FileCoverage[] | undefined;
  readonly milliseconds: number;
}

/** The results as text in one of the formats; ends with a line break. */
export function testReport({ suites, covered, milliseconds }: Report, format: TestFormat, color: boolean): string {
  switch (format) {
    case "pretty":
      return pretty(suites, milliseconds, color);
    case "json":
      return jsonAnswer({ ...count(suites), suites, ...(covered ? { coverage: covered } : {}) });
    case "junit":
      return junitSuites(
        suites.map(({ file, tests, problem }) => ({
          name: file,
          tests: [...tests, ...(problem === undefined ? [] : [{ name: "the file", failure: problem }])],
        })),
        milliseconds,
      );
  }
}

function pretty(suites: readonly Suite[], milliseconds: number, color: boolean): string {
  const style = (tone: "green" | "red" | "bold", text: string): string =>
    color ? styleText(tone, text, { validateStream: false }) : text;
  const line = ({ name, failure, shown }: TestResult): readonly string[] => [
    `  ${failure === undefined ? style("green", "✔") : style("red", "✘")} ${clean(name)}`,
    ...shown.map((text) => below(`debug: ${text}`)),
    ...(failure === undefined ? [] : [below(failure).replace(/^ +[-+] .*$/gm, tinted)]),
  ];
  const tinted = (text: string): string => style(text.trimStart().startsWith("-") ? "red" : "green", text);
  const blocks = suites.map(({ app, name, file, tests, problem }) =>
    [
      `${style("bold", `${app}: ${name}`)} (${file})`,
      ...tests.flatMap(line),
      ...(problem === undefined ? [] : [`  ${style("red", "✘")} ${clean(problem).replaceAll("\n", "\n    ")}`]),
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
