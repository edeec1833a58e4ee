import { diagnostic } from "../../grammar/diagnostic.ts";
import { didYouMean } from "../../language/nearest.ts";

const found = `"uid": "{{item.id '-a'}}"`;
const clean = `"uid": "{{item.id + '-a'}}"`;
const justified = `{\n  // imlc-ignore missing-operator: The service documents it like this.\n  ${found}\n}`;

export const suppressionWithoutCode = diagnostic({
  code: "suppression-without-code",
  severity: "warning",
  message: () => "This comment names no code, so it silences nothing: `// imlc-ignore CODE: reason`.",
  doc: "A comment silences the findings of the codes that it names, so that nobody has to read it to know that others still count. Several codes have commas between them.",
  example: { bad: `{\n  // imlc-ignore\n  ${clean}\n}`, good: justified },
});

export const suppressionWithoutReason = diagnostic({
  code: "suppression-without-reason",
  severity: "warning",
  message: () => "This comment does not say why the finding may stay; the reason follows a colon.",
  doc: "Whoever reads the manifest next cannot know whether the finding was looked at or only in the way. A reason is one sentence: `// imlc-ignore CODE: The service sends it twice.`.",
  example: { bad: `{\n  // imlc-ignore missing-operator\n  ${found}\n}`, good: justified },
});

export const unknownSuppression = diagnostic<{ name: string; nearest: string | undefined }>({
  code: "unknown-suppression",
  severity: "warning",
  message: ({ name, nearest }) => `There is no code \`${name}\` to silence.${didYouMean(nearest)}`,
  doc: "A comment names codes as `imlc check` prints them behind the severity; `imlc explain CODE` tells what one means.",
  example: {
    bad: `{\n  // imlc-ignore missing-operator, mising-operator: The service documents it like this.\n  ${found}\n}`,
    good: justified,
  },
});

export const unusedSuppression = diagnostic<{ name: string; where: "line" | "file" }>({
  code: "unused-suppression",
  severity: "warning",
  message: ({ name, where }) =>
    `This comment silences \`${name}\`, which is not found ${where === "line" ? "on the line that it is about" : "in this file"}.`,
  doc: "A comment that outlived its finding would hide the next one. `imlc-ignore` at the end of a line is about that line, in a line of its own about the next that holds more than comments; a finding is on the line on which it begins. What is found about a file as a whole is silenced by `imlc-ignore-file`.",
  example: {
    bad: `{\n  // imlc-ignore missing-operator: The service documents it like this.\n  ${clean}\n}`,
    good: justified,
  },
});

export const suppressedError = diagnostic<{ name: string }>({
  code: "suppressed-error",
  severity: "warning",
  message: ({ name }) => `\`${name}\` is an error, and no comment silences an error: nothing can be compiled with it.`,
  doc: "An error says that a manifest cannot be compiled, or would surely do the wrong thing. A comment would only hide why. Warnings and hints can be silenced.",
  example: { bad: `{\n  // imlc-ignore unknown-key: Make has it.\n  ${clean}\n}`, good: justified },
});
