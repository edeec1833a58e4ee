import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium, launchChromium } from "../chromium.ts";
import { asGithub } from "../receive/play.ts";
import { generateExample, generateTexts, newFolder } from "./generated.ts";

const folder = newFolder();
afterAll(folder.remove);

const secret = "It's a secret";
const body = JSON.stringify({ action: "opened", installation: { id: 42 }, issue: { title: "It rains" } });
const headers = { "content-type": "application/json", ...asGithub(secret, body, 0) };

/** A bundle for hosts that have `Request` and `Response` and nothing else, and the packages in it. */
async function bundled(entry: string) {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    conditions: ["imlc-source"],
    logLevel: "silent",
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])),
  );
  return { text: outputFiles[0]?.text ?? "", inputs: inputs.join("\n") };
}

function receiverOf(app: string): string {
  return `
    import app from "./generated/${app}/index.ts";
    import { toFetch } from "imlc/fetch";
    import { createReceiver } from "imlc/runtime";

    export const outputs: unknown[] = [];
    export const handle = toFetch(createReceiver(app.webhooks, {
      environment: () => ${JSON.stringify(secret)},
      onItem: ({ uid, output }) => outputs.push([uid, output]),
    }));
  `;
}

interface Bundle {
  readonly outputs: readonly unknown[];
  readonly handle: (request: Request) => Promise<Response>;
}

describe("a Fetch bundle of a receiver with one webhook", () => {
  let bundle: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => {
    generateExample("github-app", folder);
    bundle = await bundled(folder.write("github.ts", receiverOf("github-app")));
  });

  it("is under 40 kB gzipped, and has nothing of Node in it", () => {
    const bytes = gzipSync(bundle.text).length;
    console.info(`Fetch bundle of a receiver with one webhook: ${Math.round(bytes / 1000)} kB gzipped`);
    expect(bytes).toBeLessThan(40_000);
    expect(bundle.text).not.toMatch(/\bnode:|\brequire\(|\bprocess\.|\bBuffer\b/);
    expect(bundle.inputs).not.toMatch(/moment|decimal\.js|re2js|undici|sqlite|chevrotain/);
  });

  it("answers a plain `Request`", async () => {
    const { handle, outputs }: Bundle = await import(`data:text/javascript,${encodeURIComponent(bundle.text)}`);
    const request = (sent: string) =>
      new Request("https://hooks.example/hooks/webhook", { method: "POST", headers, body: sent });
    expect((await handle(request(`${body} `))).status).toBe(401);
    const response = await handle(request(body));
    expect([response.status, await response.text()]).toEqual([200, "Accepted"]);
    expect(outputs).toEqual([["42", JSON.parse(body)]]);
  });

  it.skipIf(chromium() === undefined)("answers in Chromium", async () => {
    const running = await launchChromium();
    try {
      const page = await running.newPage();
      // Cryptography is there for secure pages only; what is made here is none of the network's.
      await page.route("**/*", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
      await page.goto("https://hooks.example/");
      const init = JSON.stringify({ method: "POST", headers, body });
      // A text, for Vitest rewrites every `import` of a function.
      const got = await page.evaluate(`(async () => {
        const bundle = new Blob([${JSON.stringify(bundle.text)}], { type: "text/javascript" });
        const { handle, outputs } = await import(URL.createObjectURL(bundle));
        const response = await handle(new Request("/hooks/webhook", ${init}));
        return { status: response.status, text: await response.text(), outputs };
      })()`);
      expect(got).toEqual({ status: 200, text: "Accepted", outputs: [["42", JSON.parse(body)]] });
    } finally {
      await running.close();
    }
  });
});

it("dates are in a bundle only where a template uses them", async () => {
  const of = async (name: string, output: string) => {
    generateTexts(name, { "webhook.iml.json": JSON.stringify({ uid: "{{item.id}}", output }) }, folder);
    return (await bundled(folder.write(`${name}.ts`, receiverOf(name)))).inputs;
  };
  expect(await of("texts", "{{upper(trim(item.name))}}")).not.toMatch(/moment|re2js|decimal\.js/);
  expect(await of("dates", "{{formatDate(item.at; 'YYYY')}}")).toMatch(/moment/);
});

it("a consumer is a bundle of under 20 kB gzipped without a parser of XML", async () => {
  const entry = folder.write(
    "consumer.ts",
    `import { createConsumer } from "imlc/consumer";
     import { toFetch } from "imlc/fetch";
     export const handle = toFetch(createConsumer({ secrets: ["whsec_AAAA"], onDelivery: console.log }));`,
  );
  const { text, inputs } = await bundled(entry);
  expect(gzipSync(text).length).toBeLessThan(20_000);
  expect(inputs).not.toMatch(/saxes|moment/);
});
