import { toText } from "../../../language/conversions.ts";
import { toJson } from "../../../language/json.ts";
import type { HookCase } from "../../../testing/fixture/fixture.ts";
import { readFixture } from "../../../testing/fixture/read.ts";
import type { HookRequest } from "../../../testing/world/request.ts";
import type { Owner, Preset, PresetRequest, SentRequest } from "../playground.ts";
import { prettyJson } from "../pretty.ts";

/** Makes a preset of the files of an example: its tests give the requests to try, and the users who have subscribed. */
export function presetOf(title: string, app: string, files: Readonly<Record<string, string>>): Preset {
  const isTest = (path: string): boolean => path.endsWith(".hook-test.json");
  const cases = Object.entries(files)
    .filter(([path]) => isTest(path))
    .flatMap(([uri, text]) => {
      const read = readFixture({ uri, text });
      return read.kind === "fixture" ? read.fixture.cases : [];
    });
  const manifests = Object.fromEntries(Object.entries(files).filter(([path]) => !isTest(path)));
  const requests = cases.flatMap((one) => requestsOf(one, files));
  return { title, app, files: manifests, owners: ownersOf(cases), requests };
}

function ownersOf(cases: readonly HookCase[]): readonly Owner[] {
  const owners = cases.flatMap(({ connections, subscriptions }) =>
    [...subscriptions.values()].map(({ connection }): Owner => {
      return { name: connection, uid: toText(connections.get(connection)?.uid) };
    }),
  );
  return [...new Map(owners.map((owner) => [owner.name, owner])).values()];
}

/** Of a case that sends several requests, none is one to try by itself. */
function requestsOf(
  { name, options, steps }: HookCase,
  files: Readonly<Record<string, string>>,
): readonly PresetRequest[] {
  const [step, other] = steps;
  if (step?.action.kind !== "request" || other !== undefined) return [];
  const { request, bodyFile } = step.action;
  const secrets = Object.values(options.environment ?? {});
  const isForged = request.sign !== undefined && !secrets.includes(request.sign);
  const body = bodyFile === undefined ? bodyOf(request) : (files[bodyFile] ?? "");
  return [{ title: name, request: { ...sent(request), body, signed: !isForged } }];
}

function sent({ method = "POST", query = "", headers = {} }: HookRequest): Omit<SentRequest, "body" | "signed"> {
  const all = { "content-type": "application/json", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return { method, query, headers: lines.join("\n") };
}

function bodyOf({ body, rawBody }: HookRequest): string {
  if (typeof rawBody === "string") return prettyJson(rawBody);
  return body === undefined ? "" : prettyJson(toJson(body));
}
