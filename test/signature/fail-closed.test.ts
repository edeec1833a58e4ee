import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assertSecrets } from "../../runtime/signature/keys.ts";
import { type Running, running } from "../admin/running.ts";
import { asGithub, play, type Sent, type Sign } from "../receive/play.ts";
import { compiledIn, type Variant, variantsOf } from "../receive/variants.ts";

const minute = 60_000;
const secrets = ["SECRET", "OLD_SECRET"];
const environment = { SECRET: "the secret", OLD_SECRET: "the old secret" };

const filesOf = (signature: object) => ({
  "webhook.iml.json": { uid: "{{body.user}}" },
  "connection.iml.json": {
    url: "https://example.com/api/me",
    headers: { authorization: "Bearer {{parameters.accessToken}}" },
    response: { uid: "{{body.user.id}}" },
    log: { sanitize: ["request.headers.authorization"] },
  },
  "imlc.json": { webhook: { signature } },
});

const github = { scheme: "github", secrets, status: 403 };
/** One that is put together, with every key that it can have. */
const ledger = {
  scheme: "custom",
  secrets,
  tolerance: 60,
  status: 403,
  header: "x-ledger",
  part: "s",
  prefix: "v2:",
  algorithm: "sha512",
  encoding: "base64",
  signed: "{{timestamp}}.{{rawBody}}",
  timestamp: { part: "at", unit: "milliseconds" },
  handshake: "signed",
  challenge: { of: "{{body.challenge}}", encoding: "base64" },
};
const asLedger: Sign = (secret, body, at) => ({
  "x-ledger": `at=${at},s=v2:${createHmac("sha512", secret).update(`${at}.${body}`).digest("base64")}`,
});

const genuine: readonly Sent[] = [
  { body: { user: "7", name: "by the new" }, secret: environment.SECRET },
  { body: { user: "9", name: "by the old" }, secret: environment.OLD_SECRET },
];
const forged: readonly Sent[] = [
  { body: { user: "7", name: "unsigned" } },
  { body: { user: "7", name: "guessed" }, secret: "a guess" },
  { body: { user: "7", name: "signed with nothing" }, secret: "" },
];
/** Of no use where no time is signed. */
const stale: readonly Sent[] = [6 * minute, -6 * minute].map((age) => ({
  body: { user: "7", name: "stale" },
  secret: environment.SECRET,
  age,
}));
const both = ["7: by the new", "9: by the old"];

/** What comes of it if a field of the signature is missing. */
type Consequence =
  /** It is not compiled. */
  | "error"
  /** What the service signs is refused, like all else. */
  | "refused"
  /** What the service signs is taken, and nothing else. */
  | "taken";

const ofGithub: Readonly<Record<string, Consequence>> = {
  scheme: "error",
  secrets: "error",
  // Of what is signed, half is signed with it.
  "secrets.0": "taken",
  "secrets.1": "taken",
  status: "taken",
};

const ofLedger: Readonly<Record<string, Consequence>> = {
  ...ofGithub,
  tolerance: "taken",
  header: "error",
  // The timestamp is a part, and there are no parts without it.
  part: "error",
  prefix: "refused",
  algorithm: "refused",
  encoding: "refused",
  // A timestamp that is not signed could be written anew by anybody; one that is signed has to stand somewhere.
  signed: "error",
  timestamp: "error",
  "timestamp.part": "error",
  // Milliseconds, read as seconds, are of a far future.
  "timestamp.unit": "refused",
  handshake: "taken",
  challenge: "taken",
  "challenge.of": "error",
  "challenge.encoding": "taken",
};

const prefix = "imlc.json webhook.signature.";
const fieldsOf = (variants: readonly Variant[]) => variants.filter(({ name }) => name.startsWith(prefix));
const lacking = {
  github: fieldsOf(await variantsOf("github", filesOf(github))),
  ledger: fieldsOf(await variantsOf("ledger", filesOf(ledger))),
};
const wholes = {
  github: await compiledIn("github", filesOf(github)),
  ledger: await compiledIn("ledger", filesOf(ledger)),
};

let server: Running;
beforeAll(async () => {
  const apps = [...lacking.github, ...lacking.ledger].flatMap(({ app }) => app ?? []);
  server = await running({ apps: [...Object.values(wholes).flatMap((app) => app ?? []), ...apps], environment });
});
afterAll(() => server.close());

describe.each([
  ["github", asGithub, forged, ofGithub],
  ["ledger", asLedger, [...forged, ...stale], ofLedger],
] as const)("the signature of %s", (service, sign, wrong, consequences) => {
  test("as a whole lets in what the service signs, and nothing else", async () => {
    const app = wholes[service];
    const outcome = app && (await play(server, app, sign, [...genuine, ...wrong]));
    expect(outcome).toEqual({ delivered: both, statuses: [200, 200, ...wrong.map(() => 403)] });
  });

  test("has the fields of which it is told what becomes of it without them", () => {
    expect(lacking[service].map(({ name }) => name.slice(prefix.length)).sort()).toEqual(
      Object.keys(consequences).sort(),
    );
  });

  test.each(Object.entries(consequences))("without its `%s` is %s", async (field, consequence) => {
    const app = lacking[service].find(({ name }) => name === prefix + field)?.app;
    const outcome = app && (await play(server, app, sign, [...genuine, ...wrong]));
    const status = field === "status" ? 401 : 403;
    const refused = wrong.map(() => status);
    switch (consequence) {
      case "error":
        expect(app).toBeUndefined();
        return;
      case "refused":
        expect(outcome).toEqual({ delivered: [], statuses: [status, status, ...refused] });
        return;
      case "taken": {
        const left = both.filter((_, index) => field !== `secrets.${index}`);
        const statuses = genuine.map((_, index) => (field === `secrets.${index}` ? status : 200));
        expect(outcome).toEqual({ delivered: left, statuses: [...statuses, ...refused] });
      }
    }
  });
});

test("without `tolerance`, that of the scheme holds, and never none", async () => {
  const app = lacking.ledger.find(({ name }) => name === `${prefix}tolerance`)?.app;
  const aged = [4, 5, 6].map((minutes) => ({ body: { user: "5" }, secret: environment.SECRET, age: minutes * minute }));
  expect(app && (await play(server, app, asLedger, aged))).toMatchObject({ statuses: [200, 200, 403] });
  const whole = wholes.ledger;
  expect(whole && (await play(server, whole, asLedger, aged))).toMatchObject({ statuses: [403, 403, 403] });
});

describe("an environment", () => {
  test.each<[Readonly<Record<string, string>>, readonly number[]]>([
    [{ SECRET: environment.SECRET }, [200, 403]],
    [{ OLD_SECRET: environment.OLD_SECRET }, [403, 200]],
    [{ SECRET: " ", OLD_SECRET: environment.OLD_SECRET }, [403, 200]],
  ])("that lacks one secret of several lets in what the others sign: %j", async (set, statuses) => {
    await withEnvironment(set, async (one) => {
      const app = wholes.github;
      expect(() => assertSecrets(app ? [app] : [], (name) => set[name])).not.toThrow();
      const outcome = app && (await play(one, app, asGithub, [...genuine, ...forged]));
      expect(outcome?.statuses).toEqual([...statuses, ...forged.map(() => 403)]);
      expect(outcome?.delivered).toEqual(both.filter((_, index) => statuses[index] === 200));
    });
  });

  test.each<Readonly<Record<string, string>>>([{}, { SECRET: "" }, { SECRET: "\t", OLD_SECRET: " " }])(
    "that lacks them all is none to start in, and lets nothing in: %j",
    async (set) => {
      await withEnvironment(set, async (one) => {
        const app = wholes.github;
        expect(() => assertSecrets(app ? [app] : [], (name) => set[name])).toThrow(/`SECRET` or `OLD_SECRET`/);
        const outcome = app && (await play(one, app, asGithub, [...genuine, ...forged]));
        expect(outcome).toEqual({ delivered: [], statuses: [...genuine, ...forged].map(() => 403) });
      });
    },
  );
});

async function withEnvironment(
  set: Readonly<Record<string, string>>,
  act: (server: Running) => Promise<void>,
): Promise<void> {
  const one = await running({ apps: Object.values(wholes).flatMap((app) => app ?? []), environment: set });
  try {
    await act(one);
  } finally {
    await one.close();
  }
}
