/** An app with one module that searches. */
export function searching(requests: string): Readonly<Record<string, string>> {
  const components = { module: { findUsers: { moduleType: "search", codeFiles: { communication: "find.iml.json" } } } };
  return { "makecomapp.json": JSON.stringify({ fileVersion: 1, components }), "find.iml.json": requests };
}

/** An app with one RPC, `listBoards`, and a module with a parameter whose choices are those of some RPC. */
export function rpcApp(options: string): Readonly<Record<string, string>> {
  return {
    "makecomapp.json": `{
  "fileVersion": 1,
  "components": {
    "module": {
      "getBoard": {
        "moduleType": "action",
        "codeFiles": {"communication": "get.json", "mappableParams": "fields.json"}
      }
    },
    "rpc": {"listBoards": {"codeFiles": {"communication": "list.json"}}}
  }
}`,
    "get.json": `{"url": "https://a.example/boards/{{parameters.board}}"}`,
    "fields.json": `[{"name": "board", "type": "select", "label": "Board", "options": ${options}}]`,
    "list.json": `{"url": "https://a.example/boards", "response": {"iterate": "{{body.boards}}", "output": {"label": "{{item.name}}", "value": "{{item.id}}"}}}`,
  };
}

/** An app whose connection gets a token: with `expires` one that ends, with `refresh` one that this step renews. */
export function oauthConnection(more: { readonly expires?: string; readonly refresh?: string }) {
  const expires = more.expires === undefined ? "" : `, "expires": "${more.expires}"`;
  const refresh = more.refresh === undefined ? "" : `,\n  "refresh": ${more.refresh}`;
  return {
    "makecomapp.json": `{
  "fileVersion": 1,
  "components": {
    "connection": {"chat": {"connectionType": "oauth", "codeFiles": {"communication": "oauth.json"}}}
  }
}`,
    "oauth.json": `{
  "authorize": {"url": "https://a.example/authorize"},
  "token": {
    "url": "https://a.example/token",
    "method": "POST",
    "response": {"data": {"accessToken": "{{body.access_token}}"}${expires}}
  }${refresh}
}`,
  };
}

/** An app with the shared webhook `messages`, and with modules, written as the members of an object. */
export function withModules(modules: string): Readonly<Record<string, string>> {
  return {
    "makecomapp.json": `{
  "fileVersion": 1,
  "components": {
    "connection": {"chat": {"connectionType": "basic", "codeFiles": {"communication": "account.json"}}},
    "webhook": {
      "messages": {"webhookType": "web-shared", "connection": "chat", "codeFiles": {"communication": "hook.json"}}
    },
    "module": {${modules}}
  }
}`,
    "account.json": `{"url": "https://a.example/me", "response": {"uid": "{{body.id}}"}}`,
    "hook.json": `{"uid": "{{item.user}}"}`,
  };
}
