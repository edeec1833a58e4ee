// Tries the mutants of each room that is named here, each against the room's own tests, and prints their scores.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const goals = [
  { rooms: ["grammar", "language"], least: 85 },
  { rooms: ["compiler/check", "compiler/lint"], least: 80 },
];
const scores = goals.map(({ rooms, least }) => ({ rooms, least, ...scoreOf(rooms.flatMap(statusesOf)) }));
for (const { rooms, least, score, found, tried } of scores) {
  const goal = `${found} of ${tried} mutants found, at least ${least} % wanted`;
  console.log(`mutation score of ${rooms.join(" and ")}: ${score.toFixed(2)} % (${goal})`);
}
if (scores.some(({ score, least }) => score < least)) process.exit(1);

function statusesOf(room) {
  const { status } = spawnSync("stryker", ["run"], { stdio: "inherit", env: { ...process.env, IMLC_MUTATED: room } });
  if (status !== 0) process.exit(1);
  const report = JSON.parse(readFileSync(`reports/mutation/${room}.json`, "utf8"));
  return Object.values(report.files).flatMap(({ mutants }) => mutants.map((mutant) => mutant.status));
}

function scoreOf(statuses) {
  const count = (...wanted) => statuses.filter((status) => wanted.includes(status)).length;
  const found = count("Killed", "Timeout");
  const tried = found + count("Survived", "NoCoverage");
  return { score: (100 * found) / tried, found, tried };
}
