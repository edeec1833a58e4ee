import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createService } from "../../examples/chat/service.ts";
import { environment, listen, root, type Serving, serve } from "./server.ts";

/** The tour's commands, as a reader pastes them, by the bold words of the paragraph that they stand under. */
function tour(): Map<string, string> {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const text = readme.slice(readme.indexOf("<!-- tour -->"), readme.indexOf("<!-- end of tour -->"));
  const steps = text.matchAll(/(?:\*\*([^*]+)\*\*[^`]*?(?:`[^`\n]+`[^`]*?)*)?```sh\n(.*?)```/gs);
  return new Map([...steps].map(([, title = "names", commands = ""]) => [title, commands]));
}

/** What `npm start` serves. */
const apps = ["examples/chat", "examples/github-app"];

let server: Serving | undefined;
let service: ReturnType<typeof createService> | undefined;
let output: Map<string, string>;
const said: string[] = [];

beforeAll(async () => {
  service = createService((line) => said.push(line));
  const chat = await listen(service);
  const cwd = mkdtempSync(join(tmpdir(), "imlc-tour-"));
  for (const name of ["examples", "node_modules"]) symlinkSync(join(root, name), join(cwd, name));
  const resolve = ["https://www.example.com", "https://example.com"].flatMap((origin) => [
    "--resolve",
    `${origin}=${chat}`,
  ]);
  const started = await serve([...apps, "--port", "0", ...resolve, "--allow-host", chat.slice("http://".length)], {
    cwd,
    env: { IMLC_ADMIN_TOKEN: "", IMLC_SECRET_KEY: "", GITHUB_WEBHOOK_SECRET: "as in examples/secrets.env" },
  });

  server = started;
  const steps = tour();
  const script = [...steps]
    .map(([title, commands]) => `echo '=== ${title}'\n${commands}\necho`)
    .join("\n")
    .replaceAll("http://127.0.0.1:3000", started.url)
    .replaceAll("http://127.0.0.1:4010", chat)
    .replaceAll("npm run", `npm --prefix ${root} run`)
    // For a reader that is long enough.
    .replace("sleep 1\n", arrival(chat));
  // Not spawnSync: the service that the commands call lives in this process.
  const shell = spawn("bash", ["-c", script], { cwd, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [shell.stdout, shell.stderr]) stream.on("data", (data: Buffer) => (printed += data.toString()));
  await new Promise((resolve) => shell.once("close", resolve));
  output = new Map(
    printed
      .split("=== ")
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n") + 1)]),
  );
}, 300_000);

/** Commands that wait until both inboxes have what they are to get, half a minute at most. */
function arrival(chat: string): string {
  const has = (inbox: string, text: string): string => `curl -s ${chat}/inbox/${inbox} | grep -q ${text}`;
  return `for n in $(seq 300); do if ${has("ada", "three")} && ${has("ben", "two")}; then break; fi; sleep 0.1; done\n`;
}

afterAll(async () => {
  await server?.end("SIGTERM");
  service?.close();
});

const step = (title: string): string =>
  output.get(title) ?? `no step is called ${title}: ${[...output.keys()].join(", ")}`;

test("curl is there", () => {
  expect(spawnSync("curl", ["--version"]).status).toBe(0);
});

test("the handshake answers 255 with the challenge, urlencoded", () => {
  expect(step("The handshake.")).toMatch(/^HTTP\/1\.1 255 /);
  expect(step("The handshake.")).toMatch(/challenge=a(\+|%20)b%26c\s*$/);
});

test("connections get their uids from the service", () => {
  expect(step("Two users connect.")).toContain('"uid":"7"');
  expect(step("Two users connect.")).toContain('"uid":"9"');
});

test("attach reaches the service", () => {
  expect(step("They subscribe")).toContain('"state":"attached"');
  expect(said.filter((line) => line.startsWith("attach: "))).toHaveLength(2);
});

test("each inbox gets its own items in order, and an unknown user's item is unowned", () => {
  const arrived = step("A batch arrives");
  expect(arrived).toMatch(/^HTTP\/1\.1 200 [\s\S]*\naccepted/);
  const lists = [...arrived.matchAll(/^accepted|\[\{"id".*?\}\]/gm)]
    .map(([text]) => text)
    .filter((text) => text.startsWith("["));
  const [ada, ben] = lists.map((text) => (JSON.parse(text) as { bundle: unknown }[]).map(({ bundle }) => bundle));
  expect(ada).toEqual([
    { userId: 7, text: "one" },
    { userId: 7, text: "three" },
  ]);
  expect(ben).toEqual([{ userId: 9, text: "two" }]);
  expect(arrived).toContain("whose?");
  expect(arrived).toContain('"no-connection"');
});

test("detach uses the id that attach saved", () => {
  expect(said).toContain("detach: hook-1 is forgotten");
  expect(step("Ada leaves.")).toMatch(/\{"hook-2":"http.*"\}/);
});

test("the checker finds the mistakes", () => {
  expect(step("A mistake")).toContain("There is no function `uper`. Did you mean `upper`?");
  expect(step("A mistake")).toContain("`output`");
  expect(step("A mistake")).toContain("2 errors");
});

test("the compiled module is shown", () => {
  expect(step("What was compiled")).toContain("satisfies Webhook");
});

test("no token is in anything that the server printed", () => {
  expect(server?.printed()).toContain("listening");
  expect(server?.printed()).not.toMatch(/ada-token|ben-token|authorization/i);
});
