import { describe, expect, test } from "vitest";
import { filesInMemory } from "../../compiler/index.ts";
import { createService } from "../../editor/service.ts";

const schema = `{
  "type": "object",
  "properties": {
    "kind": { "type": "string", "description": "What has happened." },
    "orders": { "type": "array", "items": { "$ref": "#/definitions/order" } },
    "by": { "oneOf": [{ "$ref": "#/definitions/person" }, { "$ref": "#/definitions/robot" }] },
    "shop": { "$ref": "#/definitions/a~1shop" },
    "broken": { "$ref": "#/definitions/%E0" }
  },
  "definitions": {
    "order": {
      "allOf": [{ "properties": { "id": { "type": "number", "description": "The number of the order." } } }],
      "properties": { "parent": { "$ref": "#/definitions/order" }, "lines": { "items": { "$ref": "#/definitions/order" } } }
    },
    "person": { "properties": { "name": { "type": "string", "description": "How we call them." } } },
    "robot": { "properties": { "name": { "type": "string" }, "model": { "type": "string" } } },
    "a/shop": { "description": "Where it has happened.", "properties": { "id": { "type": "string" } } }
  }
}`;

const files = {
  "imlc.json": '{"webhook": {"payload": {"schema": "./event.schema.json"}}}',
  "event.schema.json": schema,
};

/** The service with a webhook that reads at \`|\`, and the place of the cursor. */
function at(marked: string) {
  const uri = "webhook.iml.json";
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  return { service: createService({ files: filesInMemory({ ...files, [uri]: text }) }), uri, offset };
}

/** The lines of the schema that a definition leads to. */
function lines(marked: string): readonly string[] {
  const { service, uri, offset } = at(marked);
  return service.definition(uri, offset).map((place) => {
    expect(place.uri).toBe("event.schema.json");
    const name = schema.slice(place.span.start, place.span.end);
    return `${schema.slice(0, place.span.start).split("\n").length}: ${name}`;
  });
}

function hovered(marked: string): string | undefined {
  const { service, uri, offset } = at(marked);
  return service.hover(uri, offset)?.text;
}

describe("what an expression reads of a body with a schema", () => {
  test("leads to its property", () => {
    expect(lines('{"condition": "{{body.ki|nd}}"}')).toEqual(['4: "kind"']);
    expect(lines('{"condition": "{{body.sh|op.id}}"}')).toEqual(['7: "shop"']);
  });

  test("leads through references, lists and what a schema is combined of", () => {
    expect(lines('{"condition": "{{body.shop.i|d}}"}')).toEqual(['17: "id"']);
    expect(lines('{"condition": "{{body.orders[1].i|d}}"}')).toEqual(['12: "id"']);
    expect(lines('{"condition": "{{body.orders.1.parent.parent.i|d}}"}')).toEqual(['12: "id"']);
    expect(lines('{"condition": "{{body.orders[1].lines[2].lines[1].par|ent}}"}')).toEqual(['13: "parent"']);
    expect(lines('{"iterate": "{{body.orders}}", "uid": "{{item.i|d}}"}')).toEqual(['12: "id"']);
  });

  test("leads to each property that may be meant", () => {
    expect(lines('{"condition": "{{body.by.na|me}}"}')).toEqual(['15: "name"', '16: "name"']);
    expect(lines('{"condition": "{{body.by.mo|del}}"}')).toEqual(['16: "model"']);
  });

  test("leads nowhere if the schema does not know it", () => {
    for (const path of ["body.oth|er", "body.kind.oth|er", "body.broken.i|d", "query.ki|nd", "bo|dy"]) {
      expect(lines(`{"condition": "{{${path}}}"}`)).toEqual([]);
    }
  });

  test("is described as the schema does, or what the property refers to", () => {
    expect(hovered('{"condition": "{{body.ki|nd}}"}')).toContain("What has happened.");
    expect(hovered('{"condition": "{{body.sh|op}}"}')).toContain("Where it has happened.");
    expect(hovered('{"iterate": "{{body.orders}}", "uid": "{{item.i|d}}"}')).toContain("The number of the order.");
    expect(hovered('{"condition": "{{body.by.na|me}}"}')).toContain("How we call them.");
  });

  test("is offered with its description", () => {
    const { service, uri, offset } = at('{"condition": "{{body.|}}"}');
    const docs = service.complete(uri, offset).map(({ label, doc }) => [label, doc]);
    expect(docs).toEqual(
      expect.arrayContaining([
        ["kind", "What has happened."],
        ["shop", "Where it has happened."],
      ]),
    );
  });
});

test("a schema of a package is found where the package lies", () => {
  const uri = "webhook.iml.json";
  const app = {
    [`shop/${uri}`]: '{"condition": "{{body.kind}}"}',
    "shop/imlc.json": '{"webhook": {"payload": {"schema": "@x/schemas/event.json"}}}',
    "node_modules/@x/schemas/event.json": schema,
  };
  const inMemory = filesInMemory(app);
  // Packages of files in memory lie beside the app.
  const stored = {
    ...inMemory,
    read: (path: string) => inMemory.read(path.replace(`${inMemory.folder}/`, "")),
    readPackage: (name: string) => inMemory.read(`node_modules/${name}`),
  };
  const service = createService({ files: stored });
  const [place] = service.definition(`shop/${uri}`, '{"condition": "{{body.ki'.length);
  expect(place?.uri).toBe("/app/node_modules/@x/schemas/event.json");
  expect(schema.slice(place?.span.start, place?.span.end)).toBe('"kind"');
});
