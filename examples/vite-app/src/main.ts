import { toFetch } from "imlc/fetch";
import { createReceiver } from "imlc/runtime";
import sample from "../messages/samples/messages.json?raw";
import hook from "../messages/webhook.iml.json";

const body = add("textarea", sample);
body.rows = 10;
body.ariaLabel = "Body of the request";
const send = add("button", "Send");
const answer = add("p", "");
const items = add("ul", "");

const handle = toFetch(
  createReceiver(hook, {
    onItem({ uid, output }) {
      const line = document.createElement("li");
      line.textContent = `${uid}: ${output.text} (${output.length} characters)`;
      items.append(line);
    },
  }),
);

send.addEventListener("click", async () => {
  items.replaceChildren();
  const headers = { "content-type": "application/json" };
  const response = await handle(new Request("/hooks/messages", { method: "POST", headers, body: body.value }));
  answer.textContent = `${response.status} ${await response.text()}`;
});

function add<K extends keyof HTMLElementTagNameMap>(name: K, text: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.textContent = text;
  return document.body.appendChild(element);
}
