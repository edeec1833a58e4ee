import { assert, constantFrom, dictionary, integer, jsonValue, oneof, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { toJson } from "../../language/json.ts";
import { editableBody, withEdits } from "../../runtime/editable-body.ts";
import type { RawRequest } from "../../runtime/http/message.ts";
import { decodeBody } from "../../runtime/receive/body.ts";
import { raw, start, subscribeAda } from "./running.ts";

function request(body: string, type = "application/json", headers: Record<string, string> = {}): RawRequest {
  return raw("POST", "/hooks/chat/events?api_key=planted-query", { "content-type": type, ...headers }, body);
}

function bodyIn(edited: RawRequest): unknown {
  return JSON.parse(toJson(decodeBody(edited).body));
}

describe("a body that is shown", () => {
  it("has marks for what names call secret, and for each copy of it", () => {
    const body = { token: "planted-1", deep: [{ apiKey: 1234567, note: "with planted-1 and planted-query" }] };
    expect(editableBody(request(JSON.stringify(body)))).toEqual({
      kind: "json",
      text: JSON.stringify(
        { token: "[redacted 1]", deep: [{ apiKey: "[redacted 2]", note: "with [redacted 4] and [redacted 3]" }] },
        null,
        2,
      ),
    });
  });

  it("has none of the credentials of headers, and none that stands in JSON within a form", () => {
    const payload = JSON.stringify({ secret: "planted-inner", text: "hello" });
    const form = new URLSearchParams({ payload, echo: "Bearer planted-header" }).toString();
    const shown = editableBody(
      request(form, "application/x-www-form-urlencoded", { authorization: "Bearer planted-header" }),
    );
    expect(shown?.kind).toBe("form");
    expect(shown?.text).toContain("hello");
    expect(shown?.text).not.toContain("planted");
  });

  it.each(["application/xml", "application/octet-stream", "multipart/form-data; boundary=b"])(
    "is not there for %s, whose secrets cannot be told",
    (type) => expect(editableBody(request("<token>planted</token>", type))).toBeUndefined(),
  );

  it("is not there where it cannot be read", () => {
    expect(editableBody(request("{"))).toBeUndefined();
  });
});

describe("a body that comes back", () => {
  const names = oneof(string(), constantFrom("token", "secret", "apiKey", "id"));
  const value = oneof(jsonValue(), dictionary(names, oneof(jsonValue(), string({ minLength: 6 }))));

  it("unchanged is the one that came, whatever is secret in it", () => {
    assert(
      property(value, (body) => {
        const came = request(JSON.stringify(body));
        const shown = editableBody(came);
        if (shown === undefined) throw new Error("It was not shown.");
        expect(bodyIn(withEdits(came, shown.text, {}))).toEqual(bodyIn(came));
      }),
    );
  });

  it("changes what was changed, and puts secrets back wherever their marks are", () => {
    const came = request('{"token": "planted-1", "items": [{"id": 1}]}');
    const text = editableBody(came)?.text.replace('"id": 1', '"id": 2, "again": "<[redacted 1]>"') ?? "";
    expect(bodyIn(withEdits(came, text, {}))).toEqual({
      token: "planted-1",
      items: [{ id: 2, again: "<planted-1>" }],
    });
  });

  it("of a form is a form again, and text is text, in UTF-8", () => {
    const form = request("a=1&b=x+y&token=planted-1", "application/x-www-form-urlencoded");
    const edited = withEdits(form, editableBody(form)?.text.replace("x y", "ä&z") ?? "", {});
    expect(new TextDecoder().decode(edited.body)).toBe("a=1&b=%C3%A4%26z&token=planted-1");
    const text = request("hello", "text/plain; charset=iso-8859-1");
    expect(bodyIn(withEdits(text, "hé", {}))).toEqual({ value: "hé" });
  });

  it("is refused where it is no such body", () => {
    expect(() => withEdits(request("{}"), "{", {})).toThrow(
      expect.objectContaining({ code: "body-edit", status: 400 }),
    );
    expect(() => withEdits(request("a=1", "application/x-www-form-urlencoded"), "[1]", {})).toThrow(
      expect.objectContaining({ code: "body-edit" }),
    );
    expect(() => withEdits(request("<a/>", "application/xml"), "<b/>", {})).toThrow(
      expect.objectContaining({ code: "body-not-editable", status: 409 }),
    );
  });

  it("has no secret put where its sender had written a mark", () => {
    const came = request('{"token": "planted-1", "text": "[redacted 1]"}');
    const text = editableBody(came)?.text ?? "";
    expect(text).toContain('"token": "[redacted* 1]"');
    expect(bodyIn(withEdits(came, text, {}))).toEqual({ token: "planted-1", text: "[redacted 1]" });
  });

  it("is never seen to differ by a mark that stands for nothing", () => {
    assert(
      property(integer({ min: 0, max: 99 }), (number) => {
        const came = raw("POST", "/hooks/chat/events", {}, {});
        expect(bodyIn(withEdits(came, `{"a": "[redacted ${number}]"}`, {}))).toEqual({ a: `[redacted ${number}]` });
      }),
    );
  });
});

describe("the routes of a request", () => {
  it("show it without its secrets, and its items with their owners", async () => {
    const server = await start();
    const { id: subscription } = await subscribeAda(server);
    await server.hook(
      { token: "planted-token", data: [{ userId: 7 }, { userId: 8 }] },
      "/hooks/chat/events?token=planted-query",
      { authorization: "planted-header" },
    );
    const [{ id = "" } = {}] = await server.engine.requests({ limit: 1 });
    const shown = await server.admin("GET", `/requests/${id}`);
    expect(shown).toMatchObject({
      status: 200,
      json: { id, path: "/hooks/chat/events", items: 2, body: { kind: "json" } },
    });
    expect(JSON.stringify(shown)).not.toContain("planted");
    expect(await server.admin("GET", `/requests/${id}/items`)).toMatchObject({
      status: 200,
      json: {
        items: [
          { id: `${id}-1`, uid: "7", deliveries: [{ subscription, connection: "ada", state: "pending" }] },
          { id: `${id}-2`, uid: "8", reason: "no-connection", deliveries: [] },
        ],
      },
    });
  });

  it("replay it edited, as a new request with its own secrets", async () => {
    const server = await start();
    await subscribeAda(server);
    await server.hook({ token: "planted-token", data: [{ userId: 8 }] });
    const [{ id = "" } = {}] = await server.engine.requests({ limit: 1 });
    const { json } = await server.admin("GET", `/requests/${id}`);
    const { body } = json as unknown as { readonly body: { readonly text: string } };
    const edits = { body: body.text.replace("8", "7"), headers: { "X-Note": "by hand" } };
    const replayed = await server.admin("POST", `/requests/${id}/replay`, edits);
    expect(replayed).toMatchObject({ status: 200, json: { items: { owned: 1, unowned: 0 } } });
    const kept = await server.engine.request(String(replayed.json?.request));
    expect(new TextDecoder().decode(kept?.body)).toBe('{"token":"planted-token","data":[{"userId":7}]}');
    expect(kept?.headers["x-note"]).toBe("by hand");
  });

  it.each([{ "a b": "c" }, { a: "b\nc" }, { a: 1 }])("refuse headers that are none: %j", async (headers) => {
    const server = await start();
    await server.hook({ data: [] });
    const [{ id = "" } = {}] = await server.engine.requests({ limit: 1 });
    expect(await server.admin("POST", `/requests/${id}/replay`, { headers })).toMatchObject({
      status: 400,
      json: { error: { code: "header-invalid" } },
    });
  });
});

describe("what is served", () => {
  it("is listed with its shared URLs, and counted", async () => {
    const server = await start();
    await server.hook({ data: [{ userId: 8 }] });
    expect(await server.admin("GET", "/apps")).toEqual({
      status: 200,
      json: {
        items: [
          {
            id: "chat",
            webhooks: [{ id: "events", url: "https://hooks.example/hooks/chat/events", signed: false }],
            connections: ["main"],
          },
        ],
      },
    });
    expect(await server.admin("GET", "/counts")).toMatchObject({
      status: 200,
      json: { requests: 1, unowned: 1, dead: 0 },
    });
  });
});
