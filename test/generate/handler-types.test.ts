import { expect, test } from "vitest";
import { appModel } from "../../compiler/generate/app.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import { show } from "../../language/type-relations.ts";

/** What the modules of an app say of the types that they export: doc and type by module and name. */
function typesOf(texts: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
  const paths = Object.entries(texts).map(([path, text]) => [`shop/${path}`, text]);
  const files = filesInMemory(Object.fromEntries(paths));
  const { apps, texts: read } = analyzeProject(findProject(files, ["shop"]), files);
  const [app] = apps;
  if (!app) throw new Error("There is no app.");
  const [webhook] = appModel(app, read).webhooks;
  return Object.fromEntries(
    [webhook?.communication, webhook?.attach, webhook?.detach].flatMap((file) =>
      (file?.types ?? []).map(({ name, doc, type }) => [name, [doc, show(type)]]),
    ),
  );
}

const config = (payload: unknown): string => JSON.stringify({ webhook: { payload } });
const claim = "named in `imlc.json`; requests are not checked against it, and may hold more.";

test("without any declaration nothing is known, and the docs say what would help", () => {
  expect(typesOf({ "webhook.iml.json": `{"uid": "{{item.id}}"}` })).toEqual({
    Body: ["The body of a request. Nothing is known of it: name a schema or samples in `imlc.json`.", "any"],
    Item: ["An item of a request: the body, since there is no `iterate`.", "any"],
    Output: ["What is delivered of an item: the item as it is, since there is no `output`.", "any"],
    Parameters: [
      "What a user enters for a subscription. Nothing is known of them: there is no list of parameters.",
      "any",
    ],
  });
});

test("a sample gives the body, and by `iterate` the items, which are what is delivered", () => {
  const types = typesOf({
    "webhook.iml.json": `{"iterate": "{{body.events}}", "uid": "{{item.id}}"}`,
    "imlc.json": config({ samples: ["./one.json"] }),
    "one.json": `{"events": [{"id": 1}, {"id": 2, "note": "x"}]}`,
  });
  expect(types.Body).toEqual([
    `The body of a request. From \`./one.json\`, ${claim}`,
    "collection {events: array of collection, …}",
  ]);
  expect(types.Item).toEqual([
    "An item of a request: one of what `iterate` gives (webhook.iml.json:1:13).",
    "collection {id: number, note?: text, …}",
  ]);
  expect(types.Output?.[1]).toBe(types.Item?.[1]);
});

test("of many samples it is told how many there are", () => {
  const from = (count: number): string | undefined => {
    const names = Array.from({ length: count }, (_, index) => `./${index}.json`);
    const texts = names.map((name) => [name.slice(2), `{"id": 1}`]);
    const samples = config({ samples: names });
    return typesOf({ "webhook.iml.json": `{"uid": "{{item.id}}"}`, "imlc.json": samples, ...Object.fromEntries(texts) })
      .Body?.[0];
  };
  expect(from(3)).toBe(`The body of a request. From \`./0.json\`, \`./1.json\`, \`./2.json\`, ${claim}`);
  expect(from(4)).toBe(`The body of a request. From 4 samples, ${claim}`);
});

test("what stands in where the condition is false is an item as well", () => {
  const types = typesOf({
    "webhook.iml.json": `{"condition": {"condition": "{{body.ok}}", "default": {"none": true}}, "uid": "{{item.id}}"}`,
    "imlc.json": config({ schema: "./body.schema.json" }),
    "body.schema.json": `{"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "ok": {"type": "boolean"}}}`,
  });
  expect(types.Item?.[0]).toBe(
    "An item of a request: the body, since there is no `iterate`; or `condition.default` (webhook.iml.json:1:55).",
  );
  expect(types.Item?.[1]).toBe("collection {id: number, ok?: boolean, …} or collection {none: boolean}");
  expect(types.Output?.[1]).toBe(types.Item?.[1]);
});

test("an output that reads what belongs to the subscriber is the output too", () => {
  const types = typesOf({ "webhook.iml.json": `{"uid": "{{item.id}}", "output": {"mine": "{{parameters.x = 1}}"}}` });
  expect(types.Output).toEqual([
    "What is delivered of an item: what `output` gives (webhook.iml.json:1:34).",
    "collection {mine: boolean}",
  ]);
});

test("an attach that saves nothing exports nothing of it", () => {
  const attach = (response: string) => ({
    "webhook.iml.json": `{"uid": "{{item.id}}"}`,
    "attach.iml.json": `{"url": "https://shop.example/hooks", "body": "{{webhook.url}}"${response}}`,
    "detach.iml.json": `{"url": "https://shop.example/hooks"}`,
  });
  expect(typesOf(attach("")).Saved).toBeUndefined();
  expect(typesOf(attach(`, "response": {"data": {"n": "{{1 + 1}}"}}`)).Saved).toEqual([
    "What attach saves of the answer: `response.data` (attach.iml.json:1:87).",
    "collection {n: number}",
  ]);
});
