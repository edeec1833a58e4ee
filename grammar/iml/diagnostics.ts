import { diagnostic } from "../diagnostic.ts";

const good = `{"uid":"{{item.id}}"}`;

export const expressionSyntax = diagnostic<{ readonly message: string }>({
  code: "expression-syntax",
  severity: "error",
  message: ({ message }) => message,
  doc: "What stands between `{{` and `}}` is one expression: paths, texts in quotes, numbers, calls and operators. Of several errors in one expression the first is reported.",
  example: { bad: `{"uid":"{{item.id + }}"}`, good },
});

export const unclosedMustache = diagnostic({
  code: "unclosed-mustache",
  severity: "error",
  message: () => "This `{{` has no `}}`.",
  doc: "An expression ends with `}}` inside the same string. Braces inside a text in quotes do not count.",
  example: { bad: `{"uid":"{{item.id}"}`, good },
});

export const unclosedLiteral = diagnostic<{ readonly what: string; readonly mark: string }>({
  code: "unclosed-literal",
  severity: "error",
  message: ({ what, mark }) => `This ${what} has no closing ${mark}.`,
  doc: "A text begins and ends with the same quote, `'` or `\"`, and a name that needs backticks has one on each side. A quote inside a text is written twice: `'it''s'`.",
  example: { bad: `{"uid":"{{item.id + '-a}}"}`, good: `{"uid":"{{item.id + '-a'}}"}` },
});

export const templateTooLong = diagnostic<{ readonly length: number; readonly limit: number }>({
  code: "template-too-long",
  severity: "error",
  message: ({ length, limit }) => `This template is ${length} characters long; the limit is ${limit}.`,
  doc: "A string with expressions in it has at most 65536 characters. Text without expressions may be longer.",
  example: { bad: `{"uid":"{{item.id}}","output":"{{item}}${"x".repeat(65_536)}"}`, good },
});

export const templateTooDeep = diagnostic<{ readonly limit: number }>({
  code: "template-too-deep",
  severity: "error",
  message: ({ limit }) => `This expression is more than ${limit} levels deep.`,
  doc: "Each operator, call, bracket and path segment that holds another adds a level to an expression; there may be 64. Long joins are better written as text with several `{{ }}` in it.",
  example: { bad: `{"uid":"{{${"-".repeat(64)}item.id}}"}`, good },
});

export const missingOperator = diagnostic({
  code: "missing-operator",
  severity: "warning",
  message: () => "Two terms stand side by side without an operator; they are joined as text.",
  doc: "Terms without an operator between them are joined as text. Write `+`, so that a reader, and a later version of the engine, cannot take it for something else.",
  example: { bad: `{"uid":"{{item.id '-a'}}"}`, good: `{"uid":"{{item.id + '-a'}}"}` },
});

export const emptyArgument = diagnostic({
  code: "empty-argument",
  severity: "warning",
  message: () => "This argument is empty; it is `undefined`.",
  doc: "Between two separators, or between one and the closing parenthesis, no argument was written. If that is meant, `undefined` says so.",
  example: { bad: `{"uid":"{{if(item.a, item.id,)}}"}`, good: `{"uid":"{{if(item.a, item.id, undefined)}}"}` },
});

export const hyphenInName = diagnostic<{ readonly name: string }>({
  code: "hyphen-in-name",
  severity: "warning",
  message: ({ name }) => `\`${name}\` is read as one name, not as a subtraction.`,
  doc: "A hyphen inside a path is taken for a part of the name when no variable has the name that follows it. Backticks say so: a name in backticks may hold anything; blank space around a minus says the contrary.",
  example: {
    bad: `{"uid":"{{headers.x-user-id}}"}`,
    good: '{"uid":"{{headers.`x-user-id`}}"}',
  },
});

export const unquotedFormat = diagnostic<{ readonly text: string }>({
  code: "unquoted-format",
  severity: "error",
  message: ({ text }) => `A date format is a text, which stands in quotes: \`${text}\`.`,
  doc: "Without quotes `YYYY-MM-DD` is a subtraction of three variables. Formats, like all texts, stand in `'` or `\"`.",
  example: {
    bad: `{"uid":"{{formatDate(item.date, YYYY-MM-DD)}}"}`,
    good: `{"uid":"{{formatDate(item.date, 'YYYY-MM-DD')}}"}`,
  },
});
