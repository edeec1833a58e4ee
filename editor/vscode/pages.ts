import * as vscode from "vscode";

/** Shows Markdown that is in no file, in VS Code's own preview beside the editor. */
export interface Pages extends vscode.Disposable {
  /** Shows a page; one that was shown by the same name before is replaced. */
  show(name: string, markdown: string): Promise<void>;
}

const scheme = "imlc-page";

/** Makes VS Code ask for pages here. */
export function createPages(): Pages {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ path }) => texts.get(path) ?? "",
  });
  return {
    show: async (name, markdown) => {
      const uri = vscode.Uri.from({ scheme, path: `/${name}.md` });
      texts.set(uri.path, markdown);
      changed.fire(uri);
      await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
    },
    dispose: () => {
      provider.dispose();
      changed.dispose();
    },
  };
}
