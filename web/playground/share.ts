import { base64Bytes, base64Text } from "../../language/bytes.ts";
import type { Playground } from "./playground.ts";
import { playgroundIn } from "./shape.ts";

/** The part of a URL behind `#` that holds a playground; no server gets to see it. */
export async function toFragment(playground: Playground): Promise<string> {
  const text = new Blob([JSON.stringify(playground)]).stream();
  const bytes = new Uint8Array(
    await new Response(text.pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer(),
  );
  return PREFIX + base64url(bytes);
}

/** The playground in a URL's fragment; undefined if there is none that can be read. */
export async function fromFragment(fragment: string): Promise<Playground | undefined> {
  if (!fragment.startsWith(PREFIX)) return undefined;
  try {
    const packed = new Blob([new Uint8Array(base64Bytes(fragment.slice(PREFIX.length)) ?? [])]).stream();
    const text = await textOf(packed.pipeThrough(new DecompressionStream("deflate-raw")));
    return playgroundIn(JSON.parse(text));
  } catch {
    // A link that somebody has cut or changed is no reason not to show the page.
    return undefined;
  }
}

/** Tells one way to write a playground from those that may come. */
const PREFIX = "1.";

/** Throws if it grows too long: little that is packed may be very much that is not. */
async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunksOf(stream)) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST) throw new RangeError("The link holds too much.");
  }
  return text + decoder.decode();
}

const LONGEST = 2_000_000;

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

function base64url(bytes: Uint8Array): string {
  return base64Text(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
