import { describe, expect, it } from "vitest";
import { maxKeys } from "../../language/json.ts";
import { receive } from "../../runtime/receive/receive.ts";

/** So many names, each another. */
function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => `k${n.toString(36)}`);
}

const bodies: Readonly<Record<string, (names: readonly string[]) => string>> = {
  "application/json": (all) => `{${all.map((name) => `"${name}":1`).join(",")}}`,
  "application/json; many=objects": (all) => `[${all.map((name) => `{"${name}" : ":::"}`).join(",")}]`,
  "application/xml; of=elements": ([root = "r", ...all]) =>
    `<${root}>${all.map((name) => `<${name}/>`).join("")}</${root}>`,
  "application/xml; of=attributes": ([root = "r", ...all]) =>
    `<${root} ${all.map((name) => `${name}="1"`).join(" ")}/>`,
  "application/x-www-form-urlencoded": (all) => all.join("&"),
};

function answerTo(type: string, text: string) {
  const request = { method: "POST", url: "/", headers: { "content-type": type }, body: new TextEncoder().encode(text) };
  const module = { communication: { iterate: () => [], places: {} } };
  const { reply } = receive(module, request, { now: 0, executionId: "e" });
  return { status: reply.status, code: /"code":"([^"]+)"/.exec(reply.body)?.[1] };
}

describe.each(Object.entries(bodies))("a body of %s", (type, write) => {
  it(`may have ${maxKeys} keys`, () => {
    expect(answerTo(type, write(names(maxKeys)))).toMatchObject({ status: 200 });
  });

  it("is refused with one more, before anything is made of it", () => {
    const text = write(names(maxKeys + 1));
    expect(answerTo(type, text)).toEqual({ status: 413, code: "body-too-many-keys" });
  });
});

it("colons within texts are no keys", () => {
  const text = `{"text": "${'\\":'.repeat(2 * maxKeys)}"}`;
  expect(answerTo("application/json", text).status).toBe(200);
});
