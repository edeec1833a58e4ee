import { describe, expect, test } from "vitest";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import { createService } from "../../editor/service.ts";
import { behind, opened, shop, textOf } from "./shop.ts";

/** What stands at the places of an answer: `file: text`. */
function shown(places: readonly { readonly uri: string; readonly span: { start: number; end: number } }[]) {
  return places.map(({ uri, span }) => `${uri}: ${textOf(uri).slice(span.start, span.end)}`).sort();
}

describe("findings", () => {
  test("are those of the checker, with the address of their explanation", () => {
    const files = filesInMemory(shop);
    const service = createService({ files, docs: "https://docs.test/diagnostics.html" });
    const { diagnostics } = analyzeProject(findProject(files, ["."]), files);
    for (const uri of ["attach.iml.json", "webhook.iml.json"]) {
      const found = service.diagnose(uri);
      expect(found).toMatchObject(diagnostics.filter((each) => each.uri === uri));
      for (const { code, href } of found) expect(href).toBe(`https://docs.test/diagnostics.html#${code}`);
    }
    expect(service.diagnose("attach.iml.json").map(({ code }) => code)).toEqual(["unsanitized-secret"]);
  });

  test("follow what is written, also in another file, and what is closed", () => {
    const { service } = opened({});
    const codes = () => service.diagnose("detach.iml.json").map(({ code }) => code);
    const before = codes();
    service.set("attach.iml.json", textOf("attach.iml.json").replace('"hookId"', '"hook"'));
    expect(codes()).not.toEqual(before);
    service.remove("attach.iml.json");
    expect(codes()).toEqual(before);
  });

  test("of a file that is not there are none", () => {
    const { service } = opened({});
    expect(service.diagnose("nothing.iml.json")).toEqual([]);
    service.set("new/webhook.iml.json", '{"uid": "{{item.}}"}');
    expect(service.diagnose("new/webhook.iml.json").length).toBeGreaterThan(0);
  });
});

describe("hover", () => {
  const hovered = (before: string, uri = "webhook.iml.json") => {
    const { service, offset } = behind(uri, before);
    return service.hover(uri, offset)?.text;
  };

  test("tells type, doc and a value of a sample", () => {
    expect(hovered("{{item.sh")).toContain("shop: number");
    expect(hovered("{{item.sh")).toContain("In a sample: `7`");
    expect(hovered("greet(item.no")).toContain("Seen in 1 of 4 items.");
  });

  test("shows no secret", () => {
    expect(hovered("{{body.tok")).toContain("In a sample: `•••`");
    expect(hovered('"container": "{{bo')).toContain("•••");
    expect(hovered('"container": "{{bo')).not.toContain("s3cret");
  });

  test("tells what a variable, a function and a key are", () => {
    expect(hovered('"uid": "{{it')).toMatch(/The event[\s\S]*Read in `uid`/);
    expect(hovered("{{formatNum")).toContain("formatNumber(");
    expect(hovered('"ui')).toContain("Whose");
    expect(hovered("// What the ser")).toBeUndefined();
  });
});

describe("signature", () => {
  const signature = (marked: string) => {
    const { service, uri, offset } = opened({ "webhook.iml.json": marked });
    return service.signature(uri, offset);
  };

  test("of the innermost call, with the argument that is being written", () => {
    expect(signature('{"uid": "{{if(a; substring(item.id; |')).toMatchObject({ active: 1 });
    expect(signature('{"uid": "{{if(a; substring(item.id; |')?.label).toMatch(/^substring\(\w+; \w+/);
    expect(signature('{"uid": "{{if(a; upper(b); |)}}"}')?.active).toBe(2);
    expect(signature('{"uid": "{{greet(|)}}"}')?.label).toBe("greet(note?)");
  });

  test("of a function that takes any number of arguments stays at the last", () => {
    expect(signature('{"uid": "{{max(1; 2; 3; 4; |')?.active).toBe(
      (signature('{"uid": "{{max(|')?.parameters.length ?? 0) - 1,
    );
  });

  test("is not there outside of calls", () => {
    for (const marked of ['{"uid": "{{upper(a)|}}"}', '{"uid": "upper(|"}', "{|}"])
      expect(signature(marked)).toBeUndefined();
  });
});

describe("definition and references", () => {
  const defined = (before: string, uri: string) => {
    const { service, offset } = behind(uri, before);
    return shown(service.definition(uri, offset));
  };

  test("lead from what is read to what gives it", () => {
    expect(defined("{{webhook.hoo", "detach.iml.json")).toEqual(["attach.iml.json: hookId"]);
    expect(defined("{{data.reg", "webhook.iml.json")).toEqual(["attach.iml.json: region"]);
    expect(defined("{{temp.ki", "attach.iml.json")).toEqual(["attach.iml.json: kind"]);
    expect(defined("{{connection.acc", "attach.iml.json")).toEqual(["connection.iml.json: accessToken"]);
    expect(defined("{{gre", "webhook.iml.json")).toEqual(["functions/greet/code.js: greet"]);
    expect(defined("greet(item.no", "webhook.iml.json")).toEqual(['samples/paid.json: "note"']);
    expect(defined('"ui', "webhook.iml.json")).toEqual(['connection.iml.json: "uid"']);
    expect(defined("./samples/pai", "imlc.json")).toEqual(["samples/paid.json: "]);
    expect(defined('"status": 2', "webhook.iml.json")).toEqual([]);
  });

  test("lead from what gives something to all that read it", () => {
    const { service, offset } = behind("attach.iml.json", '"hook');
    expect(shown(service.references("attach.iml.json", offset))).toEqual([
      "attach.iml.json: hookId",
      "detach.iml.json: hookId",
      "webhook.iml.json: hookId",
    ]);
  });

  test("lead from a list of parameters to the RPC that it names", () => {
    const files = {
      "modules/list/list.static-params.iml.json": '[{"name": "board", "type": "select", "options": "rpc://boa|rds"}]',
      "modules/list/list.communication.iml.json": '{"url": "https://x.test/{{parameters.board}}"}',
      "rpcs/boards/boards.communication.iml.json": '{"url": "https://x.test"}',
      "webhook.iml.json": "{}",
    };
    const { service, uri, offset } = opened(files);
    expect(service.definition(uri, offset).map((place) => place.uri)).toEqual([
      "rpcs/boards/boards.communication.iml.json",
    ]);
  });
});

describe("rename", () => {
  const renamed = (before: string, uri: string, name: string) => {
    const { service, offset } = behind(uri, before);
    return service.rename(uri, offset, name);
  };

  test("writes the new name wherever it stands, as it has to be there", () => {
    expect(renamed("{{webhook.hoo", "detach.iml.json", "hook-id")).toEqual({
      moves: [],
      edits: expect.arrayContaining([
        { uri: "attach.iml.json", edits: [expect.objectContaining({ text: "hook-id" })] },
        { uri: "detach.iml.json", edits: [expect.objectContaining({ text: "`hook-id`" })] },
      ]),
    });
  });

  test("of a function changes its code and moves its folder", () => {
    const renaming = renamed("{{gre", "webhook.iml.json", "welcome");
    expect(renaming).toMatchObject({ moves: [{ from: "functions/greet", to: "functions/welcome" }] });
    const code = "edits" in renaming ? renaming.edits.find(({ uri }) => uri.endsWith("code.js")) : undefined;
    expect(code?.edits).toHaveLength(2);
  });

  test("says why there can be none", () => {
    for (const [before, uri, name] of [
      ["{{gre", "webhook.iml.json", "upper"],
      ["{{gre", "webhook.iml.json", "no name"],
      ["{{webhook.hoo", "detach.iml.json", "region"],
      ["{{webhook.hoo", "detach.iml.json", "a}}"],
      ["{{webhook.ur", "attach.iml.json", "address"],
      ['"stat', "webhook.iml.json", "x"],
    ] as const) {
      expect(renamed(before, uri, name)).toEqual({ problem: expect.stringMatching(/\.$/) });
    }
  });
});

describe("actions", () => {
  test("a misspelling is mended, and can be silenced where it is no error", () => {
    const { service, uri, text } = opened({ "webhook.iml.json": '{"uid": "{{item.shop}}", "outptu": 1}' });
    const at = text.indexOf("outptu");
    const [fix] = service.fixes(uri, { start: at, end: at });
    expect(fix).toMatchObject({ kind: "quickfix", edits: [{ uri, edits: [{ text: '"output"' }] }] });
    const attach = behind("attach.iml.json", "{{connection.acc");
    const span = { start: attach.offset, end: attach.offset };
    const silencing = attach.service.fixes("attach.iml.json", span).find(({ title }) => title.startsWith("Silence"));
    const edit = silencing?.edits[0]?.edits[0];
    const { start = 0, end = 0 } = edit?.span ?? {};
    attach.service.set("attach.iml.json", attach.text.slice(0, start) + (edit?.text ?? "") + attach.text.slice(end));
    expect(attach.service.diagnose("attach.iml.json")).toEqual([]);
  });

  test("what may be empty is wrapped, and a webhook learns to answer handshakes", () => {
    const wrap = behind("webhook.iml.json", "{{greet(item.no");
    const span = { start: wrap.offset, end: wrap.offset };
    const [edit] = wrap.service
      .fixes("webhook.iml.json", span)
      .flatMap(({ kind, edits }) => (kind === "rewrite" ? edits : []));
    expect(edit?.edits[0]?.text).toBe("ifempty(item.note; '')");
    const { service, uri } = opened({ "webhook.iml.json": '{"uid": "{{item.shop}}"}' });
    const [answer] = service.fixes(uri, { start: 0, end: 0 });
    const [inserted] = answer?.edits[0]?.edits ?? [];
    service.set(uri, `{${inserted?.text}"uid": "{{item.shop}}"}`);
    expect(service.diagnose(uri).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("a path is wrapped as a whole, wherever in it the cursor is, if its variable is known", () => {
    const wrapped = (marked: string): string | undefined => {
      const { service, uri, text, offset } = opened({
        "webhook.iml.json": `{"iterate": "{{body.events}}", "uid": "{{${marked}}}"}`,
      });
      const found = service.fixes(uri, { start: offset, end: offset }).find(({ title }) => title.startsWith("Wrap"));
      const [edit] = found?.edits[0]?.edits ?? [];
      return edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
    };
    const whole = `{"iterate": "{{body.events}}", "uid": "{{ifempty(item.shop; '')}}"}`;
    for (const marked of ["it|em.shop", "|item.shop", "item.sh|op", "item.shop|"]) {
      expect(wrapped(marked)).toBe(whole);
    }
    expect(opened({ "webhook.iml.json": whole }).service.diagnose("webhook.iml.json")).toEqual([]);
    expect(wrapped("upper(bo|dy.events[1].id)")).toContain("upper(ifempty(body.events[1].id; ''))");
    expect(wrapped("body.events[item.t|otal].id")).toContain("body.events[ifempty(item.total; '')].id");
    for (const marked of ["it|m.shop", "itm.sh|op", "tr|ue", "up|per(item.shop)"])
      expect(wrapped(marked)).toBeUndefined();
  });

  test("all fixes that leave no doubt are made at once", () => {
    const { service, uri, text } = opened({ "webhook.iml.json": '{"uid": "{{item.shop}}", "output": "{{item}}",}' });
    const { edits } = service.fixAll(uri);
    const [edit] = edits;
    const { start = 0, end = 0 } = edit?.span ?? {};
    expect(text.slice(0, start) + edit?.text + text.slice(end)).toBe('{"uid": "{{item.shop}}", "output": "{{item}}"}');
  });
});

describe("the rest of a file", () => {
  test("outline, folds, tokens and hints", () => {
    const { service } = opened({});
    const uri = "webhook.iml.json";
    const text = textOf(uri);
    expect(service.symbols(uri).map(({ name }) => name)).toEqual([
      "verification",
      "iterate",
      "uid",
      "output",
      "respond",
    ]);
    expect(service.symbols(uri)[0]?.children.map(({ name, kind }) => [name, kind])).toEqual([
      ["condition", "template"],
      ["respond", "object"],
    ]);
    const folds = service.folds(uri).map(({ kind, span }) => [kind, text.slice(span.start, span.start + 12)]);
    expect(folds).toEqual([
      ["region", "{\n  // What "],
      ["comment", "// What the "],
      ["region", '{\n    "condi'],
      ["region", '{\n    "id": '],
    ]);
    const tokens = service.tokens(uri).map(({ type, span }) => `${type} ${text.slice(span.start, span.end)}`);
    expect(tokens).toEqual(
      expect.arrayContaining([
        "variable body",
        "property type",
        "operator =",
        "string 'hello'",
        "function greet",
        "number 2",
      ]),
    );
    expect(service.hints(uri)).toContainEqual({ offset: text.indexOf('"{{item.shop}}"') + 15, label: ": number" });
  });

  test("expressions are formatted, all or those in a part", () => {
    const { service, uri, text } = opened({ "webhook.iml.json": '{"uid": "{{ item.shop }}", "output": "{{ item }}"}' });
    expect(service.format(uri).edits).toHaveLength(2);
    const at = text.indexOf("item }}");
    expect(service.format(uri, { start: at, end: at }).edits.map((edit) => edit.text)).toEqual(["{{item}}"]);
    expect(service.format("functions/greet/code.js").edits).toEqual([]);
  });

  test("a webhook is run with a sample, and no secret is shown", async () => {
    const { service } = opened({});
    const [first] = service.lenses("webhook.iml.json");
    expect(first?.title).toBe("Run with ./samples/paid.json");
    const trace = await service.run("webhook.iml.json", "./samples/paid.json");
    expect(trace?.status).toBe(202);
    expect(trace?.items.map(({ uid }) => uid)).toEqual(["7", "9"]);
    expect(JSON.stringify(trace)).not.toContain("s3cret");
    expect(await service.run("webhook.iml.json", "./samples/other.json")).toBeUndefined();
    service.set("webhook.iml.json", "{");
    expect(await service.run("webhook.iml.json", "./samples/paid.json")).toBeUndefined();
  });
});
