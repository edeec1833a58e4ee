import { isDeepStrictEqual } from "node:util";
import { loadApp } from "../compiler/generate/load.ts";
import { analyzeProject, filesInMemory, findProject } from "../compiler/index.ts";
import type { ItemScope } from "../language/scopes.ts";
import type { Open, Value } from "../language/values.ts";
import type { AppModule } from "../runtime/contract.ts";
import type { Row } from "./main.ts";

/** An order as shops send it; of every fourth, things are missing that others have. */
function order(n: number) {
  return {
    id: 1_000_000 + n,
    number: `R-${n}`,
    status: n % 3 === 0 ? "paid" : "open",
    createdAt: `2026-0${1 + (n % 9)}-1${n % 10}T08:${10 + (n % 50)}:00.000Z`,
    customer: {
      id: `c${n % 17}`,
      name: n % 2 ? "Ada Lovelace" : "Charles Babbage",
      email: `Customer.${n}@Example.com`,
      address: { street: `${n} Main Street`, zip: String(10_000 + n), city: "Prague", country: "cz" },
    },
    totals: { net: n * 12.5 + 0.1, tax: n * 2.5 + 0.2, ...(n % 4 ? { currency: "CZK" } : {}) },
    lines: Array.from({ length: 1 + (n % 3) }, (_, i) => ({ sku: `SKU-${n}-${i}`, quantity: i + 1 })),
    shipping: n % 4 ? { method: "courier", tracking: `T${n}` } : null,
    note: n % 5 ? "Ring twice" : "",
  };
}

const output = {
  id: "{{item.id}}",
  number: "{{item.number}}",
  status: "{{item.status}}",
  customerId: "{{item.customer.id}}",
  customerName: "{{item.customer.name}}",
  email: "{{lower(item.customer.email)}}",
  street: "{{item.customer.address.street}}",
  city: "{{item.customer.address.zip}} {{item.customer.address.city}}",
  country: "{{upper(item.customer.address.country)}}",
  title: "Order {{item.number}} of {{item.customer.name}}",
  currency: "{{ifempty(item.totals.currency, 'EUR')}}",
  net: "{{item.totals.net}}",
  gross: "{{item.totals.net + item.totals.tax}}",
  isPaid: "{{item.status = 'paid'}}",
  priority: "{{if(item.totals.net > 500, 'high', 'normal')}}",
  createdOn: "{{formatDate(item.createdAt, 'YYYY-MM-DD')}}",
  firstSku: "{{item.lines[1].sku}}",
  lines: "{{length(item.lines)}}",
  tracking: "{{item.shipping.tracking}}",
  note: "{{ifempty(item.note, '-')}}",
};

/** The same by hand, as a careful person writes it for bodies that nobody vouches for. */
function byHand(item: Open): Value {
  const result = bodyByHand(item);
  result.createdOn = day(item?.createdAt);
  return result;
}

function bodyByHand(item: Open): Record<string, Value> {
  const customer = item?.customer;
  const address = customer?.address;
  const totals = item?.totals;
  const result: Record<string, Value> = {
    email: text(customer?.email).toLowerCase(),
    city: `${text(address?.zip)} ${text(address?.city)}`,
    country: text(address?.country).toUpperCase(),
    title: `Order ${text(item?.number)} of ${text(customer?.name)}`,
    currency: orElse(totals?.currency, "EUR"),
    gross: sum(totals?.net, totals?.tax),
    isPaid: isText(item?.status, "paid"),
    priority: Number(totals?.net) > 500 ? "high" : "normal",
    lines: size(item?.lines),
    note: orElse(item?.note, "-"),
  };
  const first = Array.isArray(item?.lines) ? item.lines[0] : undefined;
  if (item?.id !== undefined) result.id = item.id;
  if (item?.number !== undefined) result.number = item.number;
  if (item?.status !== undefined) result.status = item.status;
  if (customer?.id !== undefined) result.customerId = customer.id;
  if (customer?.name !== undefined) result.customerName = customer.name;
  if (address?.street !== undefined) result.street = address.street;
  if (totals?.net !== undefined) result.net = totals.net;
  if (first?.sku !== undefined) result.firstSku = first.sku;
  if (item?.shipping?.tracking !== undefined) result.tracking = item.shipping.tracking;
  return result;
}

function text(value: Value): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function orElse(value: Value, other: string): Value {
  return value === undefined || value === null || value === "" ? other : value;
}

/** Without the dust that binary fractions leave. */
function sum(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return Math.round((a + b) * 1e10) / 1e10;
  return a === undefined || a === null ? (b ?? null) : b === undefined || b === null ? a : text(a) + text(b);
}

function isText(value: Value, wanted: string): boolean {
  return value === wanted || (typeof value !== "object" && String(value) === wanted);
}

function size(value: Value): number {
  return typeof value === "string" || Array.isArray(value) ? value.length : text(value).length;
}

function day(value: Value): string {
  const date = value instanceof Date ? value : new Date(typeof value === "number" ? value : text(value));
  if (Number.isNaN(date.getTime())) throw new TypeError(`${text(value)} is no date.`);
  return date.toISOString().slice(0, 10);
}

/** Evaluates an output of 20 fields for each of 100 items: generated code against the same by hand. */
export async function evaluateBench(): Promise<Row[]> {
  const { createdOn: _, ...dateless } = output;
  return [
    await row("evaluate: an output of 20 fields", output, byHand),
    await row("evaluate: 19 of them, without the date", dateless, bodyByHand),
  ];
}

async function row(name: string, fields: Readonly<Record<string, string>>, peer: (item: Open) => Value): Promise<Row> {
  const items = Array.from({ length: 100 }, (_, n) => JSON.parse(JSON.stringify(order(n))) as Open);
  const generated = await generatedOutput(fields);
  const scopes = items.map((item) => ({ ...request, item }));
  for (const scope of scopes) {
    if (!isDeepStrictEqual(generated(scope), peer(scope.item))) throw new Error("The two sides differ.");
  }
  const candidates = [() => scopes.map((scope) => generated(scope)), () => items.map((item) => peer(item))];
  const [ours = 0, theirs = 0] = interleaved(candidates).map((nanoseconds) => nanoseconds / items.length);
  return { name, ours, peer: theirs, unit: "ns/item", ratio: ours / theirs };
}

const request = {
  body: undefined,
  headers: {},
  query: undefined,
  method: "POST",
  rawBody: "",
  now: new Date(),
  executionId: "1",
  environment: { timezone: "UTC" },
};

async function generatedOutput(fields: Readonly<Record<string, string>>): Promise<(scope: ItemScope) => Value> {
  const manifest = JSON.stringify({ uid: "{{item.customer.id}}", output: fields });
  const files = filesInMemory({ "shop/webhook.iml.json": manifest });
  const { apps, diagnostics, texts } = analyzeProject(findProject(files, ["shop"]), files);
  const [app] = apps;
  if (app === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  const { webhooks } = (await loadApp(app, texts)) as AppModule;
  const evaluate = webhooks.webhook?.communication.output;
  if (evaluate === undefined) throw new Error("The manifest has no output.");
  return evaluate;
}

/** Median nanoseconds of a call of each, all measured in turns so that each meets the same weather. */
function interleaved(candidates: readonly (() => unknown)[]): number[] {
  const rounds = 201;
  const calls = 20;
  const times = candidates.map(() => new Float64Array(rounds));
  for (let round = -50; round < rounds; round += 1) {
    for (const [i, candidate] of candidates.entries()) {
      const start = performance.now();
      for (let call = 0; call < calls; call += 1) candidate();
      if (round >= 0) times[i]?.fill(((performance.now() - start) * 1e6) / calls, round, round + 1);
    }
  }
  return times.map((each) => each.toSorted()[rounds >> 1] ?? 0);
}

if (import.meta.main) console.table(await evaluateBench());
