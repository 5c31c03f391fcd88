import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { CSV, DUMP, makeDumps } from "./dumps.js";
import { anotherAddress, onExampleApi } from "./example-api.js";

onExampleApi("dumps", (api) => {
  const FILE = `/v1/dumps/${DUMP}/issued_week.csv.gz`;
  let bytes: Buffer;

  before(() => {
    const folder = mkdtempSync(join(tmpdir(), "open-robot-id-dumps-"));
    bytes = makeDumps(folder);
    rmSync(folder, { recursive: true });
  });

  /** The bytes themselves: a part of a file in gzip is no text. */
  const get = async (headers: Readonly<Record<string, string>> = {}, method = "GET") => {
    const response = await fetch(`${api().url}${FILE}`, {
      method,
      headers: { connection: "close", "x-forwarded-for": anotherAddress(), ...headers },
    });
    return { response, body: Buffer.from(await response.arrayBuffer()) };
  };

  it("are listed with address, digest and block, and the changelog of the format", async () => {
    const { json } = await api().ask("/v1/dumps");
    expect(json.dumps).to.have.length(1);
    expect(json.dumps[0]).to.include({
      name: DUMP,
      kind: "full",
      block: 412,
      since: null,
      manifest: `/v1/dumps/${DUMP}/manifest.json`,
      rows: 2,
      bytes: bytes.length,
    });
    expect(json.format.map(({ version }: { version: number }) => version)).to.deep.equal([1]);
  });

  it("have a manifest whose digests are those of the files", async () => {
    const { json, headers } = await api().ask(`/v1/dumps/${DUMP}/manifest.json`);
    const { body } = await get();
    expect(json.files[0].sha256).to.equal(createHash("sha256").update(body).digest("hex"));
    expect(gunzipSync(body).toString()).to.equal(CSV);
    const etag = headers.get("etag") ?? "";
    const again = await api().ask(`/v1/dumps/${DUMP}/manifest.json`, {
      headers: { "if-none-match": etag },
    });
    expect(again.status).to.equal(304);
  });

  it("are given whole, in parts, and not again where the client has them", async () => {
    const { response } = await get();
    expect(response.status).to.equal(200);
    const etag = response.headers.get("etag") ?? "";
    expect(etag).to.match(/^"[0-9a-f]{64}"$/);
    expect(response.headers.get("accept-ranges")).to.equal("bytes");
    expect((await get({ "if-none-match": etag })).response.status).to.equal(304);

    const part = await get({ range: "bytes=10-19" });
    expect(part.response.status).to.equal(206);
    expect(part.response.headers.get("content-range")).to.equal(`bytes 10-19/${bytes.length}`);
    expect(part.body).to.deep.equal(bytes.subarray(10, 20));
    const rest = await get({ range: "bytes=20-", "if-range": etag });
    expect(rest.body).to.deep.equal(bytes.subarray(20));
    const end = await get({ range: "bytes=-5" });
    expect(end.body).to.deep.equal(bytes.subarray(-5));
  });

  it("are given whole where the part is of another file, or there are several", async () => {
    for (const headers of [
      { range: "bytes=10-19", "if-range": '"other"' },
      { range: "bytes=0-1,5-6" },
      { range: "rows=1-2" },
    ]) {
      const { response, body } = await get(headers);
      expect(response.status, headers.range).to.equal(200);
      expect(body).to.deep.equal(bytes);
    }
  });

  it("have no part beyond their end", async () => {
    const { response } = await get({ range: `bytes=${bytes.length}-` });
    expect(response.status).to.equal(416);
    expect(response.headers.get("content-range")).to.equal(`bytes */${bytes.length}`);
  });

  it("say how large they are without being sent", async () => {
    const { response, body } = await get({}, "HEAD");
    expect(response.headers.get("content-length")).to.equal(String(bytes.length));
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
      expect((await api().ask(path)).status, path).to.equal(404);
    }
  });
});
