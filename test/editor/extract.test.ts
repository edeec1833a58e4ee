import { describe, expect, test } from "vitest";
import type { Action } from "../../editor/answers.ts";
import { opened, shop, textOf } from "./shop.ts";

/** What is offered as a new function where `|` is, or for what stands between two of them. */
function extraction(template: string, files: Readonly<Record<string, string>> = {}) {
  const marked = `{"iterate": "{{body.events}}", "uid": "{{item.shop}}", "output": {"text": ${JSON.stringify(template)}}}`;
  const [start, end = start] = [marked.indexOf("|"), marked.lastIndexOf("|") - 1];
  const text = marked.replaceAll("|", "");
  const { service, uri } = opened({ "webhook.iml.json": text, ...files });
  const span = { start: start ?? 0, end: Math.max(start ?? 0, end) };
  const found = service.fixes(uri, span).filter(({ kind }) => kind === "extract");
  expect(found.length).toBeLessThan(2);
  return { action: found[0], text };
}

/** The files of the shop with an action done. */
function done(text: string, { edits }: Action, files: Readonly<Record<string, string>> = {}) {
  const after: Record<string, string> = { ...shop, ...files, "webhook.iml.json": text };
  for (const each of edits) {
    expect(after[each.uri] === undefined).toBe(each.isNew === true);
    const own = [...each.edits].sort((a, b) => b.span.start - a.span.start);
    after[each.uri] = own.reduce(
      (now, { span, text: put }) => now.slice(0, span.start) + put + now.slice(span.end),
      after[each.uri] ?? "",
    );
  }
  return after;
}

/** The code of the new function, and what is called in its place. */
function shown(template: string): readonly [code: string, call: string] | undefined {
  const { action, text } = extraction(template);
  if (!action) return undefined;
  const after = done(text, action);
  const created = action.edits.find(({ isNew }) => isNew)?.uri ?? "";
  return [after[created] ?? "", JSON.parse(after["webhook.iml.json"] ?? "").output.text];
}

describe("an expression becomes a function", () => {
  test("with what it reads as parameters, and a call in its place", () => {
    expect(shown("{{upper(ifempty(it|em.note; 'no \"note\"'))}} of {{item.shop}}")).toEqual([
      'function textOf(note) {\n  return iml.ifempty(note, "no \\"note\\"");\n}\n',
      "{{upper(textOf(item.note))}} of {{item.shop}}",
    ]);
    expect(shown("{{up|per(ifempty(item.note; parameters.prefix))}}")).toEqual([
      "function textOf(note, prefix) {\n  return iml.upper(iml.ifempty(note, prefix));\n}\n",
      "{{textOf(item.note; parameters.prefix)}}",
    ]);
  });

  test("that is selected, or around the cursor", () => {
    const outer = "{{|upper(lower(item.note))|}}";
    expect(shown(outer)?.[1]).toBe("{{textOf(item.note)}}");
    expect(shown("{{upper(|lower(item.note)|)}}")?.[1]).toBe("{{upper(textOf(item.note))}}");
    expect(shown("{{upper(lower(|item.note|))}}")).toBeUndefined();
  });

  test("which chooses as it did", () => {
    expect(shown("{{i|f(item.total > 100; upper(item.note); 'little')}}")?.[0]).toBe(
      'function textOf(condition, note) {\n  return condition ? iml.upper(note) : "little";\n}\n',
    );
    expect(shown("{{ifemp|ty(item.note; upper(item.shop))}}")?.[0]).toContain("iml.ifempty(note, undefined) ?? ");
  });

  test("each value is given once, and each random one as often as it is read", () => {
    expect(shown("{{jo|in(split(item.note; item.shop); item.note)}}")?.[1]).toBe("{{textOf(item.note; item.shop)}}");
    expect(shown("{{con|cat(uuid; uuid)}}")?.[1]).toBe(undefined);
    expect(shown("{{up|per(uuid + '-' + uuid)}}")?.[1]).toBe("{{textOf(uuid; uuid)}}");
  });

  test("under a name that is free", () => {
    const files = { "functions/textOf/code.js": "function textOf(a) {\n  return a;\n}\n" };
    const { action } = extraction("{{up|per(item.note)}}", files);
    expect(action?.title).toBe("Extract to the function `textOf2`");
    expect(shown("{{up|per(item.class + ' ' + headers.`x-shop-iml` + parameters.iml)}}")?.[0]).toContain(
      "textOf(class2, xShopIml, iml2)",
    );
  });

  test("and the app has no errors after it", () => {
    const { action, text } = extraction("{{if(item.total > 100; up|per(item.note); greet(item.shop))}}");
    const { service } = opened(action ? done(text, action) : {});
    for (const uri of ["webhook.iml.json", "functions/textOf/code.js"]) {
      expect(service.diagnose(uri).filter(({ severity }) => severity === "error")).toEqual([]);
    }
  });

  test("where the code of an app is listed, it is listed as well", () => {
    const template = '{"url": "https://x.test/{{encodeURL(parameters.id)}}"}';
    const list = (functions: object) => ({
      "makecomapp.json": JSON.stringify({
        fileVersion: 1,
        components: {
          module: { find: { moduleType: "search", codeFiles: { communication: "find.iml.json" } } },
          ...functions,
        },
      }),
      "find.iml.json": template,
    });
    const offset = template.indexOf("encode");
    for (const functions of [{}, { function: {} }, { function: { loud: { codeFiles: { code: "loud.js" } } } }]) {
      const files = { ...list(functions), "loud.js": "function loud(a) {\n  return a;\n}\n" };
      const { service } = opened(files);
      const action = service
        .fixes("find.iml.json", { start: offset, end: offset })
        .find(({ kind }) => kind === "extract");
      const after = action ? done(textOf("webhook.iml.json"), action, files) : {};
      expect(JSON.parse(after["makecomapp.json"] ?? "{}").components.function.urlOf).toEqual({
        codeFiles: { code: "functions/urlOf/urlOf.code.js" },
      });
      const again = opened(after).service;
      for (const uri of ["find.iml.json", "makecomapp.json", "functions/urlOf/urlOf.code.js"]) {
        expect(again.diagnose(uri).filter(({ severity }) => severity === "error")).toEqual([]);
      }
    }
  });

  test("but not where nothing would be left for it, or where it would mean something else", () => {
    for (const template of [
      "{{it|em.note}}",
      "{{'a|b'}}",
      "{{item.total |+ 1}}",
      "{{no|ne(item.note)}}",
      "{{upper(ite|m.)}}",
      "{{swi|tch(item.note; 'a'; parseJSON(item.note).a)}}",
      "{{i|f(item.note; parseJSON(item.note).a)}}",
      "text |only",
    ]) {
      expect([template, shown(template)]).toEqual([template, undefined]);
    }
  });
});
