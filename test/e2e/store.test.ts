import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";
import { admin, root, serve } from "./server.ts";

const args = [join(root, "examples/chat"), "--port", "0", "--store", "sqlite:store.db"];

function place(): string {
  return mkdtempSync(join(tmpdir(), "imlc-e2e-store-"));
}

test("a disk that takes no more: 503 for what is not kept, 200 for nothing but what the next start has", async () => {
  const cwd = place();
  const full = await serve(args, { cwd, largestFile: 2_000 });
  const kept: number[] = [];
  let refused = 0;
  for (let n = 0; refused < 20; n += 1) {
    const response = await fetch(`${full.url}/hooks/chat/webhook`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ data: [{ userId: 7, n }], filler: "x".repeat(20_000) }),
    });
    expect([200, 503]).toContain(response.status);
    if (response.status === 200) kept.push(n);
    else {
      expect(response.headers.get("retry-after")).toBe("5");
      refused += 1;
    }
  }
  expect(kept.length).toBeGreaterThan(10);
  await full.end("SIGKILL");

  const server = await serve(args, { cwd });
  const items: { payload?: unknown; n?: number }[] = [];
  let next: number | undefined;
  do {
    const page = await admin(server.url, "GET", `/unowned?limit=500${next === undefined ? "" : `&before=${next}`}`);
    const { items: rows, next: before } = page.json as { items: object[]; next?: number };
    items.push(...rows);
    next = before;
  } while (next !== undefined);
  await server.end("SIGTERM");
  const there = JSON.stringify(items);
  expect(items.length).toBeGreaterThanOrEqual(kept.length);
  expect(kept.filter((n) => !there.includes(`"n":${n},`) && !there.includes(`"n":${n}}`))).toEqual([]);
});

describe("a store that cannot be trusted keeps the server from starting, which says why", () => {
  async function started(cwd: string): Promise<string> {
    return serve(args, { cwd }).then(
      async (server) => {
        await server.end("SIGTERM");
        return "started";
      },
      (error: Error) => error.message,
    );
  }

  async function emptyStore(): Promise<{ readonly cwd: string; readonly file: string }> {
    const cwd = place();
    const file = join(cwd, "store.db");
    await (await openSqlite({ file })).close();
    return { cwd, file };
  }

  test("one that is damaged", async () => {
    const { cwd, file } = await emptyStore();
    writeFileSync(file, readFileSync(file).fill(0xa5, 4096));
    const said = await started(cwd);
    expect(said).toContain("imlc serve ended with 2");
    expect(said).toMatch(/The store .*store\.db is damaged/);
  });

  test("one of a newer version", async () => {
    const { cwd, file } = await emptyStore();
    const db = new DatabaseSync(file);
    db.exec("PRAGMA user_version = 99");
    db.close();
    expect(await started(cwd)).toMatch(/ended with 2:\n.*made by a newer version of imlc/);
  });

  test("one that another process has", async () => {
    const { cwd, file } = await emptyStore();
    const engine = await openSqlite({ file });
    expect(await started(cwd)).toMatch(/ended with 2:\n.*is in use by another process/);
    await engine.close();
    expect(await started(cwd)).toBe("started");
  });
});
