import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openDatabase } from "../../runtime/engine/sqlite/database.ts";
import { folder } from "./folder.ts";
import { asker, dump, scenario } from "./scenario.ts";

const SECTOR = 512;
const LOSSES = 150;

/** What lies on the disk: the database and its log. */
interface Disk {
  readonly db: Buffer;
  readonly wal: Buffer;
}

/** A moment at which everything written so far was synced, since a commit has returned. */
interface Moment extends Disk {
  readonly rows: unknown;
}

function read(file: string): Disk {
  return { db: readFileSync(file), wal: readFileSync(`${file}-wal`) };
}

/** The moments of a store's life after each commit, with checkpoints so frequent that the log begins anew many times. */
function life(file: string): readonly Moment[] {
  const db = openDatabase(file);
  expect(db.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
  const ask = asker(db, file);
  const steps = scenario(6);
  const moments: Moment[] = [];
  for (let step = steps.next(); !step.done; ) {
    step = steps.next(ask(...step.value));
    moments.push({ ...read(file), rows: dump(db) });
    db.exec("PRAGMA wal_checkpoint(PASSIVE)");
    moments.push({ ...read(file), rows: dump(db) });
  }
  db.close();
  return moments;
}

/** The disk when the power goes between two moments: each sector that was being written is old, new, or half of each. */
function torn(before: Buffer, after: Buffer, dice: () => number): Buffer {
  const length = dice() < 0.5 ? after.length : before.length;
  const result = Buffer.alloc(length);
  for (let at = 0; at < length; at += SECTOR) {
    const [old, fresh] = [before, after].map((bytes) => bytes.subarray(at, Math.min(at + SECTOR, length)));
    const luck = dice();
    const from = luck < 0.45 ? old : fresh;
    from?.copy(result, at);
    if (luck > 0.9) old?.subarray(0, SECTOR / 2).copy(result, at);
  }
  return result;
}

function rowsAfter(file: string, { db, wal }: Disk): unknown {
  writeFileSync(file, db);
  writeFileSync(`${file}-wal`, wal);
  const opened = openDatabase(file);
  try {
    expect(opened.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    return dump(opened);
  } finally {
    opened.close();
  }
}

test("what was acknowledged outlives the loss of power at any moment after, and nothing is there by half", () => {
  const place = folder();
  const moments = life(join(place, "store.db"));
  expect(moments.some(({ db }, n) => n > 0 && !db.equals(moments[n - 1]?.db ?? db))).toBe(true);
  const file = join(place, "lost.db");
  const pairs = moments.slice(1).map((after, n) => ({ before: moments[n] ?? after, after }));
  fc.assert(
    fc.property(
      fc.constantFrom(...pairs),
      // Of all doubles below 1 nearly all are close to 0.
      fc.infiniteStream(fc.nat(99).map((percent) => percent / 100)),
      (pair, luck) => {
        const { before, after } = pair;
        const dice = (): number => luck.next().value;
        // A commit writes the log alone, a checkpoint the database alone: that each of them is synced is what keeps them apart.
        const wal = torn(before.wal, after.wal, dice);
        const db = torn(before.db, after.db, dice);
        expect([before.rows, after.rows]).toContainEqual(rowsAfter(file, { db, wal }));
      },
    ),
    { numRuns: LOSSES },
  );
});

test("garbage and zeros behind the last commit change nothing", () => {
  const place = folder();
  const moments = life(join(place, "store.db"));
  const file = join(place, "lost.db");
  for (const { db, wal, rows } of moments.filter((_, n) => n % 4 === 0)) {
    for (const rest of [Buffer.alloc(9_000), Buffer.alloc(9_000, 0xa5), wal.subarray(0, 9_000)])
      expect(rowsAfter(file, { db, wal: Buffer.concat([wal, rest]) })).toEqual(rows);
  }
});
