import { byId } from "../shared/element.ts";
import type { Asked } from "./backend/call.ts";
import { createManifests, type Manifests } from "./editor/manifests.ts";
import { type Playground, type Preset, playgroundOf } from "./playground.ts";
import { mayBeLinked } from "./shape.ts";
import { toFragment } from "./share.ts";
import { createOwnersTable } from "./view/owners-table.ts";
import { createRequestForm } from "./view/request-form.ts";
import { createResults } from "./view/results.ts";
import { showTools } from "./view/tools.ts";

/** Draws the page with a playground in it, and keeps what is told of it at what is written. */
export async function startPlayground(first: Playground, presets: readonly Preset[], backend: Asked): Promise<void> {
  const results = createResults(byId("results"), backend.generated, changed);
  const request = createRequestForm(byId("request"), HINT, changed);
  const owners = createOwnersTable(byId("owners"), changed);
  let app = first.app;
  let manifests: Manifests | undefined;
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  showTools(byId("tools"), presets, app, {
    begin: (preset) => void begin(preset),
    format: () => void manifests?.format(),
    share: () => void share(),
  });
  await open(first);

  async function open(playground: Playground): Promise<void> {
    app = playground.app;
    manifests?.close();
    manifests = createManifests(playground.files, HINT, backend, {
      write(uri, text) {
        void backend.set(uri, text);
        changed();
      },
      select: results.follow,
      tell: announce,
    });
    byId("manifests").replaceChildren(manifests.tabs, manifests.panel);
    request.show(playground.request, presets.find((preset) => preset.app === app)?.requests ?? []);
    owners.show(playground.owners);
    results.begin(playground.service);
    await backend.open(app, manifests.texts());
    await refresh();
  }

  /** Whoever types is waited for. */
  function changed(): void {
    turn += 1;
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  }

  async function refresh(): Promise<void> {
    turn += 1;
    const own = turn;
    const users = owners.owners();
    const service = results.service();
    const [findings, fixes, outcome, calls] = await Promise.all([
      backend.findings(),
      backend.fixAll(),
      backend.run(request.request(), users, service.answers),
      backend.calls(users, service),
    ]);
    // What was asked before the last change is about another text.
    if (own !== turn || manifests === undefined) return;
    manifests.show(findings);
    const texts = manifests.texts();
    announce(results.show({ findings, fixes, outcome, calls, owners: users, texts }, manifests));
  }

  /** What was there before stays in the browser's history, for one may come here by mistake. */
  async function begin(preset: Preset): Promise<void> {
    await address();
    history.pushState(undefined, "", location.pathname + location.search);
    await open(playgroundOf(preset));
  }

  /** Writes all of it into the address, but for code; answers whether there was any. */
  async function address(): Promise<boolean> {
    if (manifests === undefined) return false;
    const files = Object.entries(manifests.texts());
    const linked = files.filter(([path]) => mayBeLinked(path));
    const playground: Playground = {
      app,
      files: Object.fromEntries(linked),
      request: request.request(),
      owners: owners.owners(),
      service: results.service(),
    };
    const url = new URL(location.href);
    url.hash = await toFragment(playground);
    history.replaceState(undefined, "", url);
    return linked.length < files.length;
  }

  async function share(): Promise<void> {
    const lack = (await address()) ? " The code of functions is not in it." : "";
    try {
      await navigator.clipboard.writeText(location.href);
      announce(`The link was copied; it is in the address bar, too.${lack}`);
    } catch {
      // A page may be kept from the clipboard.
      announce(`The link is in the address bar.${lack}`);
    }
  }
}

/** Milliseconds after the last key before everything is looked at again. */
const PAUSE = 150;

/** The element that tells how an editor is left. */
const HINT = "keys";

function announce(text: string): void {
  byId("announcement").textContent = text;
}
