// Serves the page from this folder and passes everything else on to a running `hearsay serve`: to see a change without building.
// For whoever works on the page and for its tests; never shipped.
//
//   hearsay serve quarry.case                                 prints an address with #t=TOKEN
//   node crates/hearsay/ui/e2e/proxy.js ADDRESS               prints another; what it serves is read from disk each time

import { readFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..");
const TYPES = /** @type {Record<string, string>} */ ({ ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2" });
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Starts it; returns the address to open.
 * @param {string} address of `hearsay serve`
 * @returns {Promise<{address: string, close: () => void}>}
 */
export async function proxy(address) {
  const behind = new URL(address);
  const server = createServer(async (asked, answer) => {
    const path = new URL(asked.url ?? "/", behind).pathname;
    if (path === "/" || path.startsWith("/ui/")) {
      const file = normalize(path === "/" ? "/index.html" : path.slice(3));
      const bytes = await readFile(join(FOLDER, file)).catch(() => null);
      answer.writeHead(bytes ? 200 : 404, { "content-type": TYPES[extname(file)] ?? "text/plain", "content-security-policy": POLICY, "cache-control": "no-store" });
      answer.end(bytes ?? "not there");
      return;
    }
    const { origin: _origin, referer: _referer, ...headers } = asked.headers;
    const own = { ...headers, host: behind.host, ...(asked.headers.origin ? { origin: behind.origin } : {}) };
    const passed = request({ host: behind.hostname, port: behind.port, path: asked.url, method: asked.method, headers: own }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    passed.on("error", () => { answer.writeHead(502); answer.end(); });
    asked.pipe(passed);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { address: `http://127.0.0.1:${port}/${behind.hash}`, close: () => { server.close(); server.closeAllConnections(); } };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv[2];
  if (!given) throw new Error("name the address that `hearsay serve` printed");
  console.log((await proxy(given)).address);
}
