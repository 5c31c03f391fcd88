import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseModelId } from "@openrobotid/sdk";
import { planFile } from "@openrobotid/sdk/batch";
import { drawnSerials, productionFile } from "@openrobotid/world/factory";
import { expect } from "chai";
import { fetchPublic, isAllowed } from "../../manifests/fetch.js";
import { ManifestFetcher } from "../../manifests/fetcher.js";
import { findManifest, manifestContent, putManifest } from "../../manifests/keep.js";
import { openServiceStore, type ServiceStore } from "../../service-store/store.js";

describe("manifests", () => {
  const model = parseModelId("CN-UT01-G1PRO1");
  let folder: string;
  let store: ServiceStore;
  let manifest: Buffer;
  let unitsRoot: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "open-robot-id-manifests-"));
    const file = join(folder, "units.csv");
    await writeFile(file, productionFile(model, "rev A", drawnSerials(model, "X", 20)));
    const path = join(folder, "units.manifest.jsonl");
    ({ unitsRoot } = await planFile({ file, model, counterWidth: undefined, manifest: path }));
    manifest = readFileSync(path);
  });

  beforeEach(async () => {
    store = await openServiceStore({ DATA_DIR: await mkdtemp(join(folder, "store-")) });
  });

  afterEach(async () => await store.destroy());

  after(async () => await rm(folder, { recursive: true, force: true }));

  const lot = (root: string | null = unitsRoot) => ({ id: "0x01", unitsRoot: root });

  async function* pieces(content: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < content.length; from += 700) yield content.subarray(from, from + 700);
  }

  async function refusal(attempt: Promise<unknown>): Promise<Error & { reason?: string }> {
    const outcome = await attempt.then(
      () => undefined,
      (error: Error) => error,
    );
    if (!outcome) throw new Error("it was not refused");
    return outcome;
  }

  describe("putManifest", () => {
    it("keeps what gives the root of the lot, and gives it back byte for byte", async () => {
      const kept = await putManifest(store, lot(), pieces(manifest));
      expect(kept).to.include({ unitsRoot, units: 20, stored: "new" });
      expect(await findManifest(store, unitsRoot)).to.include({ unitsRoot, units: 20 });
      const content: Uint8Array[] = [];
      for await (const part of manifestContent(store, unitsRoot)) content.push(part);
      expect(Buffer.concat(content).equals(manifest)).to.equal(true);
    });

    it("says that it has it already", async () => {
      await putManifest(store, lot(), pieces(manifest));
      expect(await putManifest(store, lot(), pieces(manifest))).to.include({ stored: "already" });
    });

    it("keeps one of two that are brought at once, and no part of the other", async () => {
      const both = [1, 2].map(() => putManifest(store, lot(), pieces(manifest)));
      const outcomes = await Promise.all(both);
      expect(outcomes.map(({ stored }) => stored).sort()).to.deep.equal(["already", "new"]);
      const parts = await store.selectFrom("manifestPart").select("upload").execute();
      expect(parts).to.have.lengthOf(1);
    });

    it("refuses the manifest of other units, naming both roots", async () => {
      const other = `0x${"11".repeat(32)}`;
      const error = await refusal(putManifest(store, lot(other), pieces(manifest)));
      expect(error.reason).to.equal("otherRoot");
      expect(error.message).to.contain(unitsRoot).and.to.contain(other);
      expect(await findManifest(store, other)).to.equal(undefined);
    });

    it("refuses what was altered, naming the line and not the file", async () => {
      const altered = Buffer.from(manifest.toString().replace(/"deviceKeyDigest":"0x./, '$1"0xz'));
      const error = await refusal(putManifest(store, lot(), pieces(altered)));
      expect(error.reason).to.equal("malformed");
      expect(error.message).to.match(/^This is no whole manifest: line \d+: /);
    });

    it("refuses what is cut off", async () => {
      const error = await refusal(putManifest(store, lot(), pieces(manifest.subarray(0, 900))));
      expect(error.reason).to.equal("malformed");
    });

    it("stops reading what is too large", async () => {
      let read = 0;
      async function* endless() {
        for (;;) {
          read += 1000;
          yield Buffer.alloc(1000, "x");
        }
      }
      const error = await refusal(putManifest(store, lot(), endless(), { largest: 5000 }));
      expect(error.reason).to.equal("tooLarge");
      expect(read).to.equal(6000);
    });

    it("needs none for a lot without a root", async () => {
      const error = await refusal(putManifest(store, lot(null), pieces(manifest)));
      expect(error.reason).to.equal("noRoot");
    });
  });

  describe("fetchPublic", () => {
    for (const address of [
      "127.0.0.1",
      "10.1.2.3",
      "172.20.0.1",
      "192.168.1.1",
      "169.254.169.254",
      "100.64.0.1",
      "0.0.0.0",
      "224.0.0.1",
      "255.255.255.255",
      "::1",
      "::",
      "::ffff:10.0.0.1",
      "::ffff:7f00:1",
      "64:ff9b::a00:1",
      "fe80::1",
      "fd00::1",
    ]) {
      it(`never connects to ${address}`, () => expect(isAllowed(address)).to.equal(false));
    }

    it("connects to public addresses", () => {
      for (const address of ["93.184.215.14", "2606:2800:21f:cb07::1"]) {
        expect(isAllowed(address)).to.equal(true);
      }
    });

    it("takes this machine where that is allowed, and no other private address", () => {
      const rules = { allowLoopback: true };
      expect(["127.0.0.1", "::1", "10.0.0.1"].map((one) => isAllowed(one, rules))).to.deep.equal([
        true,
        true,
        false,
      ]);
    });

    for (const [address, why] of [
      ["http://example.com/m", /expected an address with https/],
      ["file:///etc/passwd", /expected an address with https/],
      ["nonsense", /expected an address with https/],
      ["https://user:secret@example.com/m", /must not hold a name or password/],
      ["https://127.0.0.1/m", /not public/],
      ["https://[::ffff:169.254.169.254]/m", /not public/],
      ["https://localhost/m", /not public/],
      ["https://2130706433/m", /not public/],
    ] as const) {
      it(`refuses ${address}`, async () => {
        expect((await refusal(fetchPublic(address))).message).to.match(why);
      });
    }
  });

  describe("ManifestFetcher", () => {
    const silent = { info() {}, warn() {} };

    it("fetches what a lot names, once, and follows where that leads", async () => {
      let asked = 0;
      const server = createServer(({ url }, response) => {
        asked += 1;
        if (url === "/old") response.writeHead(302, { location: "/new" }).end();
        else response.end(manifest);
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      const named = { ...lot(), manifestUri: `http://127.0.0.1:${port}/old` };
      const lots = async () => [named, { ...named, id: "0x02" }];
      const rules = { allowLoopback: true };
      const fetcher = new ManifestFetcher({ store, logger: silent, lots, rules });
      await fetcher.round();
      await fetcher.round();
      server.close();
      expect(asked).to.equal(2);
      expect(await findManifest(store, unitsRoot)).to.include({ units: 20 });
    });

    it("does not go to a private address that a redirect leads to", async () => {
      const server = createServer((_request, response) => {
        response.writeHead(302, { location: "http://10.0.0.1/m" }).end();
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      const rules = { allowLoopback: true };
      const error = await refusal(fetchPublic(`http://127.0.0.1:${port}/`, rules));
      server.close();
      expect(error.message).to.contain("not public");
    });

    it("waits before it tries again", async () => {
      let tries = 0;
      const lots = async () => [
        {
          ...lot(),
          get manifestUri() {
            tries += 1;
            return "https://127.0.0.1/m";
          },
        },
      ];
      const fetcher = new ManifestFetcher({ store, logger: silent, lots });
      await fetcher.round();
      await fetcher.round();
      expect(tries).to.equal(1);
    });
  });
});
