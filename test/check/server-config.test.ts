import { expect, test } from "vitest";
import { readConfig } from "../../compiler/project/config/config.ts";
import { parseJson } from "../../grammar/json/parse.ts";

function read(redirects: unknown) {
  const text = JSON.stringify({ server: { redirects } });
  const source = { uri: "imlc.json", text };
  const { value, diagnostics } = readConfig(source, parseJson(source).value, ["webhook"]);
  const found = diagnostics.map(({ code, span, message }) => [code, text.slice(span.start, span.end), message]);
  return { redirects: value.server.redirects, found };
}

test("origins to which users may be sent", () => {
  const origins = ["https://app.example.com", "http://localhost:8080"];
  expect(read(origins)).toEqual({ redirects: origins, found: [] });
  expect(read(undefined)).toEqual({ redirects: undefined, found: [] });
});

test.each([
  "https://app.example.com/",
  "https://app.example.com/done",
  "https://user@app.example.com",
  "app.example.com",
  "https://app.example.com:443",
  "*",
  "null",
  "ftp://app.example.com",
])("%s is no origin", (text) => {
  expect(read(["https://a.example", text]).found).toEqual([
    [
      "wrong-shape",
      JSON.stringify(text),
      `\`server.redirects\` is ${JSON.stringify(text)} here; it takes origins, as \`https://app.example.com\`.`,
    ],
  ]);
});

test("anything but texts in a list is refused", () => {
  for (const redirects of ["https://a.example", [1], {}]) {
    expect(read(redirects).found.map(([code]) => code)).toEqual(["wrong-shape"]);
  }
});
