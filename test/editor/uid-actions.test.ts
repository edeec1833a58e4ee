import { expect, test } from "vitest";
import { filesInMemory } from "../../compiler/index.ts";
import { createService } from "../../editor/service.ts";

const samples = '{"webhook": {"payload": {"samples": ["./event.json"]}}}';

/** The conversions that are offered at the uid of a webhook, as title and what the files say after it. */
function conversions(files: Readonly<Record<string, string>>) {
  const service = createService({ files: filesInMemory(files) });
  const at = files["webhook.iml.json"]?.indexOf("item.") ?? 0;
  return service
    .fixes("webhook.iml.json", { start: at, end: at })
    .filter(({ title }) => title.startsWith("Convert"))
    .map(({ title, edits }) => {
      const after = { ...files };
      for (const { uri, edits: own } of edits) {
        for (const { span, text } of own) {
          const before = after[uri] ?? "";
          after[uri] = before.slice(0, span.start) + text + before.slice(span.end);
        }
      }
      const found = createService({ files: filesInMemory(after) }).diagnose("webhook.iml.json");
      expect(found.map(({ code }) => code)).not.toContain("uid-type-mismatch");
      return [title, ...Object.keys(files).filter((uri) => after[uri] !== files[uri]), after] as const;
    });
}

test("a uid of another type than that of the connection is converted, on either side", () => {
  const files = {
    "webhook.iml.json": '{"uid": "{{item.user}}"}',
    "imlc.json": samples,
    "event.json": '{"user": 17}',
    "connection.iml.json": '{"url": "https://a.example/me", "response": {"uid": "{{toString(body.id)}}"}}',
  };
  expect(conversions(files)).toEqual([
    [
      "Convert this `uid` with `toString(…)`",
      "webhook.iml.json",
      expect.objectContaining({ "webhook.iml.json": '{"uid": "{{toString(item.user)}}"}' }),
    ],
    [
      "Convert the `uid` in `connection.iml.json` with `parseNumber(…)`",
      "connection.iml.json",
      expect.objectContaining({
        "connection.iml.json":
          '{"url": "https://a.example/me", "response": {"uid": "{{parseNumber(toString(body.id))}}"}}',
      }),
    ],
  ]);
});

test("one of the same type is left as it is", () => {
  const files = {
    "webhook.iml.json": '{"uid": "{{item.user}}"}',
    "imlc.json": samples,
    "event.json": '{"user": 17}',
    "connection.iml.json": '{"url": "https://a.example/me", "response": {"uid": "{{body.id}}"}}',
  };
  expect(conversions(files)).toEqual([]);
});
