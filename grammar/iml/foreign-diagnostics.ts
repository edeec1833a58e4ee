import { diagnostic } from "../diagnostic.ts";

// Constructs of other languages that people try: each has a code of its own that says what to write instead.

export const ternary = diagnostic({
  code: "ternary",
  severity: "error",
  message: () => "IML has no `? :`; the function `if(condition, then, else)` does that.",
  doc: "A choice is a call: `if(condition, then, else)`. Only the chosen argument is evaluated.",
  example: {
    bad: `{"uid":"{{item.id ? item.id : item.user}}"}`,
    good: `{"uid":"{{if(item.id, item.id, item.user)}}"}`,
  },
});

export const wordOperator = diagnostic<{ readonly word: string; readonly operator: string }>({
  code: "word-operator",
  severity: "error",
  message: ({ word, operator }) => `\`${word}\` is not an operator of IML; it is written \`${operator}\`.`,
  doc: "The logical operators are `&`, `|` and `!` (also `&&` and `||`).",
  example: {
    bad: `{"uid":"{{item.id}}","condition":"{{body.a and body.b}}"}`,
    good: `{"uid":"{{item.id}}","condition":"{{body.a & body.b}}"}`,
  },
});

export const arrayLiteral = diagnostic<{ readonly instead: string }>({
  code: "array-literal",
  severity: "error",
  message: ({ instead }) => `IML has no array literals; this is written \`${instead}\`.`,
  doc: 'In Make the value of such brackets is `null`, whatever stands in them. `emptyarray` is an array without items, and `add(emptyarray, a, b)` one with two. Where the whole value is an array, the manifest\'s own JSON may hold it: `["{{a}}", "{{b}}"]`.',
  example: {
    bad: `{"uid":"{{first(ifempty(item.ids, []))}}"}`,
    good: `{"uid":"{{first(ifempty(item.ids, emptyarray))}}"}`,
  },
});

export const objectLiteral = diagnostic({
  code: "object-literal",
  severity: "error",
  message: () =>
    "IML has no object literals; an object is written in the JSON of the manifest, with templates as its values.",
  doc: 'Braces inside an expression mean nothing in IML. Instead of `"{{ {id: item.id} }}"` write `{"id": "{{item.id}}"}`.',
  example: {
    bad: `{"uid":"{{item.id}}","output":"{{ {id: item.id} }}"}`,
    good: `{"uid":"{{item.id}}","output":{"id":"{{item.id}}"}}`,
  },
});

export const optionalChaining = diagnostic({
  code: "optional-chaining",
  severity: "error",
  message: () => "IML has no `?.`; reading a path never fails, so `.` does the same.",
  doc: "A path through something that is missing is `undefined`, without an error.",
  example: { bad: `{"uid":"{{item?.id}}"}`, good: `{"uid":"{{item.id}}"}` },
});

export const arrowFunction = diagnostic({
  code: "arrow-function",
  severity: "error",
  message: () => "IML has no `=>`; functions such as `map(array, key)` take the name of a key instead.",
  doc: "There are no functions inside expressions. `map(body.items, 'price')` gives the prices of all items, `map(body.items, 'price', 'kind', 'book')` those of the books, `sort(body.items, 'asc', 'price')` sorts by one.",
  example: {
    bad: `{"uid":"{{item.id}}","output":"{{map(item.lines, line => line.price)}}"}`,
    good: `{"uid":"{{item.id}}","output":"{{map(item.lines, 'price')}}"}`,
  },
});

export const smartQuotes = diagnostic({
  code: "smart-quotes",
  severity: "error",
  message: () => "These are typographic quotes; a text of IML stands in `'` or `\"`.",
  doc: "Word processors and chats turn straight quotes into curly ones. Only straight quotes delimit a text.",
  example: { bad: `{"uid":"{{item.id + ‘-a’}}"}`, good: `{"uid":"{{item.id + '-a'}}"}` },
});

export const methodCall = diagnostic<{ readonly name: string }>({
  code: "method-call",
  severity: "error",
  message: ({ name }) => `IML has no method calls; the value is the first argument of a function: \`${name}(…)\`.`,
  doc: "Functions do not belong to values: instead of `item.name.trim()` write `trim(item.name)`.",
  example: { bad: `{"uid":"{{item.id.trim()}}"}`, good: `{"uid":"{{trim(item.id)}}"}` },
});

export const nestedMustache = diagnostic({
  code: "nested-mustache",
  severity: "error",
  message: () => "This is an expression already; inside it nothing stands in `{{ }}`.",
  doc: "Braces begin an expression in text. Inside an expression a path or a call is written as it is; only an index may hold them: `items[{{i}}]`.",
  example: { bad: `{"uid":"{{trim({{item.id}})}}"}`, good: `{"uid":"{{trim(item.id)}}"}` },
});
