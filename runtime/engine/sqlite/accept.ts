import type { DatabaseSync } from "node:sqlite";
import type { Accepted, NewItem, NewRequest } from "../engine.ts";
import { createDead } from "./dead.ts";
import { createDedupe } from "./dedupe.ts";
import type { Enqueue } from "./enqueue.ts";
import { createInserts } from "./insert.ts";
import type { Owners } from "./owners.ts";
import type { Tally } from "./tally.ts";

/** Takes one request with all its items. */
export function createAccept(
  db: DatabaseSync,
  tally: Tally,
  owners: Owners,
  { enqueue }: Enqueue,
): (request: NewRequest) => Accepted {
  const insert = createInserts(db);
  const dead = createDead(db, tally);
  const isDuplicate = createDedupe(db);

  const take = (item: NewItem, request: NewRequest, requestSeq: number, lanes: Set<string>): Taken => {
    if (item.payload.kind === "failure") {
      const seq = insert.item(requestSeq, request, item, { holders: 1 });
      dead.item(seq, item.id, item.payload.failure, request.receivedAt);
      return "failed";
    }
    if (item.platform === true) {
      insert.item(requestSeq, request, { ...item, uid: undefined }, { holders: 0, reason: "platform" });
      return "platform";
    }
    const match = owners.of(request.app, request.webhook, item.uid);
    switch (match.kind) {
      case "owned": {
        const seq = insert.item(requestSeq, request, item, { holders: match.owners.length });
        for (const owner of match.owners) {
          enqueue(seq, owner.seq, request.receivedAt);
          lanes.add(owner.id);
        }
        return "owned";
      }
      case "unowned":
        insert.item(requestSeq, request, item, { holders: 0, reason: match.reason });
        return "unowned";
    }
  };

  return (request) => {
    const items = request.items.filter((item) => !isDuplicate(request, item));
    const requestSeq = insert.request(request, items.length);
    const lanes = new Set<string>();
    const duplicate = request.items.length - items.length;
    const count = { owned: 0, unowned: 0, platform: 0, duplicate, failed: 0 };
    for (const item of items) count[take(item, request, requestSeq, lanes)] += 1;
    tally.add("requests", 1);
    tally.add("items", items.length);
    tally.add("unowned", count.unowned);
    tally.add("platform", count.platform);
    tally.add("duplicates", count.duplicate);
    return { lanes: [...lanes], items: count };
  };
}

type Taken = "owned" | "unowned" | "platform" | "failed";
