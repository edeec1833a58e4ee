import { toText } from "../../../language/conversions.ts";
import { toJson } from "../../../language/json.ts";
import type { Collection } from "../../../language/values.ts";
import type { HookCase } from "../../../testing/fixture/fixture.ts";
import { readFixture } from "../../../testing/fixture/read.ts";
import type { HookRequest } from "../../../testing/world/request.ts";
import type { ScriptedAnswer } from "../../../testing/world/service.ts";
import {
  type Answers,
  callNames,
  type Owner,
  type Preset,
  type PresetRequest,
  type SentRequest,
} from "../playground.ts";
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
  return { title, app, files: manifests, owners: ownersOf(cases), answers: answersOf(cases), requests };
}

function ownersOf(cases: readonly HookCase[]): readonly Owner[] {
  const connecting = cases.flatMap(({ steps }) =>
    steps.flatMap(({ action }) => (action.kind === "connect" ? [action] : [])),
  );
  const owners = cases.flatMap(({ connections, subscriptions }) =>
    [...subscriptions.values()].map(({ connection, parameters = {} }): Owner => {
      const given = connections.get(connection);
      const asked = connecting.find(({ id }) => id === connection);
      return {
        name: connection,
        uid: toText(given?.uid),
        connection: written({ ...asked?.parameters, ...given?.parameters, ...given?.data }),
        parameters: written(parameters),
      };
    }),
  );
  return [...new Map(owners.map((owner) => [owner.name, owner])).values()];
}

function written(values: Collection): string {
  return Object.keys(values).length === 0 ? "" : toJson(values);
}

/** What the service answers in the first test of each call that it takes part in. */
function answersOf(cases: readonly HookCase[]): Answers {
  const steps = cases.flatMap((one) => one.steps).filter(({ service }) => service.length > 0);
  const found = callNames.flatMap((call) => {
    const step = steps.find(({ action }) => action.kind === (call === "connection" ? "connect" : call));
    const answers = step?.service.map(({ answer }) => plain(answer));
    return answers === undefined ? [] : [[call, JSON.stringify(answers, undefined, 2)] as const];
  });
  return Object.fromEntries(found);
}

function plain({ headers = {}, body, ...rest }: ScriptedAnswer): unknown {
  const text = body === undefined ? undefined : JSON.parse(toJson(body));
  return { ...rest, ...(Object.keys(headers).length > 0 ? { headers } : {}), body: text };
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
