import { Argument, InvalidArgumentError, Option } from "commander";
import { didYouMean, nearest } from "../../language/nearest.ts";
import { answerFormats } from "../answer.ts";
import { Misuse } from "../io.ts";

/** Any number of paths; without one, the current folder. */
export function pathsArgument(description: string): Argument {
  return new Argument("[paths...]", description)
    .default(here, "the current folder")
    .argParser((value, before: readonly string[]) => [...(before === here ? [] : before), path(value)]);
}

const here: readonly string[] = ["."];

/** At least one path. */
export function neededPathsArgument(description: string): Argument {
  return new Argument("<paths...>", description).argParser((value, before: readonly string[] = []) => [
    ...before,
    path(value),
  ]);
}

/** A path. An empty one, as an unset variable gives it, would be the current folder. */
export function path(value: string): string {
  if (value !== "") return value;
  throw new InvalidArgumentError("The path is empty; `.` is the current folder.");
}

/** `--format` of commands that answer questions. */
export function answerFormat(): Option {
  return choice("--format <format>", "how to print: for people, or for programs", answerFormats).default("pretty");
}

/** `--stdin-filename` of commands that read manifests. */
export function stdinFilename(): Option {
  const description = "the name that decides the kind of the manifest on standard input";
  return new Option("--stdin-filename <name>", description).default("webhook.iml.json");
}

/** An option that takes one of some words, and tells which one was probably meant. */
export function choice(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices).argParser((value) => {
    if (choices.includes(value)) return value;
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(", ")}.${didYouMean(nearest(value, choices))}`);
  });
}

/** The number of a port, 0 for any free one. */
export function port(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > 65_535) throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  return number;
}

/** The address of a server. */
export function webAddress(value: string): string {
  if (/^https?:\/\//i.test(value) && URL.canParse(value)) return value;
  throw new InvalidArgumentError("It takes an address such as https://hooks.example.com.");
}

/** Hosts of an option that may be given several times, each perhaps with a port. */
export function collectHosts(value: string, before: readonly string[]): readonly string[] {
  if (/^[^\s/]+$/.test(value)) return [...before, value];
  throw new InvalidArgumentError("It takes a host, perhaps with a port, such as 127.0.0.1:4010.");
}

/** A whole number from 0 on. */
export function count(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError("It takes a number, such as 10.");
  return Number(value);
}

/** A number from 0 to 100. */
export function percentage(value: string): number {
  const number = Number(value);
  if (!/^\d+(\.\d+)?$/.test(value) || number > 100) throw new InvalidArgumentError("It takes a number from 0 to 100.");
  return number;
}

/** The values of an option that may be given several times. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/**
 * The value of an option that a command cannot be without. The parser would complain of its absence before it looks for
 * misspelled options, and so hide that it is there as `--otu`.
 */
export function needed(value: string | undefined, option: string): string {
  if (value === undefined || value === "") throw new Misuse(`\`${option}\` is needed.`);
  return value;
}
