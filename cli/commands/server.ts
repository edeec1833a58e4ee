import { Option } from "commander";
import { USUAL_STORE } from "../server.ts";
import { port, webAddress } from "./values.ts";

/** `--port` of commands that are about a server. */
export function portOption(): Option {
  return new Option(
    "--port <number>",
    "the port to listen on; 0 picks a free one (environment: PORT; default: 3000)",
  ).argParser(port);
}

/** `--host` of commands that are about a server. */
export function hostOption(): Option {
  return new Option("--host <address>", "the address to listen on").default("127.0.0.1");
}

/** `--public-url` of commands that are about a server. */
export function publicUrlOption(): Option {
  return new Option(
    "--public-url <url>",
    "the address under which services reach this server; attach hands it out, and some signatures are made with it",
  ).argParser(webAddress);
}

/** `--url` of commands that ask a running server. */
export function serverUrlOption(whose = "where the server is"): Option {
  return new Option("--url <url>", `${whose} (default: this machine, at PORT or 3000)`);
}

/** What the help of such a command says of the environment. */
export const serverEnvironment = [
  "Environment:",
  "  IMLC_ADMIN_TOKEN   bearer token of that server; without it the one kept beside the store",
];

/** `--store` of commands that are about a server. */
export function storeOption(): Option {
  const what = "where connections, subscriptions and items are kept: sqlite:FILE";
  return new Option("--store <store>", what).default(USUAL_STORE);
}
