import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { root } from "../e2e/server.ts";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Where the packaged extension is written. */
export const vsix = join(root, ".imlc", `imlc-${version}.vsix`);

/** Packages the extension, as `npm run package:vscode` does. */
export function packageExtension(): void {
  const options = ["--conditions=imlc-source", "--disable-warning=ExperimentalWarning"];
  execFileSync(process.execPath, [...options, "scripts/package-vscode.js"], { cwd: root, stdio: "pipe" });
}

/** The files of a ZIP archive by their names. */
export function unzip(zip: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf("PK\u0005\u0006");
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength = 0, extra = 0, comment = 0] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    files.set(name, contentAt(zip, zip.readUInt32LE(at + 42), zip.readUInt32LE(at + 20)));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

function contentAt(zip: Buffer, header: number, size: number): Buffer {
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const packed = zip.subarray(start, start + size);
  return zip.readUInt16LE(header + 8) === 0 ? packed : inflateRawSync(packed);
}

/** Writes files below a folder. */
export function writeFiles(folder: string, files: ReadonlyMap<string, Buffer>): void {
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
