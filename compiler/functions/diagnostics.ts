import { diagnostic } from "../../grammar/diagnostic.ts";

const webhook = `{"uid": "{{loud(item.user)}}"}`;
const loud = "function loud(text) {\n  return iml.upper(text);\n}\n";
const good = { "webhook.iml.json": webhook, "functions/loud/code.js": loud };

function bad(code: string): Readonly<Record<string, string>> {
  return { "webhook.iml.json": webhook, "functions/loud/code.js": code };
}

export const codeSyntax = diagnostic<{ problem: string }>({
  code: "function-syntax",
  severity: "error",
  message: ({ problem }) => `This is not JavaScript: ${problem}.`,
  doc: "The file of a custom function holds JavaScript, which runs in strict mode and is no module.",
  example: { bad: bad("function loud(text) {\n  return iml.upper(text;\n}\n"), good },
});

export const codeImports = diagnostic<{ what: string }>({
  code: "function-import",
  severity: "error",
  message: ({ what }) => `A custom function stands alone: \`${what}\` has nothing to work on.`,
  doc: "Where custom functions run there are no modules. A function reaches the built-in ones and those of its app as `iml.name(…)`.",
  example: {
    bad: bad(`const { upper } = require("./text.js");\n\nfunction loud(text) {\n  return upper(text);\n}\n`),
    good,
  },
});

export const unknownGlobal = diagnostic<{ name: string; why: string | undefined }>({
  code: "function-global",
  severity: "error",
  message: ({ name, why }) => `Custom functions have no \`${name}\`.${why === undefined ? "" : ` ${why}`}`,
  doc: "A custom function may use the objects of JavaScript itself (ECMAScript), `Buffer`, `iml` with the built-in functions and those of the app, and `debug`. A name that is none of them, and is not declared, fails when it is reached.",
  example: { bad: bad("function loud(text) {\n  return text + process.pid;\n}\n"), good },
});

export const functionNotDefined = diagnostic<{ name: string; found: string | undefined }>({
  code: "function-not-defined",
  severity: "error",
  message: ({ name, found }) =>
    `This file defines no function \`${name}\`${found === undefined ? "." : `; it has \`${found}\`.`}`,
  doc: "A custom function is called like its folder (`functions/loud/code.js`) or its file (`loud.code.js`), and its file defines it under that name: `function loud(text) { … }`. A name with hyphens, such as `remove-empty`, stands for `removeEmpty`.",
  example: { bad: bad("function lout(text) {\n  return iml.upper(text);\n}\n"), good },
});

export const duplicateFunction = diagnostic<{ name: string; other: string }>({
  code: "duplicate-function",
  severity: "error",
  message: ({ name, other }) => `The function \`${name}\` is also defined in \`${other}\`.`,
  doc: "Templates call a function by its name, so an app has one of each name. Rename one of them.",
  example: { bad: { ...good, "text/loud.code.js": loud }, good },
});

export const laterFunction = diagnostic<{ name: string; what: "promise" | "generator" }>({
  code: "function-not-at-once",
  severity: "error",
  message: ({ name, what }) => `\`${name}\` answers with a ${what}, which templates cannot use.`,
  doc: "A template needs the value of a function at once. An `async` function answers with a promise, one with `function*` with a generator; neither is a value of IML, so each call would fail. Leave out `async` or the `*`, and what waits or yields.",
  example: { bad: bad("async function loud(text) {\n  return iml.upper(text);\n}\n"), good },
});

export const functionLength = diagnostic<{ length: number; most: number }>({
  code: "function-length",
  severity: "hint",
  message: ({ length, most }) => `This function has ${length} characters; Make takes at most ${most}.`,
  doc: "Make limits the code of a custom function to 5,000 characters. imlc runs longer ones.",
  example: { bad: bad(`${loud}// A ${"long, ".repeat(830)}long story.\n`), good },
});
