import type { Owner, Playground, SentRequest } from "./playground.ts";

/** Whether what came in a link is a playground: nobody vouches for a link. */
export function isPlayground(value: unknown): value is Playground {
  return (
    isRecord(value) &&
    typeof value.app === "string" &&
    /^[\w-]+$/.test(value.app) &&
    isRecord(value.files) &&
    Object.entries(value.files).every(([path, text]) => isManifestPath(path) && typeof text === "string") &&
    isRequest(value.request) &&
    Array.isArray(value.owners) &&
    value.owners.every(isOwner)
  );
}

/** Only JSON: a link never brings code of its sender. */
function isManifestPath(path: string): boolean {
  return /^(?:[^./\\][^/\\]*\/)*[^./\\][^/\\]*\.json$/.test(path);
}

function isRequest(value: unknown): value is SentRequest {
  if (!isRecord(value)) return false;
  const { method, query, headers, body, signed } = value;
  return [method, query, headers, body].every((text) => typeof text === "string") && typeof signed === "boolean";
}

function isOwner(value: unknown): value is Owner {
  return isRecord(value) && typeof value.name === "string" && typeof value.uid === "string";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
