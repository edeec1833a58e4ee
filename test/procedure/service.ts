import type { AttachScope } from "../../language/scopes.ts";
import { open } from "../../language/values.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { AttachProcedure, ProcedureRequest } from "../../runtime/contract.ts";
import { createClient } from "../../runtime/http/client.ts";
import { createGuard } from "../../runtime/http/guard.ts";
import type { LogFields } from "../../runtime/log.ts";
import { type Outcome, runProcedure } from "../../runtime/procedure/run.ts";
import { type Asked, testServer } from "../http/server.ts";

/** What the service answers to one request. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A service over HTTP, and procedures that are run against it. */
export interface Service {
  /** Under this origin the service answers. */
  readonly url: string;
  /** What it answers to the next requests; after that `{}`. */
  answers: Answer[];
  readonly asked: readonly Asked[];
  readonly logged: LogFields[];
  /** Tells how long was slept; nobody waits for it. */
  readonly clock: Clock & { readonly slept: number[] };
  run(
    requests: readonly ProcedureRequest<AttachScope>[],
    more?: Partial<AttachProcedure> & { readonly scope?: Partial<AttachScope>; readonly secrets?: readonly string[] },
  ): Promise<Outcome>;
  close(): Promise<void>;
}

/** Starts one; requests to the origin `resolve` come to it. */
export async function startService({ resolve }: { readonly resolve?: string } = {}): Promise<Service> {
  const server = await testServer((_asked, _request, response) => {
    const {
      status = 200,
      headers = { "content-type": "application/json" },
      body = "{}",
    } = service.answers.shift() ?? {};
    response.writeHead(status, headers).end(body);
  });
  const client = createClient({
    guard: createGuard([server.host]),
    resolve: resolve === undefined ? {} : { [resolve]: server.origin },
  });
  const slept: number[] = [];
  const clock = {
    slept,
    now: () => slept.reduce((sum, each) => sum + each, 0),
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds);
    },
  };
  const logged: LogFields[] = [];
  const service: Service = {
    url: server.origin,
    answers: [],
    asked: server.asked,
    logged,
    clock,
    run: (requests, { scope, secrets = [], places = {}, sanitize } = {}) =>
      runProcedure({
        name: "attach",
        procedure: { requests, places, sanitize },
        scope: { ...attachScope, ...scope },
        send: client.send,
        clock,
        log: (_level, _event, fields = {}) => logged.push(fields),
        about: { subscription: "s1" },
        secrets,
      }),
    close: async () => {
      await client.close();
      await server.close();
    },
  };
  return service;
}

/** What attach reads of a subscription that begins. */
export const attachScope: AttachScope = {
  webhook: open({ id: "s1", url: "https://hooks.example/hooks/chat/events" }),
  parameters: open({ channel: "general" }),
  connection: open({ accessToken: "ada-access-token" }),
  common: open({}),
  data: open({ channel: "general" }),
  temp: open({}),
  scenario: open({}),
  now: new Date(0),
  executionId: "x",
  environment: { timezone: "UTC" },
};
