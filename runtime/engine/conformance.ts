import { acceptance } from "./conformance/acceptance.ts";
import { attempts } from "./conformance/attempts.ts";
import { connections } from "./conformance/connections.ts";
import { fates } from "./conformance/fates.ts";
import { keeping } from "./conformance/keeping.ts";
import { laneOrder } from "./conformance/lane-order.ts";
import { lateMatching } from "./conformance/late-matching.ts";
import { ledger } from "./conformance/ledger.ts";
import { matching } from "./conformance/matching.ts";
import { reopening } from "./conformance/reopening.ts";
import type { Open, OpenAgain, TestApi } from "./conformance/world.ts";

export type { Open, OpenAgain, TestApi } from "./conformance/world.ts";

/** What every engine must do, told through the port alone. `open` opens an empty store; closing it is the caller's. */
export function conformance(api: TestApi, open: Open): void {
  for (const part of [acceptance, matching, lateMatching, ledger, connections, laneOrder, attempts, keeping, fates])
    part(api, open);
}

/** What an engine must do besides if what it has taken outlives the process. */
export function durability(api: TestApi, open: OpenAgain): void {
  reopening(api, open);
}
