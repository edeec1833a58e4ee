import { diagnostic } from "../diagnostic.ts";

const good = `{"uid":"{{item.id}}"}`;

export const jsonSyntax = diagnostic<{ readonly message: string }>({
  code: "json-syntax",
  severity: "error",
  message: ({ message }) => message,
  doc: "A manifest is JSON with `//` and `/* */` comments. What is written here cannot be read as that.",
  example: { bad: `{"uid" "{{item.id}}"}`, good },
});

export const unclosedString = diagnostic({
  code: "unclosed-string",
  severity: "error",
  message: () => "This string has no closing quote.",
  doc: "A string ends with a double quote on the line on which it began. Without it, what follows is taken for a part of the string.",
  example: { bad: `{"uid":"{{item.id}}\n}`, good },
});

export const badEscape = diagnostic<{ readonly written: string }>({
  code: "bad-escape",
  severity: "error",
  message: ({ written }) => `\`${written}\` is not an escape of JSON.`,
  doc: 'After a backslash, JSON knows `"`, `\\`, `/`, `b`, `f`, `n`, `r`, `t`, and `u` with four hexadecimal digits. A backslash that is meant as such is written twice: a regular expression `/\\d+/` is `"/\\\\d+/"` in a manifest.',
  example: {
    bad: String.raw`{"uid":"{{replace(item.id, '/\d+/', '')}}"}`,
    good: String.raw`{"uid":"{{replace(item.id, '/\\d+/', '')}}"}`,
  },
});

export const controlCharacter = diagnostic<{ readonly name: string; readonly escaped: string }>({
  code: "control-character",
  severity: "error",
  message: ({ name, escaped }) => `A string of JSON cannot hold ${name} as it is: it is written \`${escaped}\`.`,
  doc: "Line breaks, tabs and other control characters are not allowed inside the quotes of a JSON string. Their escapes mean the same.",
  example: {
    bad: `{"uid":"{{item.id}}","output":"{{item.a}}\n{{item.b}}"}`,
    good: String.raw`{"uid":"{{item.id}}","output":"{{item.a}}\n{{item.b}}"}`,
  },
});

export const trailingComma = diagnostic({
  code: "trailing-comma",
  severity: "error",
  message: () => "Nothing follows this comma.",
  doc: "JSON allows no comma after the last member of an object or the last item of an array.",
  example: { bad: `{"uid":"{{item.id}}",}`, good },
});

export const duplicateKey = diagnostic<{ readonly key: string }>({
  code: "duplicate-key",
  severity: "warning",
  message: ({ key }) => `The key \`${key}\` was already given in this object.`,
  doc: "Of several members with the same key only the last one counts; the others are silently without effect.",
  example: { bad: `{"uid":"{{item.id}}","uid":"{{item.user}}"}`, good },
});

export const jsonTooDeep = diagnostic<{ readonly limit: number }>({
  code: "json-too-deep",
  severity: "error",
  message: ({ limit }) => `This is nested more than ${limit} levels deep.`,
  doc: "Objects and arrays nest at most 200 levels deep. No manifest needs a fraction of it; the limit protects the compiler from hostile input.",
  example: { bad: `{"uid":"{{item.id}}","output":${"[".repeat(200)}${"]".repeat(200)}}`, good },
});
