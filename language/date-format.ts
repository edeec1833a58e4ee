import moment from "moment-timezone";
import { isoOffset, type TokenWriter, tokenWriters } from "./date-tokens.ts";
import { remembered } from "./remember.ts";
import { minutesAhead } from "./zone.ts";

/** A format of Moment.js taken apart once, to write many dates. */
export interface DateFormat {
  /** As it was given; empty for ISO 8601 with the offset. */
  readonly text: string;
  readonly parts: readonly Part[];
  /** Whether all its tokens can be written without Moment. */
  readonly isPlain: boolean;
}

/** Text that is written as it is, or a token; Moment writes those that have no writer. */
type Part = string | { readonly token: string; readonly write: TokenWriter | undefined };

/**
 * The format that a text is; without one, or with the empty text, ISO 8601 with the offset.
 *
 * @example
 * import { formatDate } from "imlc/functions";
 * import { dateFormat, site } from "imlc/values";
 *
 * const format = dateFormat("DD.MM.YYYY");
 * console.log(formatDate(site("formatDate", "webhook.iml.json:3:14"), "UTC", new Date(0), format)); // 01.01.1970
 */
export function dateFormat(text: string | undefined): DateFormat {
  if (!text) return iso;
  return text.length > longestFormat ? { text, parts: [], isPlain: false } : known(text);
}

/** Characters of a format; a longer one is not taken apart, and no date is to be written by it. */
export const longestFormat = 250;

/** So many formats that no template has written out are kept. */
const known = remembered(200, (text) => formatOf(text, pieces(spelledOut(text)).map(partOf)));

/** The date in a zone (IANA), written by the tokens of Moment.js, in English. */
export function formatIn(zone: string, date: Date, format: DateFormat): string {
  const ahead = format.isPlain ? minutesAhead(zone, date) : undefined;
  return ahead === undefined ? formatByMoment(zone, date, format) : formatPlain(date, ahead, format);
}

function formatPlain(date: Date, ahead: number, { parts }: DateFormat): string {
  const clock = ahead === 0 ? date : new Date(date.getTime() + ahead * 60_000);
  let text = "";
  for (const part of parts) text += typeof part === "string" ? part : part.write?.(clock, ahead);
  return text;
}

/**
 * Moment keeps each format that it has been given for ever, and formats may come from a payload: so it is given one
 * token at a time, of which there are few.
 */
function formatByMoment(zone: string, date: Date, { text, parts }: DateFormat): string {
  const local = moment.tz(date, zone);
  if (text === "" || !local.isValid()) return local.format();
  return parts.map((part) => (typeof part === "string" ? part : local.format(part.token))).join("");
}

const bracketed = /\[[^[]*\]/;

/** The tokens that stand for a longer format; a backslash before one makes it text. */
const long = new RegExp(`${bracketed.source}|\\\\?(?:LTS|LT|L{1,4}|l{1,4})`, "g");

function spelledOut(format: string): string {
  return format.replace(long, (found) => (/^[Ll]/.test(found) ? english.longDateFormat(found as Long) : found));
}

type Long = Parameters<moment.Locale["longDateFormat"]>[0];

const english = moment.localeData("en");

/** Each token takes as many letters as it can; what is none of these is one character, a token itself or text. */
const token = [
  /eHHmm|[Hh]mm(?:ss)?/,
  /Mo|M{1,4}|Qo?|y{2,4}|yo?|Y{4,6}|YY|N{1,5}/,
  /DDDo|Do|D{1,4}|do|d{1,4}/,
  /w[ow|]?|W[oW|]?|gg(?:ggg?)?|GG(?:GGG?)?|e|E/,
  /a|A|h{1,2}|H{1,2}|k{1,2}|m{1,2}|s{1,2}|S{1,9}|x|X|z{1,2}|Z{1,2}/,
]
  .map(({ source }) => source)
  .join("|");

const piece = new RegExp(`${bracketed.source}|\\\\?(?:${token}|.)`, "g");
const isToken = new RegExp(`^(?:${token}|Y)$`);

function pieces(format: string): readonly string[] {
  return format.match(piece) ?? [];
}

function partOf(text: string): Part {
  return isToken.test(text) ? { token: text, write: tokenWriters.get(text) } : literal(text);
}

/** Text without what marks it as text: brackets around it, or backslashes. */
function literal(text: string): string {
  return bracketed.test(text) ? text.slice(1, -1) : text.replaceAll("\\", "");
}

function formatOf(text: string, parts: readonly Part[]): DateFormat {
  return { text, parts, isPlain: parts.every((part) => typeof part === "string" || part.write !== undefined) };
}

const iso = formatOf("", [...pieces("YYYY-MM-DDTHH:mm:ss").map(partOf), { token: "Z", write: isoOffset }]);
