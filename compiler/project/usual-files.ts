import type { Source } from "../../grammar/source.ts";
import { type CodeFile, type ComponentType, codeFiles, componentTypes, defaultNames, folderOf } from "./code-files.ts";
import type { Declaration } from "./declaration.ts";
import { type Files, joinPath } from "./files.ts";
import { componentFolders } from "./folders.ts";

/** A file of a component, where it lies if nobody says where: `webhooks/ID/ID.attach.iml.json`. */
export function usualFile(
  files: Files,
  folder: string,
  type: ComponentType,
  id: string,
  file: CodeFile,
): Source | undefined {
  for (const name of new Set([id, kebab(id)])) {
    const under = joinPath(folder, `${folderOf(type)}/${name}`);
    const there = files.list(under);
    const own = there && defaultNames(type, name, file).find((each) => there.includes(each));
    const uri = own && joinPath(under, own);
    const text = uri && files.read(uri);
    if (uri && text !== undefined) return { uri, text };
  }
  return undefined;
}

/** The components of a folder that has no list of them: what lies where files of components lie. */
export function usualComponents(files: Files, folder: string): readonly Declaration[] {
  return componentTypes.flatMap((type) => {
    if (type === "function") return [];
    return componentFolders(files, folder, type).flatMap((id) => usualComponent(files, folder, type, id));
  });
}

function usualComponent(files: Files, folder: string, type: ComponentType, id: string): readonly Declaration[] {
  const found = Object.entries(codeFiles[type]).flatMap(([name, file]) => {
    const source = usualFile(files, folder, type, id, file);
    return source ? [[name, source] as const] : [];
  });
  const [first] = found;
  if (!first) return [];
  const place = { uri: first[1].uri, span: { start: 0, end: 0 } };
  return [{ component: type, id, place, type: undefined, connections: [], webhook: undefined, files: new Map(found) }];
}

/** `getAVideo` lies in `get-a-video`. */
function kebab(id: string): string {
  return id.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase();
}
