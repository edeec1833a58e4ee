/** How deliveries are made; from `deliver` in `imlc.json`. */
export interface DeliverySettings {
  /** Milliseconds to wait after the first failed attempt, after the second, and so on; after the last there is none. */
  readonly schedule: readonly number[];
  /** Milliseconds in which a target must have taken a delivery. */
  readonly timeout: number;
  /** How many deliveries are under way at once, over all targets. */
  readonly concurrency: number;
  /** How many of them go to one host. */
  readonly perTarget: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What holds where nothing is set. */
export const defaultDelivery: DeliverySettings = {
  schedule: [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR],
  timeout: 15 * SECOND,
  concurrency: 64,
  perTarget: 32,
};

/** What is set, and for the rest what holds by default. */
export function deliverySettings({
  schedule = defaultDelivery.schedule,
  timeout = defaultDelivery.timeout,
  concurrency = defaultDelivery.concurrency,
  perTarget = defaultDelivery.perTarget,
}: Partial<DeliverySettings>): DeliverySettings {
  return { schedule, timeout, concurrency, perTarget };
}
