#!/usr/bin/env node
// Fetches the vendored libraries by their npm names and compares them with lock.json; the one way in which they change.
// Not a bundler: each file is the package's own, but for the imports between them, which name the file beside.
//
//   node crates/hearsay/ui/vendor/update.mjs            check: fetch the pinned versions, fail if a byte differs
//   node crates/hearsay/ui/vendor/update.mjs --write    write: take the versions that lock.json names, and set the hashes

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const lockFile = join(here, "lock.json");

/** The files beside each other that stand in for the names of packages. */
const BESIDE = {
  "preact": "./preact.js",
  "preact/hooks": "./hooks.js",
  "@preact/signals-core": "./signals-core.js",
};

/** Returns the bytes as they are vendored: imports of packages name the file beside, and no map is asked for. */
function rewritten(bytes, to) {
  if (!to.endsWith(".js")) return bytes;
  let text = bytes.toString("utf8");
  text = text.replace(/(from\s*|import\s*)"([^".][^"]*)"/g, (whole, before, name) => {
    const file = BESIDE[name];
    if (!file) throw new Error(`${to} imports ${name}, which is not vendored`);
    return `${before}"${file}"`;
  });
  text = text.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
  return Buffer.from(text, "utf8");
}

/** Unpacks a package of npm and returns the folder that its files are in. */
function fetched(name, version, folder) {
  const packed = execFileSync("npm", ["pack", "--silent", `${name}@${version}`], { cwd: folder, encoding: "utf8" });
  const archive = packed.trim().split("\n").pop();
  const into = join(folder, name.replace(/\W/g, "_"));
  mkdirSync(into);
  execFileSync("tar", ["-xzf", join(folder, archive), "-C", into]);
  return join(into, "package");
}

function main() {
  const isWriting = process.argv.includes("--write");
  const lock = JSON.parse(readFileSync(lockFile, "utf8"));
  const folder = mkdtempSync(join(tmpdir(), "hearsay-vendor-"));
  const faults = [];
  for (const library of lock.libraries) {
    const source = fetched(library.package, library.version, folder);
    const licence = JSON.parse(readFileSync(join(source, "package.json"), "utf8")).license;
    if (licence !== library.licence) faults.push(`${library.package}: the licence is ${licence}, not ${library.licence}`);
    for (const file of library.files) {
      const bytes = rewritten(readFileSync(join(source, file.from)), file.to);
      const hash = createHash("sha256").update(bytes).digest("hex");
      if (isWriting) {
        file.sha256 = hash;
        mkdirSync(dirname(join(here, file.to)), { recursive: true });
        writeFileSync(join(here, file.to), bytes);
        continue;
      }
      if (hash !== file.sha256) faults.push(`${library.package} ${library.version}: ${file.from} is not what was pinned`);
      const ours = createHash("sha256").update(readFileSync(join(here, file.to))).digest("hex");
      if (ours !== file.sha256) faults.push(`${file.to} was changed by hand`);
    }
  }
  rmSync(folder, { recursive: true });
  if (isWriting) writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
  for (const fault of faults) console.error(`error: ${fault}`);
  if (faults.length) process.exit(1);
  console.log(`${lock.libraries.length} libraries are as lock.json says`);
}

main();
