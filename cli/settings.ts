import type { ProjectAnalysis } from "../compiler/index.ts";
import type { ServerOptions } from "../runtime/node.ts";
import { Misuse } from "./io.ts";

/** What the `imlc.json` of apps that one server serves say of it. Apps that contradict each other are a misuse. */
export function settingsOf({
  apps,
}: Pick<ProjectAnalysis, "apps">): Pick<ServerOptions, "deliver" | "limits" | "redirects" | "retention"> {
  const deliver = agreed(apps.map(({ id, settings }) => ({ app: id, block: "deliver", said: settings.deliver })));
  const server = agreed(apps.map(({ id, settings }) => ({ app: id, block: "server", said: settings.server })));
  const { maxBody: body, arrival, maxRequests: requests, redirects } = server;
  const retention = agreed(apps.map(({ id, settings }) => ({ app: id, block: "store", said: settings.store })));
  return { deliver, redirects, retention, limits: withoutUnset({ body, arrival, requests }) };
}

interface Block<T> {
  readonly app: string;
  /** Its key in `imlc.json`. */
  readonly block: string;
  readonly said: T;
}

/** All that is set; each key has one value, whoever set it. */
function agreed<T extends object>(blocks: readonly Block<T>[]): Given<T> {
  const set = blocks.flatMap(({ app, block, said }) =>
    Object.entries(withoutUnset(said)).map(([key, value]) => ({ app, name: `${block}.${key}`, key, value })),
  );
  for (const one of set) {
    const other = set.find(({ key, value }) => key === one.key && JSON.stringify(value) !== JSON.stringify(one.value));
    if (other === undefined) continue;
    const apart = `\`${one.name}\` in \`imlc.json\` is set differently by the apps ${one.app} and ${other.app}`;
    throw new Misuse(`${apart}, and one server cannot obey both: set it the same, or serve them apart.`);
  }
  return Object.assign({}, ...blocks.map(({ said }) => withoutUnset(said)));
}

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUnset<T extends object>(settings: T): Given<T> {
  // `fromEntries` forgets which value belongs to which key.
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Given<T>;
}
