import type { JsonNode } from "../../grammar/json/ast.ts";
import { membersOf, valueAt } from "../../grammar/json/members.ts";
import type { Source, Span } from "../../grammar/source.ts";
import type { Collection, Value } from "../../language/values.ts";
import type { AppModule } from "../../runtime/contract.ts";
import { RuntimeError } from "../../runtime/errors.ts";
import { HarnessError } from "../error.ts";
import type { HookCase, Step } from "../fixture/fixture.ts";
import { jsonValue } from "../fixture/json.ts";
import { placeIn } from "../fixture/read.ts";
import { createHarness, type Harness } from "../harness.ts";
import { hookItemView } from "../world/items.ts";
import { callView, failureView, replyView } from "../world/views.ts";
import { difference } from "./difference.ts";
import { firstDifference, same } from "./same.ts";
import { placeOfUnit } from "./unit.ts";
import { asWritten, messageLike } from "./written.ts";

/** What came of a case: it passed if there is no mismatch. */
export interface CaseResult {
  readonly name: string;
  /** Where it is written: `my.hook-test.json:3:5`. */
  readonly place: string;
  readonly mismatches: readonly Mismatch[];
}

/** Something that is not as it was expected. */
export interface Mismatch {
  /** What it is about, with its place in the fixture. */
  readonly message: string;
  /** The place of the directive that made it: `webhook.iml.json:12:3`. */
  readonly directive?: string | undefined;
  readonly difference: readonly string[];
  /** What `--update` writes, and in place of what; undefined where that is no matter of a value. */
  readonly update?: { readonly node: JsonNode; readonly value: Value };
}

/** What a case needs besides itself. */
export interface CaseSurroundings {
  readonly app: AppModule;
  readonly source: Source;
  /** The bytes of a file, by its path from the folder of the fixture. */
  readonly readBody: (file: string) => Uint8Array;
}

/** Plays a case on the runtime, and compares what comes with what is expected. */
export async function runCase(test: HookCase, around: CaseSurroundings): Promise<CaseResult> {
  const place = placeIn(around.source, test.node.span);
  try {
    return { name: test.name, place, mismatches: await play(test, around) };
  } catch (error) {
    if (!(error instanceof HarnessError || error instanceof RuntimeError)) throw error;
    return { name: test.name, place, mismatches: [{ message: `${place} ${error.message}`, difference: [] }] };
  }
}

async function play(test: HookCase, around: CaseSurroundings): Promise<readonly Mismatch[]> {
  const harness = await createHarness(around.app, test.options);
  try {
    for (const [id, given] of test.connections) await harness.connect(id, given);
    for (const [id, given] of test.subscriptions) await harness.subscribe(id, given);
    const found: Mismatch[] = [];
    for (const step of test.steps) found.push(...(await playStep(harness, step, test, around)));
    return found;
  } finally {
    await harness.close();
  }
}

async function playStep(
  harness: Harness,
  step: Step,
  test: HookCase,
  around: CaseSurroundings,
): Promise<readonly Mismatch[]> {
  const { view, asked } = await happen(harness, step, around);
  const inService = serviceMismatches(step, asked, around.source);
  const { expect } = step;
  if (expect === undefined) return inService;
  const members = membersOf(expect);
  if (members.length === 0) {
    const message = `${placeIn(around.source, expect.span)} Nothing is expected here; \`--update\` writes what came.`;
    return [...inService, { message, difference: [], update: { node: expect, value: view } }];
  }
  const found = members.flatMap(({ key, value }) => {
    const name = key.decoded.text;
    const expected = jsonValue(value);
    const actual = asWritten(name, view[name], expected);
    if (same(expected, actual)) return [];
    const path = firstDifference(expected, actual);
    return [
      {
        message: `${placeIn(around.source, spanAt(value, path))} \`${name}\` is not as expected.`,
        directive: placeOfUnit(around.app, test.options.webhook, step.action, [name, ...path]),
        difference: difference(expected, actual),
        update: { node: value, value: actual },
      },
    ];
  });
  return [...inService, ...found];
}

interface Happened {
  /** All that there is to say of what came, as fixtures write it. */
  readonly view: Collection;
  /** The requests that came to the service. */
  readonly asked: readonly Collection[];
}

async function happen(harness: Harness, { action, service }: Step, around: CaseSurroundings): Promise<Happened> {
  const answers = service.map(({ answer }) => answer);
  switch (action.kind) {
    case "request": {
      const { request, bodyFile } = action;
      const rawBody = bodyFile === undefined ? request.rawBody : around.readBody(bodyFile);
      return { view: answeredView(await harness.request({ ...request, rawBody })), asked: [] };
    }
    case "connect":
      return calledView(await harness.authorize(action.id, action, answers));
    case "attach":
      return calledView(await harness.attach(action.id, action, answers));
    case "update":
      return calledView(await harness.update(action.id, action.parameters, answers));
    case "detach":
      return calledView(await harness.detach(action.id, answers));
  }
}

function answeredView({ reply, items, warnings, failure }: Awaited<ReturnType<Harness["request"]>>): Collection {
  return {
    reply: replyView(reply),
    items: items.map(hookItemView),
    ...(warnings.length > 0 ? { warnings } : {}),
    ...(failure ? { failure: failureView(failure) } : {}),
  };
}

function calledView({ asked, error, ...called }: Awaited<ReturnType<Harness["attach"]>>): Happened {
  return { view: { ...called, ...(error ? { error: failureView(error) } : {}) }, asked: asked.map(callView) };
}

function serviceMismatches({ service, node }: Step, asked: readonly Collection[], source: Source): readonly Mismatch[] {
  const written = service.flatMap((exchange, index): Mismatch[] => {
    const request = asked[index];
    const at = placeIn(source, exchange.node.span);
    if (request === undefined) {
      return [
        {
          message: `${at} The service was not asked this: ${asked.length} of ${service.length} requests came.`,
          difference: [],
        },
      ];
    }
    if (exchange.expect === undefined) return [];
    const expected = jsonValue(exchange.expect);
    const actual = messageLike(request, expected);
    if (same(expected, actual)) return [];
    const path = firstDifference(expected, actual);
    return [
      {
        message: `${placeIn(source, spanAt(exchange.expect, path))} The request to the service is not as expected.`,
        difference: difference(expected, actual),
        update: { node: exchange.expect, value: actual },
      },
    ];
  });
  const at = placeIn(source, node.span);
  const more = asked
    .slice(service.length)
    .map(({ method, url }) => `${at} The service was asked ${method} ${url}, for which \`service\` has no answer.`);
  // What gets no answer is asked again.
  return [...written, ...[...new Set(more)].map((message): Mismatch => ({ message, difference: [] }))];
}

/** The place of a value, or of the innermost that there is on the way to it. */
function spanAt(node: JsonNode, [step, ...rest]: readonly (string | number)[]): Span {
  const inner =
    typeof step === "number" ? (node.kind === "array" ? node.items[step] : undefined) : step && valueAt(node, step);
  return inner ? spanAt(inner, rest) : node.span;
}
