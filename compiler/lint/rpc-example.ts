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
