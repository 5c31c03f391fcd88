// Dumps as the API gives them. They need no index and no database, and here is none.
import { createHash } from "node:crypto";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { contracts } from "@openrobotid/indexer/contracts";
import { expect } from "chai";
import pino from "pino";
import { Registry } from "prom-client";
import { createApi } from "../src/app.js";
import { ChainHead } from "../src/chain-head.js";
import { Database } from "../src/database.js";
import { HeadWatch } from "../src/head-watch.js";
import { rateLimits } from "../src/limits/rate-limits.js";
import { type Listening, listen } from "../src/listen.js";
import { createMetrics } from "../src/metrics.js";
import { readApiSettings } from "../src/settings.js";
import { breach } from "./contract.js";
import { CSV, DUMP, makeDumps } from "./dumps.js";

/** The API over a folder of dumps, listening, beside no index. */
async function serveDumps(folder: string): Promise<Listening> {
  const address = `0x${"ab".repeat(20)}` as const;
  const places = Object.keys(contracts).map((name) => [name, { address, startBlock: 7 }]);
  const deployment = join(folder, "31337.json");
  writeFileSync(
    deployment,
    JSON.stringify({ chainId: 31_337, contracts: Object.fromEntries(places) }),
  );
  const rpcUrls = ["http://127.0.0.1:1"];
  const settings = readApiSettings({
    DEPLOYMENT: deployment,
    RPC_URLS: rpcUrls.join(),
    DUMPS_DIR: join(folder, "dumps"),
    HOST: "127.0.0.1",
    PORT: "0",
  });
  const db = new Database(() => "There is no index.");
  const logger = pino({ level: "silent" });
  const store = Promise.reject(new Error("there is no store"));
  store.catch(() => undefined);
  const api = createApi({
    db,
    store,
    head: new ChainHead(rpcUrls),
    heads: new HeadWatch({ db, rpcUrls, registry: address, logger }),
    limits: rateLimits(settings.limits),
    metrics: createMetrics(new Registry(), async () => 0),
    webhooks: undefined,
    accessLog: {} as never,
    logger,
    settings,
  });
  return await listen((request, env) => api.fetch(request, env), settings);
}

describe("dumps", () => {
  const FILE = `/v1/dumps/${DUMP}/issued_week.csv.gz`;
  let root: string;
  let folder: string;
  let server: Listening;
  let bytes: Buffer;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), "open-robot-id-dumps-"));
    folder = join(root, "dumps");
    bytes = makeDumps(folder);
    server = await serveDumps(root);
  });

  after(async () => {
    await server?.close();
    rmSync(root, { recursive: true });
  });

  /** What is answered, held to the document. */
  const get = async (
    path: string,
    headers: Readonly<Record<string, string>> = {},
    method = "GET",
  ) => {
    const url = `http://127.0.0.1:${server.port}${path}`;
    const response = await fetch(url, { method, headers: { connection: "close", ...headers } });
    const body = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get("content-type")?.split(";")[0] ?? "";
    const { status } = response;
    const text = type === "application/gzip" ? "" : body.toString();
    expect(breach(method, new URL(url).pathname, { status, type, text })).to.equal(undefined);
    return { status, headers: response.headers, body, text };
  };
  const names = async () => {
    const { text } = await get("/v1/dumps");
    return (JSON.parse(text).dumps as { name: string }[]).map(({ name }) => name);
  };

  it("are listed with address, digest and block, and the changelog of the format", async () => {
    const { dumps, format } = JSON.parse((await get("/v1/dumps")).text);
    expect(dumps).to.have.length(1);
    const { digest, ...dump } = dumps[0];
    expect(dump).to.deep.equal({
      name: DUMP,
      kind: "full",
      block: 412,
      blockHash: `0x${"ab".repeat(32)}`,
      time: "2025-03-10T09:46:40Z",
      since: null,
      manifest: `/v1/dumps/${DUMP}/manifest.json`,
      rows: 2,
      bytes: bytes.length,
    });
    expect(JSON.parse((await get(dump.manifest)).text).digest).to.equal(digest);
    expect(format.map(({ version }: { version: number }) => version)).to.deep.equal([1]);
  });

  it("have a manifest whose digests are those of the files", async () => {
    const { text, headers } = await get(`/v1/dumps/${DUMP}/manifest.json`);
    const { body } = await get(FILE);
    const [file] = JSON.parse(text).files;
    expect(file.sha256).to.equal(createHash("sha256").update(body).digest("hex"));
    expect(gunzipSync(body).toString()).to.equal(CSV);
    const etag = headers.get("etag") ?? "";
    const again = await get(`/v1/dumps/${DUMP}/manifest.json`, { "if-none-match": etag });
    expect(again.status).to.equal(304);
  });

  it("are given whole, in parts, and not again where the client has them", async () => {
    const { status, headers } = await get(FILE);
    expect(status).to.equal(200);
    const etag = headers.get("etag") ?? "";
    expect(etag).to.match(/^"[0-9a-f]{64}"$/);
    expect(headers.get("accept-ranges")).to.equal("bytes");
    expect(headers.get("cache-control")).to.equal("public, max-age=31536000, immutable");
    expect((await get(FILE, { "if-none-match": etag })).status).to.equal(304);

    const part = await get(FILE, { range: "bytes=10-19" });
    expect(part.status).to.equal(206);
    expect(part.headers.get("content-range")).to.equal(`bytes 10-19/${bytes.length}`);
    expect(part.body).to.deep.equal(bytes.subarray(10, 20));
    const end = await get(FILE, { range: "bytes=-5" });
    expect(end.body).to.deep.equal(bytes.subarray(-5));
  });

  it("go on where a download broke off, and come to the digest of the manifest", async () => {
    const manifest = JSON.parse((await get(`/v1/dumps/${DUMP}/manifest.json`)).text);
    for (const { file, sha256 } of manifest.files) {
      const first = await get(`/v1/dumps/${DUMP}/${file}`, { range: "bytes=0-19" });
      const etag = first.headers.get("etag") ?? "";
      const range = `bytes=${first.body.length}-`;
      const rest = await get(`/v1/dumps/${DUMP}/${file}`, { range, "if-range": etag });
      expect([first.status, rest.status]).to.deep.equal([206, 206]);
      const whole = Buffer.concat([first.body, rest.body]);
      expect(createHash("sha256").update(whole).digest("hex")).to.equal(sha256);
    }
  });

  it("are given whole where the part is of another file, or there are several", async () => {
    for (const headers of [
      { range: "bytes=10-19", "if-range": '"other"' },
      { range: "bytes=0-1,5-6" },
      { range: "rows=1-2" },
    ]) {
      const { status, body } = await get(FILE, headers);
      expect(status, headers.range).to.equal(200);
      expect(body).to.deep.equal(bytes);
    }
  });

  it("have no part beyond their end", async () => {
    const { status, headers } = await get(FILE, { range: `bytes=${bytes.length}-` });
    expect(status).to.equal(416);
    expect(headers.get("content-range")).to.equal(`bytes */${bytes.length}`);
  });

  it("say how large they are without being sent", async () => {
    const { headers, body } = await get(FILE, {}, "HEAD");
    expect(headers.get("content-length")).to.equal(String(bytes.length));
    expect(body).to.have.length(0);
  });

  it("are nothing else of the folder, and nothing outside of it", async () => {
    for (const path of [
      "/v1/dumps/full-000000000001/manifest.json",
      `/v1/dumps/${DUMP}/unit.csv.gz`,
      `/v1/dumps/${DUMP}/manifest.json.part`,
      `/v1/dumps/${DUMP}/..%2F${DUMP}%2Fmanifest.json`,
      "/v1/dumps/..%2F..%2Fetc/passwd",
    ]) {
      expect((await get(path)).status, path).to.equal(404);
    }
  });

  it("are there once they have their name, and not while they are written", async () => {
    const next = "full-000000000500";
    const part = join(folder, `${next}.part`);
    cpSync(join(folder, DUMP), part, { recursive: true });
    expect(await names()).to.deep.equal([DUMP]);
    expect((await get(`/v1/dumps/${next}.part/manifest.json`)).status).to.equal(404);
    renameSync(part, join(folder, next));
    expect(await names()).to.have.members([DUMP, next]);
    rmSync(join(folder, next), { recursive: true });
    expect(await names()).to.deep.equal([DUMP]);
  });

  it("that are broken are left out, and the others are there", async () => {
    const [halfCopied, altered] = ["full-000000000600", "full-000000000700"];
    mkdirSync(join(folder, halfCopied));
    cpSync(join(folder, DUMP), join(folder, altered), { recursive: true });
    appendFileSync(join(folder, altered, "manifest.json"), "x");
    expect(await names()).to.deep.equal([DUMP]);
    expect((await get(`/v1/dumps/${altered}/manifest.json`)).status).to.equal(404);
    for (const name of [halfCopied, altered]) rmSync(join(folder, name), { recursive: true });
  });

  it("have no file that is shorter than the manifest says", async () => {
    const name = "full-000000000800";
    cpSync(join(folder, DUMP), join(folder, name), { recursive: true });
    const file = `/v1/dumps/${name}/issued_week.csv.gz`;
    expect((await get(file)).status).to.equal(200);
    truncateSync(join(folder, name, "issued_week.csv.gz"), 10);
    expect((await get(file)).status).to.equal(404);
    rmSync(join(folder, name), { recursive: true });
  });
});
