// An index that believes its node, which lies: what it says of a robot whose history differs from the registry's.

import { createKey } from "@openrobotid/api-server/service-store/keys";
import { openServiceStore } from "@openrobotid/api-server/service-store/store";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { readPostgres, type Tables } from "@openrobotid/testkit/index-tables";
import { type Postgres, startPostgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import { id as keccak } from "ethers";
import { IMAGE, Series } from "./series.js";

const ALTERED = keccak("another image");

interface WireLog {
  readonly data: string;
  readonly blockNumber: string;
}

describe("an index that believes a lying node", function () {
  this.timeout(300_000);

  before(skipUnless("postgresql"));

  let series: Series;
  let postgres: Postgres;
  let liedTo: IndexProcess | undefined;
  /** What was found out on the way. */
  const found: {
    hidden?: { unit: string; mismatches: number };
    doubted?: Readonly<Record<string, { status: number; verdict: unknown; verified?: unknown }>>;
    again?: number;
    lied?: Tables;
    said?: IndexProcess["lines"];
    proof?: number;
    unit?: string;
  } = {};

  /**
   * The node alters what the last entry of a history says, and hides the last one of another, from an index that believes it:
   * one that proves never gets that far, see lies.test.ts.
   */
  const lie = async () => {
    await series.happen(1);
    found.proof = await series.head();
    found.unit = series.last;
    const altered = `0x${found.proof.toString(16)}`;
    await series.happen(1);
    const hiding = series.last;
    const hidden = `0x${(await series.head()).toString(16)}`;
    // Both are in the past then, where many blocks are read at once.
    for (let block = 0; block < 40; block += 1) await series.chain.request("evm_mine");
    series.chain.rpc.lie = (method, _params, answer) =>
      method === "eth_getLogs"
        ? (answer as WireLog[])
            .filter((log) => log.blockNumber !== hidden)
            .map((log) =>
              log.blockNumber === altered
                ? { ...log, data: log.data.replace(IMAGE.slice(2), ALTERED.slice(2)) }
                : log,
            )
        : answer;
    const believing = await IndexProcess.start({
      DEPLOYMENT: series.chain.deploymentFile,
      RPC_URLS: series.chain.rpc.url,
      DATABASE_URL: postgres.url,
      DATABASE_SCHEMA: "lied",
      PROVE: "off",
    });
    liedTo = believing;
    const ask = async (path: string) => await (await fetch(`${believing.url}${path}`)).json();
    let mismatches = 0;
    let etag: string | null = null;
    await believing.until("an answer", async () => {
      const response = await fetch(`${believing.url}/v1/robots/${hiding}`).catch(() => undefined);
      if (response?.ok) etag = response.headers.get("etag");
      return etag !== null;
    });
    await believing.until("two alarms", async () => {
      const health = await ask("/v1/health").catch(() => ({}));
      mismatches = (health as { headMismatches?: number }).headMismatches ?? 0;
      return mismatches > 1;
    });
    found.hidden = { unit: hiding, mismatches };
    found.doubted = await doubtedBy(believing, hiding);
    const headers = { "if-none-match": String(etag) };
    found.again = (await fetch(`${believing.url}/v1/robots/${hiding}`, { headers })).status;
    await believing.reach(await series.head());
    await believing.end();
    found.lied = await readPostgres(postgres, "lied");
    found.said = believing.lines;
    series.chain.rpc.lie = undefined;
  };

  /** What every kind of answer says of a robot. */
  const doubtedBy = async ({ url }: IndexProcess, id: string) => {
    const ask = async (path: string, init?: RequestInit) => {
      const response = await fetch(`${url}${path}`, init);
      const answer = (await response.json()) as Record<string, unknown>;
      const [one] = (answer.robots as Record<string, unknown>[] | undefined) ?? [answer];
      const { verdict, history, verified } = (one ?? {}) as Record<string, unknown>;
      return {
        status: response.status,
        verdict: (verdict as { verdict: string } | undefined)?.verdict ?? one?.["orid:verdict"],
        verified: verified ?? (history as { verified: unknown } | undefined)?.verified,
      };
    };
    const batch = { method: "POST", body: JSON.stringify({ codes: [id] }) };
    const store = await openServiceStore({ DATABASE_URL: postgres.url });
    const { key } = await createKey(store, {
      scope: "authority",
      label: "doubts",
      makers: [],
      expiresAt: undefined,
    });
    await store.destroy();
    return {
      liability: await ask(`/v1/robots/${id}/liability`, {
        headers: { authorization: `Bearer ${key}` },
      }),
      view: await ask(`/v1/robots/${id}`),
      history: await ask(`/v1/robots/${id}/history`),
      epcis: await ask(`/v1/robots/${id}/history.epcis`),
      batch: await ask("/v1/robots:batch", {
        ...batch,
        headers: { "content-type": "application/json" },
      }),
    };
  };

  before(async () => {
    series = await Series.start();
    postgres = await startPostgres();
    // Each unit has a history before.
    await series.happen(14);
    await lie();
  });

  after(async () => {
    await liedTo?.end("SIGKILL");
    postgres?.close();
    await series?.chain.close();
  });

  describe("with a node that hides the last entry of a history", () => {
    it("finds another head on the chain, and says so", () => {
      expect(found.hidden).to.include({ mismatches: 2 });
      const said = found.said?.filter(({ msg }) => msg?.startsWith("The head of a robot"));
      expect(said?.map((line) => line.unit)).to.deep.equal([found.hidden?.unit]);
    });
  });

  describe("with a history that differs from the registry's", () => {
    it("says in every answer about the robot that nothing can be said", () => {
      expect(found.doubted).to.deep.equal({
        view: { status: 200, verdict: "unknown", verified: "differs" },
        history: { status: 200, verdict: "unknown", verified: "differs" },
        epcis: { status: 200, verdict: "unknown", verified: undefined },
        batch: { status: 200, verdict: "unknown", verified: undefined },
        liability: { status: 200, verdict: "unknown", verified: "differs" },
      });
    });

    it("does not say that an answer from before still holds", () => {
      expect(found.again).to.equal(200);
    });
  });

  describe("with a node that lies about what an entry says", () => {
    it("raises an alarm in its table", () => {
      const { history_alarm: alarms = [] } = found.lied ?? {};
      expect(alarms).to.have.lengthOf(1);
      const reason = "eventAltered";
      expect(alarms[0]).to.include({ unit: found.unit, reason, block_number: found.proof });
    });

    it("raises it in the log, in one line", () => {
      const alarms = found.said?.filter(({ msg }) => msg?.startsWith("The history of a robot"));
      expect(alarms).to.have.lengthOf(1);
      expect(alarms?.[0]).to.include({ level: "error", unit: found.unit, reason: "eventAltered" });
    });

    it("does not believe it, and goes on", () => {
      const { firmware_installation: installed = [], history_record: records = [] } =
        found.lied ?? {};
      expect(installed.filter(({ image_digest: image }) => image === ALTERED)).to.deep.equal([]);
      const record = records.find(({ block_number: block }) => block === found.proof);
      expect(record).to.include({ unit: found.unit, kind: "softwareRelease", event: null });
    });
  });
});
