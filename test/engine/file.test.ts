import { execFile, execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { Engine } from "../../runtime/engine/engine.ts";
import { EngineError } from "../../runtime/engine/error.ts";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";
import { folder } from "./folder.ts";
import { attach, openFile } from "./open.ts";

const run = promisify(execFile);
const load = new URL("./load.ts", import.meta.url).pathname;

function made(file: string, change: (db: DatabaseSync) => void): string {
  const db = new DatabaseSync(file);
  change(db);
  db.close();
  return file;
}

describe("the file", () => {
  test("is created with its folders, for its owner alone", async () => {
    const file = join(folder(), "a", "b", "store.db");
    await attach(await openFile(file), "u1");
    const modes = [dirname(file), file, `${file}-wal`].map((path) => (statSync(path).mode & 0o777).toString(8));
    expect(modes).toEqual(["700", "600", "600"]);
  });

  test("may be memory alone", async () => {
    const engine = await openFile(":memory:");
    await attach(engine, "u1");
    expect((await engine.subscriptions({ limit: 10 })).length).toBe(1);
    expect(existsSync(":memory:")).toBe(false);
  });

  test("belongs to one process", async () => {
    const file = join(folder(), "store.db");
    const engine = await openFile(file);
    await attach(engine, "u0");
    await expect(openSqlite({ file })).rejects.toMatchObject({ code: "store-locked", status: 503 });
    const { stdout, stderr } = await run(process.execPath, [load, file, "0"]).catch((error) => error);
    expect(stdout).toBe("");
    expect(stderr).toContain(`The store ${file} is in use by another process.`);
    expect((await engine.counts()).requests).toBe(0);
    await engine.close();
    expect((await (await openFile(file)).subscriptions({ limit: 10 })).length).toBe(1);
  });

  test("is refused if a newer version made it, and left as it is", async () => {
    const file = join(folder(), "store.db");
    await (await openFile(file)).close();
    made(file, (db) => db.exec("PRAGMA user_version = 99"));
    const before = readFileSync(file);
    await expect(openSqlite({ file })).rejects.toMatchObject({ code: "store-version" });
    expect(readFileSync(file)).toEqual(before);
  });

  test("is refused if it belongs to another program, and left as it is", async () => {
    const file = made(join(folder(), "other.db"), (db) => db.exec("CREATE TABLE request (theirs TEXT)"));
    const before = readFileSync(file);
    await expect(openSqlite({ file })).rejects.toThrow("is a database of another program");
    expect(readFileSync(file)).toEqual(before);
  });

  test("is refused if it is no database", async () => {
    const file = join(folder(), "store.db");
    writeFileSync(file, "This is a text, and no database at all. ".repeat(200));
    await expect(openSqlite({ file })).rejects.toMatchObject({ code: "store-corrupt" });
  });

  test("is refused if it is a folder, or stands where no file can be", async () => {
    const file = join(folder(), "store.db");
    mkdirSync(file);
    await expect(openSqlite({ file })).rejects.toMatchObject({ code: "store-failed" });
    await expect(openSqlite({ file: "/dev/null/store.db" })).rejects.toMatchObject({ code: "store-failed" });
  });

  test("is refused if it or its folder may not be written", async () => {
    const place = folder();
    const file = join(place, "store.db");
    await (await openFile(file)).close();
    // Root may write everything, so another user tries.
    const as = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    for (const [ofFile, ofFolder] of [
      [0o444, 0o777],
      [0o666, 0o555],
      [0o444, 0o555],
    ] as const) {
      chmodSync(file, ofFile);
      chmodSync(place, ofFolder);
      const { stdout, stderr } = await run(process.execPath, [load, file, "0"], as).catch((error) => error);
      expect(stdout).toBe("");
      expect(stderr).toContain(`The store ${file} may not be written.`);
    }
    chmodSync(place, 0o700);
    await (await openFile(file)).close();
  });

  test("says that it is damaged, and acknowledges nothing, when its pages are", async () => {
    const file = join(folder(), "store.db");
    await (await openFile(file)).close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xa5, 4096));
    const refused = await openSqlite({ file })
      .then(async (engine) => {
        await attach(engine, "u1").finally(() => engine.close());
      })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "store-corrupt" });
  });
});

describe("a file that cannot grow", () => {
  /** What a load process in `environment` got acknowledged, and how the store refused in the end. */
  async function loaded(file: string, command: string) {
    const { stdout, stderr } = await run("bash", ["-c", command, "load", process.execPath, load, file, "0"], {
      maxBuffer: 1e9,
    });
    const lines = stdout.trimEnd().split("\n");
    return { acknowledged: lines.slice(0, -1), end: lines.at(-1), stderr };
  }

  async function expectKept(file: string, acknowledged: readonly string[]): Promise<void> {
    const engine = await openFile(file);
    const kept = new Set((await engine.requests({ limit: 1_000_000 })).map(({ id }) => id));
    expect(acknowledged.length).toBeGreaterThan(10);
    expect(acknowledged.filter((name) => !kept.has(`request ${name}`))).toEqual([]);
    await attach(engine, "u9");
  }

  test("refuses, and has all that was acknowledged, when the disk fails", async () => {
    const file = join(folder(), "store.db");
    const { acknowledged, end, stderr } = await loaded(file, `ulimit -f 2000; exec "$1" "$2" "$3" "$4"`);
    expect(end).toBe("refused store-failed");
    expect(stderr).toBe("");
    await expectKept(file, acknowledged);
  });

  test.skipIf(!canMount())("goes on when the disk has room again", async () => {
    const disk = folder();
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", disk]);
    try {
      const engine = await openFile(join(disk, "store.db"));
      await attach(engine, "u1");
      let [taken, refused] = [0, 0];
      // Long after the log has become long enough for a checkpoint, which has no room either.
      for (let n = 0; refused < 20; n += 1) {
        const answer = await take(engine, n);
        expect(["taken", "store-full"]).toContain(answer);
        if (answer === "taken") taken += 1;
        else refused += 1;
      }
      expect((await engine.counts()).pending).toBe(taken);
      execFileSync("mount", ["-o", "remount,size=64m", disk]);
      expect(await take(engine, 2_000)).toBe("taken");
      expect((await engine.heads("lane u1", 1_000)).length).toBe(taken + 1);
      await engine.close();
    } finally {
      execFileSync("umount", ["--lazy", disk]);
    }
  });

  test.skipIf(!canMount())("refuses as full, and has all that was acknowledged, when the disk is full", async () => {
    const disk = folder();
    const file = join(disk, "store.db");
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", disk]);
    try {
      const { acknowledged, end } = await loaded(file, `exec "$1" "$2" "$3" "$4"`);
      expect(end).toBe("refused store-full");
      execFileSync("mount", ["-o", "remount,size=64m", disk]);
      await expectKept(file, acknowledged);
      await (await openFile(join(disk, "other.db"))).close();
    } finally {
      execFileSync("umount", ["--lazy", disk]);
    }
  });
});

/** Accepts a request of 100 KB for `u1`: `taken`, or the code of the refusal. */
async function take(engine: Engine, n: number): Promise<string> {
  const payload = { kind: "bundle", bundle: String(n) } as const;
  try {
    await engine.accept({
      id: `request ${n}`,
      app: "chat",
      webhook: "events",
      receivedAt: 0,
      method: "POST",
      url: "/",
      headers: {},
      body: new Uint8Array(100_000),
      items: [{ id: `item ${n}`, uid: "u1", payload }],
      dedupeWindow: 0,
    });
    return "taken";
  } catch (error) {
    return error instanceof EngineError ? error.code : String(error);
  }
}

/** A small disk of one's own needs the right to mount one. */
function canMount(): boolean {
  const disk = mkdtempSync(join(tmpdir(), "imlc-mount-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], { stdio: "ignore" });
    execFileSync("umount", [disk]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(disk, { recursive: true });
  }
}
