import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { exit, type Io, Misuse } from "./io.ts";
import { formats } from "./report.ts";
import { testFormats } from "./test/report.ts";
import { version } from "./version.ts";

/** Runs one command line; answers the exit code. Nothing it does reaches the process but through `io`. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  let code: number = exit.ok;
  try {
    await program(io, (result) => {
      code = result;
    }).parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.misuse;
    if (error instanceof Misuse) {
      io.err(`imlc: ${error.message}\n`);
      return exit.misuse;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.err(`imlc: this is a bug in imlc, please report it with what you did:\n${detail}\n`);
    return exit.bug;
  }
}

/** Commands are imported when they run: `check` and `serve` never wait for what only `build` needs. */
function program(io: Io, done: (code: number) => void): Command {
  const imlc = new Command("imlc")
    .description("Compiles, checks and serves shared webhooks written as Make manifests with IML expressions.")
    .version(version(), "-V, --version", "print the version of imlc")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHasColors: () => io.color,
      getErrHasColors: () => io.color,
    })
    .showSuggestionAfterError()
    .showHelpAfterError("Run with --help for what there is.")
    .addHelpText(
      "after",
      "\nExit codes: 0 nothing found, 1 findings, 2 wrong use, 3 `--check` would change files, 70 a bug in imlc.",
    );

  imlc
    .command("check")
    .description("Report what is wrong with manifests, with the place, the reason and a suggestion.")
    .argument("[paths...]", "folders, searched for manifests, or single manifests; `-` reads one from standard input", [
      ".",
    ])
    .addOption(new Option("--format <format>", "how to print").choices(formats).default("pretty"))
    .option(
      "--stdin-filename <name>",
      "the name that decides the kind of the manifest on standard input",
      "webhook.iml.json",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  imlc check my-app\n  imlc check my-app --format json\n  imlc check - < webhook.iml.json",
    )
    .action(async (paths: string[], options) => {
      const { check } = await import("./check.ts");
      done(await check({ paths, ...options }, io));
    });

  imlc
    .command("fmt")
    .description("Write the expressions of manifests in the one canonical way; all else stays as it is, byte for byte.")
    .argument("[paths...]", "folders, searched for manifests, or single files; `-` formats standard input", ["."])
    .option("--check", "change nothing; list the files that would change, and exit 3 if there are any", false)
    .option("--diff", "change nothing; print what would change", false)
    .option(
      "--stdin-filename <name>",
      "the name that decides the kind of the manifest on standard input",
      "webhook.iml.json",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  imlc fmt my-app\n  imlc fmt --check --diff\n  imlc fmt - < webhook.iml.json > formatted.iml.json",
    )
    .action(async (paths: string[], options) => {
      const { fmt } = await import("./fmt.ts");
      done(await fmt({ paths, ...options }, io));
    });

  imlc
    .command("build")
    .description("Compile manifests to TypeScript modules, one per manifest and an index per app.")
    .argument("<paths...>", "folders, searched for manifests")
    .requiredOption("--out <folder>", "where the modules go; files that would not change are left alone")
    .option("--verify", "type-check the modules under `strict` after writing them", false)
    .addHelpText("after", "\nExample:\n  imlc build my-app --out src/generated --verify")
    .action(async (paths: string[], options) => {
      const { build } = await import("./build.ts");
      done(await build({ paths, ...options }, io));
    });

  imlc
    .command("explain")
    .description("Explain a diagnostic: what it means, what raises it and what does not.")
    .argument("<code>", "a code that `check` has reported")
    .addHelpText("after", "\nExample:\n  imlc explain unknown-field")
    .action(async (code: string) => {
      const { explain } = await import("./explain.ts");
      done(await explain(code, io));
    });

  imlc
    .command("reference")
    .description("Write the pages on functions, keywords, operators, conversions, diagnostics and directives.")
    .requiredOption("--out <folder>", "where the pages go; those that would not change are left alone")
    .option("--check", "change nothing; list the pages that would change, and exit 3 if there are any", false)
    .addHelpText("after", "\nExample:\n  imlc reference --out docs --check")
    .action(async (options) => {
      const { reference } = await import("./reference.ts");
      done(await reference(options, io));
    });

  imlc
    .command("test")
    .description("Run the tests of custom functions, as Make's editor does.")
    .argument("[paths...]", "folders, searched for apps, or single files of functions", ["."])
    .addOption(new Option("--format <format>", "how to print").choices(testFormats).default("pretty"))
    .addHelpText(
      "after",
      [
        "",
        "The tests of functions/NAME/code.js stand in test.js beside it, those of NAME.code.js in NAME.test.js:",
        '  it("shortens", () => { assert.strictEqual(NAME("a long story", 6), "a long"); });',
        "",
        "Examples:",
        "  imlc test my-app",
        "  imlc test my-app/functions/shorten/test.js --format json",
      ].join("\n"),
    )
    .action(async (paths: string[], options) => {
      const { test } = await import("./test.ts");
      done(await test({ paths, ...options }, io));
    });

  imlc
    .command("eval")
    .description("Evaluate a template, or many, and print the value as tagged JSON.")
    .argument("[template]", "a template: text with {{expressions}}")
    .option("--context <file>", "a JSON file whose members are the variables; `-` reads standard input")
    .option("--timezone <zone>", "the zone that dates are read and written in, an IANA name")
    .option("--batch <file>", "a JSON array of {template, context?, timezone?}; `-` reads standard input")
    .addHelpText(
      "after",
      [
        "",
        'Values: {"$date": ISO} is a date, {"$base64": …} bytes, {"$undefined": true} undefined; all else is plain JSON.',
        "A batch prints an array of {value} or {error: {code, message}}, one for each case, and exits 0.",
        "",
        "Examples:",
        "  imlc eval '{{upper(name)}}' --context '-' <<< '{\"name\": \"ada\"}'",
        "  imlc eval --batch cases.json",
      ].join("\n"),
    )
    .action(async (template: string | undefined, options) => {
      const { evaluateCommand } = await import("./eval.ts");
      done(await evaluateCommand({ template, ...options }, io));
    });

  imlc
    .command("serve")
    .description("Compile manifests and serve their shared URLs, the admin API, deliveries, attach and detach.")
    .argument("<paths...>", "folders, searched for manifests")
    .option("--port <number>", "the port to listen on; 0 picks a free one (environment: PORT)", port)
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .option(
      "--store <store>",
      "where connections, subscriptions and items are kept: sqlite:FILE",
      "sqlite:.imlc/store.db",
    )
    .option("--public-url <url>", "the address under which services reach this server; attach hands it out")
    .option("--allow-host <host[:port]>", "let outgoing requests reach this private address (repeatable)", collect, [])
    .option("--resolve <origin=origin>", "send requests for one origin to another (repeatable)", collect, [])
    .addHelpText(
      "after",
      [
        "",
        "Environment:",
        "  IMLC_ADMIN_TOKEN   bearer token of the admin API; without it one is made and kept beside the store",
        "  IMLC_SECRET_KEY    32 bytes, base64 or hex, that encrypt stored secrets; without it one is made and kept",
        "  PORT               the port, if --port is not given; default 3000",
        "",
        "Example:",
        "  imlc serve my-app --port 8080 --store sqlite:/var/lib/imlc/store.db --public-url https://hooks.example.com",
      ].join("\n"),
    )
    .action(async (paths: string[], options) => {
      const { serve } = await import("./serve.ts");
      done(await serve({ paths, ...options }, io));
    });

  return imlc;
}

function port(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > 65_535) throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  return number;
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
