import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { zoneDataVersion } from "../../language/zone.ts";
import { type AnswerFormat, jsonAnswer } from "../answer.ts";
import { filesOnDisk } from "../files.ts";
import { exit, type Io } from "../io.ts";
import { type Paint, painter } from "../report/tone.ts";
import { MEMORY, type Place, placeOf, portOf } from "../server.ts";
import { examineApps } from "./apps.ts";
import { examineClock } from "./clock.ts";
import type { Examined, Status } from "./examined.ts";
import { examineNode } from "./node.ts";
import { examinePort } from "./port.ts";
import { examineSecrets } from "./secrets.ts";
import { examineStore } from "./store.ts";
import { examineSubscriptions } from "./subscriptions.ts";
import { examineZones } from "./zones.ts";

export interface DoctorOptions {
  readonly paths: readonly string[];
  readonly port?: number;
  readonly host: string;
  readonly store: string;
  readonly publicUrl?: string;
  readonly format: AnswerFormat;
}

/** Looks at everything that a server needs of its surroundings, and says what is wrong with it. */
export async function doctor(options: DoctorOptions, io: Io): Promise<number> {
  const place = placeOf(options.store, io.cwd);
  const examined = [
    examineNode(process.versions.node),
    ...examineApps(options.paths, filesOnDisk(io.cwd), { env: io.env, publicUrl: options.publicUrl }),
    ...(await examineStored(place, io)),
    await examinePort(portOf(options.port, io.env), options.host),
    examineClock(existsSync(place.folder) ? place.folder : tmpdir()),
    examineZones(zoneDataVersion, process.versions.tz ?? ""),
  ];
  io.out(options.format === "json" ? jsonAnswer({ examined }) : pretty(examined, painter(io.color)));
  return examined.some(({ status }) => status === "error") ? exit.findings : exit.ok;
}

async function examineStored({ file, folder }: Place, { env }: Io): Promise<readonly Examined[]> {
  const inMemory = file === MEMORY;
  const secrets = await examineSecrets(env, folder, !inMemory && existsSync(file) ? file : undefined);
  return inMemory ? secrets : [examineStore(file), ...examineSubscriptions(file), ...secrets];
}

function pretty(examined: readonly Examined[], paint: Paint): string {
  const widest = Math.max(...examined.map(({ subject }) => subject.length));
  return examined
    .map(({ subject, status, message, advice }) => {
      const line = `${paint(tones[status], status.padEnd(7))}  ${subject.padEnd(widest)}  ${message}\n`;
      return advice === undefined ? line : `${line}${" ".repeat(widest + 11)}${advice}\n`;
    })
    .join("");
}

const tones = { ok: "green", warning: "yellow", error: "red" } as const satisfies Record<Status, string>;
