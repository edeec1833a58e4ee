import { Command } from "commander";
import type { Run } from "./run.ts";
import { hostOption, portOption, publicUrlOption, storeOption } from "./server.ts";
import { collect, collectHosts, neededPathsArgument } from "./values.ts";

/** `imlc serve`. */
export function serveCommand(run: Run): Command {
  return new Command("serve")
    .description("Compile manifests and serve their shared URLs, the admin API, deliveries, attach and detach.")
    .addArgument(neededPathsArgument("folders, searched for manifests"))
    .addOption(portOption())
    .addOption(hostOption())
    .addOption(storeOption())
    .addOption(publicUrlOption())
    .option(
      "--allow-host <host[:port]>",
      "let outgoing requests reach this private address (repeatable)",
      collectHosts,
      [],
    )
    .option("--resolve <origin=origin>", "send requests for one origin to another (repeatable)", collect, [])
    .option("--otel", "trace with OpenTelemetry; the SDK is loaded by `node --import`", false)
    .option("--watch", "serve what manifests say as soon as they change; one with errors changes nothing", false)
    .addHelpText(
      "after",
      [
        "",
        "Environment:",
        "  IMLC_ADMIN_TOKEN   bearer token of the admin API; without it one is made and kept beside the store",
        "  IMLC_SECRET_KEY    32 bytes, base64 or hex, that encrypt stored secrets; without it one is made and kept",
        "                     several, separated by commas: the first encrypts, and replaces the others in the store",
        '  IMLC_COMMON        JSON of values laid over the common data of apps: {"app": {"clientSecret": "…"}}',
        "  HTTPS_PROXY, HTTP_PROXY, NO_PROXY   by which requests go out; a proxy is told checked addresses, never names",
        "  PORT               the port, if --port is not given; default 3000",
        "",
        "Example:",
        "  imlc serve my-app --port 8080 --store sqlite:/var/lib/imlc/store.db --public-url https://hooks.example.com",
      ].join("\n"),
    )
    .action((paths: string[], options) =>
      run(async (io) => {
        const { serve } = await import("../serve.ts");
        return serve({ paths, ...options }, io);
      }),
    );
}
