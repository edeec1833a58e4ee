import { acceptance } from "./conformance/acceptance.ts";
import { keeping } from "./conformance/keeping.ts";
import { laneOrder } from "./conformance/lane-order.ts";
import { lateMatching } from "./conformance/late-matching.ts";
import { ledger } from "./conformance/ledger.ts";
import { matching } from "./conformance/matching.ts";
import type { Open, TestApi } from "./conformance/world.ts";

export type { Open, Opened, TestApi } from "./conformance/world.ts";

/** What every engine must do, told through the port alone. `open` opens an empty store; closing it is the caller's. */
export function conformance(api: TestApi, open: Open): void {
  for (const part of [acceptance, matching, lateMatching, ledger, laneOrder, keeping]) part(api, open);
}
