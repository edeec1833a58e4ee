import { callNames, type Owner, type Playground, type ScriptedService, type SentRequest } from "./playground.ts";

/**
 * The playground that came in a link; undefined if it is none: nobody vouches for a link. What links did not have once is
 * added.
 */
export function playgroundIn(value: unknown): Playground | undefined {
  if (!isRecord(value) || !Array.isArray(value.owners)) return undefined;
  const owners = value.owners.map((owner) => (isRecord(owner) ? { connection: "", parameters: "", ...owner } : owner));
  const whole = { service: { user: "", answers: {} }, ...value, owners };
  return isPlayground(whole) ? whole : undefined;
}

function isPlayground(
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, unknown>> & Playground {
  return (
    typeof value.app === "string" &&
    /^[\w-]+$/.test(value.app) &&
    isRecord(value.files) &&
    Object.entries(value.files).every(([path, text]) => mayBeLinked(path) && typeof text === "string") &&
    isRequest(value.request) &&
    Array.isArray(value.owners) &&
    value.owners.every(isOwner) &&
    isService(value.service)
  );
}

/** Whether a link may hold a file. Only JSON: a link never brings code of its sender. */
export function mayBeLinked(path: string): boolean {
  return /^(?:[^./\\][^/\\]*\/)*[^./\\][^/\\]*\.json$/.test(path);
}

function isRequest(value: unknown): value is SentRequest {
  if (!isRecord(value)) return false;
  const { method, query, headers, body, signed } = value;
  return [method, query, headers, body].every((text) => typeof text === "string") && typeof signed === "boolean";
}

function isOwner(value: unknown): value is Owner {
  if (!isRecord(value)) return false;
  return [value.name, value.uid, value.connection, value.parameters].every((text) => typeof text === "string");
}

function isService(value: unknown): value is ScriptedService {
  if (!isRecord(value) || typeof value.user !== "string" || !isRecord(value.answers)) return false;
  const calls: readonly string[] = callNames;
  return Object.entries(value.answers).every(([call, text]) => calls.includes(call) && typeof text === "string");
}

/** Whether a value of JSON is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
