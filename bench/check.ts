import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { analyzeProject, filesInMemory, findProject } from "../compiler/index.ts";
import type { Row } from "./main.ts";

const apps = 1000;
const lines = 500;
const rounds = 9;
const processes = 5;
/** After so many runs the engine has compiled what an editor runs all day. */
const warmUp = 100;

/**
 * The time that checking takes, beside that of JSON.parse of the same texts, which is what must be done at least: in this
 * process, and as a command, with its start and the reading of the files.
 */
export function checkBench(): readonly Row[] {
  const texts = Object.fromEntries(Array.from({ length: apps }, (_, index) => appFiles(index)).flat());
  const files = filesInMemory(texts);
  const [cold = 0] = times(1, () => analyzeProject(findProject(files, ["."]), files));
  const [parse = 0] = times(1, () => Object.values(texts).map((text) => JSON.parse(text)));

  const large = largeManifest();
  const one = filesInMemory({ "webhook.iml.json": large });
  const project = () => analyzeProject(findProject(one, ["."]), one);
  times(warmUp, project);
  const warm = median(times(rounds, project));
  const warmParse = median(times(rounds, () => JSON.parse(large)));
  return [
    row(`check ${apps} apps with attach and detach, cold`, cold, parse),
    commandRow(texts),
    row(`check a manifest of ${large.split("\n").length} lines, warm`, warm, warmParse),
  ];
}

function row(name: string, ours: number, peer: number): Row {
  return { name: `${name} / JSON.parse of it`, ours, peer, unit: "ms", ratio: ours / peer };
}

/** After a first run, which fills Node's compile cache as the first check on a machine does. */
function commandRow(texts: Readonly<Record<string, string>>): Row {
  const folder = mkdtempSync(join(tmpdir(), "imlc-check-"));
  try {
    for (const [path, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const bin = fileURLToPath(new URL("../cli/bin.ts", import.meta.url));
    const flags = ["--conditions=imlc-source", "--disable-warning=ExperimentalWarning"];
    const check = () => run([...flags, bin, "check", "apps"], folder);
    const parse = () => run(["--eval", parseAll, ...Object.keys(texts)], folder);
    check();
    const [ours, peer] = [median(times(processes, check)), median(times(processes, parse))];
    return {
      name: `imlc check of ${apps} apps / a process that parses the files`,
      ours,
      peer,
      unit: "ms",
      ratio: ours / peer,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const parseAll = `for (const path of process.argv.slice(1)) JSON.parse(require("node:fs").readFileSync(path, "utf8"))`;

function run(args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`A process of the bench ended with ${status}: ${stderr}`);
}

function times(count: number, run: () => unknown): readonly number[] {
  return Array.from({ length: count }, () => {
    const began = performance.now();
    run();
    return performance.now() - began;
  });
}

/** The one in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** An app with attach and detach, by its number. */
export function appFiles(index: number): readonly (readonly [string, string])[] {
  const folder = `apps/app${index}`;
  const webhook = {
    verification: {
      condition: "{{body.type = 'url_verification'}}",
      respond: { type: "json", body: { challenge: "{{body.challenge}}" } },
    },
    condition: "{{body.type = 'event_callback'}}",
    iterate: { container: "{{body.events}}", condition: `{{item.kind != 'bot_${index}'}}` },
    uid: "{{item.user.id}}",
    output: {
      id: "{{item.id}}",
      text: "{{trim(lower(item.text))}}",
      at: "{{formatDate(parseDate(item.time, 'X'), 'YYYY-MM-DD HH:mm:ss')}}",
      link: "https://www.example.com/{{item.channel}}/{{item.id}}",
      big: "{{if(length(item.files) > 2, 'many', 'few')}}",
    },
    respond: { status: 200, type: "text", body: "ok" },
  };
  const attach = {
    url: "https://www.example.com/hooks",
    method: "POST",
    headers: { authorization: "Bearer {{connection.token}}" },
    body: { target: "{{webhook.url}}", events: "{{join(parameters.events, ',')}}" },
    response: { data: { hookId: "{{body.id}}" } },
    log: { sanitize: ["request.headers.authorization"] },
  };
  const detach = {
    url: "https://www.example.com/hooks/{{webhook.hookId}}",
    method: "DELETE",
    headers: { authorization: "Bearer {{connection.token}}" },
    log: { sanitize: ["request.headers.authorization"] },
  };
  return [
    [`${folder}/webhook.iml.json`, JSON.stringify(webhook, null, 2)],
    [`${folder}/attach.iml.json`, JSON.stringify(attach, null, 2)],
    [`${folder}/detach.iml.json`, JSON.stringify(detach, null, 2)],
  ];
}

/** A webhook of many lines. */
export function largeManifest(): string {
  const fields = Array.from({ length: lines - 6 }, (_, index) => [
    `field${index}`,
    index % 3 === 0 ? `{{item.field${index}}}` : `{{ifempty(trim(item.field${index}), 'none')}} of {{body.team.name}}`,
  ]);
  return JSON.stringify(
    { iterate: "{{body.events}}", uid: "{{item.user}}", output: Object.fromEntries(fields) },
    null,
    2,
  );
}
