import { t } from "../../language/types.ts";
import type { Directive, UnitSpec } from "./directive.ts";
import { condition } from "./directives/condition.ts";
import { iterate } from "./directives/iterate.ts";
import { log } from "./directives/log.ts";
import { oauth } from "./directives/oauth.ts";
import { output } from "./directives/output.ts";
import { body, headers, notRun, qs, request, timeout } from "./directives/request.ts";
import { respond } from "./directives/respond.ts";
import { common, response } from "./directives/response.ts";
import { uid } from "./directives/uid.ts";
import { verification } from "./directives/verification.ts";
import { type RecordShape, record, template } from "./shape.ts";

export type Kind = "webhook" | "attach" | "detach" | "connection" | "base";

/** What a manifest of one kind may hold. */
export interface KindSpec {
  /** What it is called in a sentence. */
  readonly title: string;
  readonly root: RecordShape;
  /** In the order in which they run. */
  readonly units: readonly UnitSpec[];
}

/** Each kind of manifest. */
export const kinds: Readonly<Record<Kind, KindSpec>> = {
  webhook: kind("the communication of a webhook", [verification, condition, iterate, uid, output, respond], {
    response: "A webhook answers with `respond`.",
    url: "A webhook sends no request; the one that subscribes at the service stands in `attach`.",
    method: "A webhook sends no request; the one that subscribes at the service stands in `attach`.",
    headers: "Headers of the answer stand in `respond`.",
    body: "What is answered stands in `respond`.",
    status: "The status of the answer stands in `respond`.",
    temp: "`temp` is for requests to a service; a webhook has none.",
  }),
  attach: kind("an attach", [request("AttachScope"), response("AttachScope", "AttachReplyScope", ["data"]), log], {
    uid: "The uid of items stands in the webhook, that of a user in the connection.",
  }),
  detach: kind("a detach", [request("DetachScope"), response("DetachScope", "DetachReplyScope", []), log], {}),
  connection: kind(
    "a connection",
    [
      request("ConnectionScope"),
      response("ConnectionScope", "ConnectionReplyScope", ["data", "uid", "metadata", "expires"]),
      log,
    ],
    {
      uid: "The uid of the user stands in `response`.",
      baseUrl: "A connection inherits nothing: give the whole `url`.",
    },
  ),
  base: {
    title: "a base",
    root: record(
      {
        baseUrl: {
          shape: template(t.text, { encode: "url", max: 512 }),
          doc: "What a `url` beginning with `/` is joined to.",
        },
        headers,
        qs,
        body,
        timeout,
        response: { shape: record(common), doc: "What is done with each answer." },
        ...log.keys,
        oauth: notRun.oauth,
        aws: notRun.aws,
      },
      { elsewhere: { url: "The address that others are joined to is `baseUrl`." } },
    ),
    units: [],
  },
};

const inStep = "Requests of an OAuth connection stand under their steps, such as `info`.";

/** An OAuth connection has its requests one level deeper: a request for each step, of which `info` is run. */
export const oauthRoot: RecordShape = record(
  {
    ...oauth,
    info: { shape: kinds.connection.root, doc: "Asks the service who the user is." },
  },
  { elsewhere: Object.fromEntries(Object.keys(kinds.connection.root.fields).map((key) => [key, inStep])) },
);

function kind(title: string, directives: readonly Directive[], elsewhere: RecordShape["elsewhere"]): KindSpec {
  return {
    title,
    root: record(Object.assign({}, ...directives.map(({ keys }) => keys)), { elsewhere }),
    units: directives.flatMap(({ units }) => units),
  };
}
