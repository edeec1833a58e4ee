import { decodeValue } from "../../language/codec.ts";
import { isCollection } from "../../language/kinds.ts";
import type { ItemScope } from "../../language/scopes.ts";
import type { Value } from "../../language/values.ts";
import type { WebhookModule } from "../contract.ts";
import type { NewItem } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import type { Log } from "../log.ts";
import { receive } from "../receive/receive.ts";
import { type Owner, type Rendered, render, unpackScope, withRequest } from "../receive/render.ts";
import { refusal } from "../receive/reply.ts";
import { createSerial } from "../serial.ts";
import { type Admitted, type Settle, tryAgain } from "../take.ts";
import { whereFrom } from "../where-from.ts";
import type { ItemEvent, ItemFailure, ItemOwner } from "./event.ts";
import type { Keys } from "./keys.ts";

/** Functions of the host program that take items, where TypeScript does not know of which webhook they are. */
export interface Takers {
  readonly onItem: (event: ItemEvent<Named>) => unknown;
  readonly onFailure?: (event: ItemFailure<Named>) => unknown;
  readonly owners?: (
    uid: string,
    webhook: string,
  ) => readonly ItemOwner<Named>[] | Promise<readonly ItemOwner<Named>[]>;
  readonly keys: Keys;
  readonly log: Log;
}

type Named = Readonly<Record<string, WebhookModule>>;

/**
 * Has the items of a request taken by the host program, one after the other. Where one is refused, the later ones of the
 * same owner are not handed over, for order's sake, while those of others are; the answer then asks for the request again.
 */
export function createHandOver(takers: Takers): Settle {
  const { keys, log } = takers;
  const serial = createSerial();
  return async (admitted) => {
    const { hook, id, raw, instant } = admitted;
    const scopes = new Map<string, ItemScope>();
    const received = receive(hook.module, raw, instant, ({ item, scope }) => {
      if (item !== undefined && "item" in scope) scopes.set(`${id}-${item}`, scope);
    });
    const { reply, items, failure } = received;
    if (failure !== undefined) {
      report(log, "request-failed", admitted, { code: failure.code, place: failure.place });
      return refusal(new RuntimeError(failure.code, reply.status, NOT_EVALUATED));
    }
    const refusing = new Set<string | undefined>();
    for (const item of items) {
      if (!refusing.has(item.uid) && !(await isTaken(item))) refusing.add(item.uid);
    }
    return refusing.size === 0 ? reply : REFUSED;

    async function isTaken(item: NewItem): Promise<boolean> {
      const hand = () => handOver(takers, admitted, item, scopes.get(item.id));
      try {
        if (item.dedupe === undefined) return (await hand()) !== "refused";
        const key = `${hook.webhook}/${item.dedupe}`;
        return await serial(key, async () => {
          if (await keys.has(key)) return true;
          const outcome = await hand();
          if (outcome === "handed") await keys.add(key);
          return outcome !== "refused";
        });
      } catch (error) {
        report(log, "item-refused", admitted, { item: item.id, ...whereFrom(error) });
        return false;
      }
    }
  };
}

/** What became of an item: one that failed does not claim its key, so that it is handed over once its manifest is mended. */
type HandedOver = "handed" | "failed" | "refused";

async function handOver(
  takers: Takers,
  admitted: Admitted,
  item: NewItem,
  scope: ItemScope | undefined,
): Promise<HandedOver> {
  const { onItem, onFailure, log } = takers;
  const { id, uid, platform = false, dedupe: key, payload } = item;
  const { hook, raw: request } = admitted;
  const value = payload.kind === "failure" ? decodeValue(payload.item) : scope?.item;
  const event = { webhook: hook.webhook, id, uid, platform, key, item: value, body: scope?.body, request };
  let outcome: HandedOver = "handed";
  for (const { owner, rendered } of await renderings(takers, admitted, item)) {
    switch (rendered.kind) {
      case "bundle": {
        const output: Value = JSON.parse(rendered.bundle);
        await onItem({ ...event, output, owner });
        break;
      }
      case "skip":
        break;
      case "failure": {
        const { failure } = rendered;
        report(log, "item-failed", admitted, { item: id, code: failure.code, place: failure.place });
        if (onFailure === undefined) return "refused";
        await onFailure({ ...event, failure });
        outcome = "failed";
      }
    }
  }
  return outcome;
}

interface Rendering {
  readonly owner?: ItemOwner<Named>;
  readonly rendered: Rendered;
}

/** What an item comes to, for each of its owners where they are known. */
async function renderings(
  { owners, log }: Takers,
  admitted: Admitted,
  { id, uid, platform, payload }: NewItem,
): Promise<readonly Rendering[]> {
  const { hook, raw } = admitted;
  if (payload.kind === "failure") return [{ rendered: payload }];
  if (payload.kind === "bundle" && (owners === undefined || platform)) return [{ rendered: payload }];
  const whose = uid === undefined || owners === undefined ? [] : await owners(uid, hook.webhook);
  if (whose.length === 0) report(log, "item-unowned", admitted, { item: id });
  return whose.map((owner) => {
    if (payload.kind === "bundle") return { owner, rendered: payload };
    const kept = withRequest(unpackScope(payload.scope).kept, raw);
    return { owner, rendered: render(hook.module, kept, ownerOf(owner)) };
  });
}

function report(
  log: Log,
  event: string,
  { hook: { webhook }, id }: Admitted,
  fields: Readonly<Record<string, unknown>>,
) {
  log(event === "item-unowned" ? "warn" : "error", event, { webhook, request: id, ...fields });
}

const NOT_EVALUATED = "The webhook could not evaluate this request, and nothing of it was taken.";

const REFUSED = tryAgain("item-refused", "Not every item of the request could be taken; send it again.");

function ownerOf({ parameters, saved }: ItemOwner<Named>): Owner {
  return { parameters: isCollection(parameters) ? parameters : {}, saved: isCollection(saved) ? saved : {} };
}
