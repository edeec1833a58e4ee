import { loadApp } from "../../compiler/generate/load.ts";
import { placesIn } from "../../compiler/generate/place.ts";
import { analyzeProject, type Files, findProject, type ProjectAnalysis } from "../../compiler/index.ts";
import type { Finding, Manifests } from "../../runtime/admin/manifests.ts";
import type { AppModule } from "../../runtime/contract.ts";
import { withFile } from "../files.ts";

/** The manifests of what is served, by the analysis that it was compiled from; everything else of an app is read anew. */
export function servedManifests(analysis: () => ProjectAnalysis, files: Files): Manifests {
  const placeOf = (app: string, webhook: string): Place | undefined => {
    const { apps, texts } = analysis();
    const served = apps.find(({ id }) => id === app);
    const uri = served?.webhooks.find(({ id }) => id === webhook)?.communication?.source.uri;
    const text = uri === undefined ? undefined : texts.get(uri);
    if (served === undefined || uri === undefined || text === undefined) return undefined;
    return { folder: served.folder, uri, text };
  };
  return {
    read(app, webhook) {
      const place = placeOf(app, webhook);
      return place && { file: placesIn(place.folder, new Map()).file(place.uri), text: place.text };
    },
    async compile(app, webhook, text) {
      const place = placeOf(app, webhook);
      if (place === undefined) return { kind: "refused", findings: [] };
      const changed = withFile(files, place.uri, text);
      const project = findProject(changed, [place.folder]);
      const found = analyzeProject(project, changed);
      const findings = findingsOf(found, place);
      const compiled = found.apps.find(({ id }) => id === app);
      if (compiled === undefined || found.diagnostics.some(({ severity }) => severity === "error"))
        return { kind: "refused", findings };
      return { kind: "compiled", app: (await loadApp(compiled, found.texts)) as AppModule, findings };
    },
  };
}

/** A manifest among the files. */
interface Place {
  readonly folder: string;
  readonly uri: string;
  readonly text: string;
}

/** What is found in the manifest, and what keeps others from being compiled with it. */
function findingsOf({ diagnostics, texts }: ProjectAnalysis, { folder, uri: asked }: Place): readonly Finding[] {
  const places = placesIn(folder, texts);
  return diagnostics
    .filter(({ uri, severity }) => uri === asked || severity === "error")
    .map(({ code, severity, message, uri, span }) => ({ code, severity, message, place: places.of(uri, span) }));
}
