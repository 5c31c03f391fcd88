// Telemetry: what is taken in, what is found about it, what is summed up, removed, anchored and proven.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { topicOf } from "@openrobotid/api-server/access-log/anchoring";
import { manufacturerOf, modelOf } from "@openrobotid/sdk";
import type { SignedTelemetry, TelemetryReading } from "@openrobotid/sdk/device";
import {
  anchorsHead,
  type TelemetryAnchor,
  type TelemetryProof,
  telemetryDigest,
  telemetryRoot,
} from "@openrobotid/sdk/device";
import { anchorsCodeHash, telemetryRulesTypedData } from "@openrobotid/sdk/vault";
import { anchorsOn } from "@openrobotid/testkit/anchors";
import {
  accounts,
  clientOf,
  connection,
  deployment,
  isolate,
  time,
} from "@openrobotid/testkit/chain";
import { Device } from "@openrobotid/testkit/device";
import { robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { type Address, type Hex, keccak256, toHex } from "viem";
import { AccessLog } from "../src/log/access-log.js";
import { openStore } from "../src/store/open.js";
import { Anchoring } from "../src/telemetry/anchoring.js";
import { startOf } from "../src/telemetry/rollups.js";
import { Telemetry } from "../src/telemetry/telemetry.js";
import { wearClassOf } from "../src/telemetry/wear.js";
import { VAULT, vaultService } from "./support/service.js";
import { type BatchParameters, signedBatch } from "./support/telemetry.js";

const DAY = 86_400;
const ROBOT = robots.sold;
const MONDAY = Date.UTC(2026, 0, 5) / 1000;
const knee = (at: number, wear: number): TelemetryReading => ({
  at,
  joints: { kneeLeft: { wear } },
});

describe("telemetry of the vault", function () {
  this.timeout(60_000);

  describe("as it comes", () => {
    let telemetry: Telemetry;
    let log: AccessLog;
    let folder = "";
    let now = MONDAY;
    let store: Awaited<ReturnType<typeof openStore>>;
    const device = new Device("a robot");
    const signers = {
      deviceKeyDigest: device.keyDigest as Hex,
      accounts: [accounts.operator.address],
    };
    const { chainId } = deployment;
    const batch = async (more: BatchParameters) => await signedBatch(ROBOT, more, device);
    const take = async (...all: SignedTelemetry[]) =>
      (await telemetry.take(ROBOT, chainId, all, signers)).map(({ marks }) => marks);
    const hour = (sequence: number, more: Partial<BatchParameters> = {}) => {
      const until = MONDAY + sequence * 3600;
      return batch({ sequence, from: until - 3600, until, ...more });
    };
    const failing = async (act: Promise<unknown>) =>
      await act.then(
        () => "nothing",
        (error: Error) => error.message,
      );

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), "telemetry-"));
      store = await openStore(folder, undefined);
      now = MONDAY + 30 * DAY;
      log = new AccessLog(store, join(folder, "head.json"), () => now);
      telemetry = new Telemetry({ store, log, masterKey: new Uint8Array(32), now: () => now });
    });
    afterEach(async () => {
      await store.destroy();
      rmSync(folder, { recursive: true });
    });

    it("is kept as it was signed, with a line of the log", async () => {
      const first = await hour(1);
      expect(await take(first, await hour(2))).to.deep.equal([[], []]);
      const [kept] = await telemetry.batches(ROBOT, MONDAY, MONDAY + DAY);
      expect(kept?.signed).to.deep.equal(first);
      const times = [{ from: 0, until: now + 1 }];
      const [line] = await log.entriesOf(ROBOT, times, { after: -1, limit: 1 });
      expect(JSON.parse(line?.line ?? "")).to.include({
        what: "telemetryTaken",
        why: "2 signed by device",
      });
    });

    it("is marked where batches are missing, come late, or have a number twice", async () => {
      expect(await take(await hour(3))).to.deep.equal([["gap"]]);
      expect(await take(await hour(2))).to.deep.equal([["late"]]);
      const other = await hour(3, { firmware: "3.1.3" });
      expect((await take(other))[0]).to.include("conflict");
      expect(await take(await hour(4))).to.deep.equal([[]]);
    });

    it("is marked and kept once where it comes again", async () => {
      const first = await hour(1);
      await take(first);
      expect(await take(first, first)).to.deep.equal([["replay"], ["replay"]]);
      const row = await store.selectFrom("telemetryBatch").selectAll().executeTakeFirstOrThrow();
      expect(row).to.include({ marks: "replay", replays: 2 });
    });

    it("is marked where a clock jumps", async () => {
      await take(await hour(1));
      expect(await take(await hour(2, { from: MONDAY }))).to.deep.equal([["clockBack"]]);
      const readings = [knee(MONDAY + 3 * 3600, 0.1), knee(MONDAY + 3 * 3600 - 9, 0.1)];
      expect(await take(await hour(3, { readings }))).to.deep.equal([["clockBack"]]);
      const until = now + 301;
      expect(
        await take(await batch({ sequence: 4, from: now, until, readings: [knee(now, 0.1)] })),
      ).to.deep.equal([["clockAhead"]]);
    });

    it("is marked where a value cannot be, a count falls, or hours outrun the time", async () => {
      const hours = (sequence: number, value: number) =>
        hour(sequence, { readings: [{ at: MONDAY + sequence * 3600, use: { hours: value } }] });
      expect(await take(await hours(1, 100), await hours(2, 101))).to.deep.equal([[], []]);
      expect(await take(await hours(3, 99))).to.deep.equal([["impossible"]]);
      expect(await take(await hours(4, 200))).to.deep.equal([["impossible"]]);
      expect(await take(await hours(5, 104))).to.deep.equal([[]]);
      const readings = [knee(MONDAY + 6 * 3600, 1.5)];
      expect(await take(await hour(6, { readings }))).to.deep.equal([["impossible"]]);
    });

    it("goes on where it was after a restart", async () => {
      await take(await hour(1));
      telemetry = new Telemetry({ store, log, masterKey: new Uint8Array(32), now: () => now });
      expect(await take(await hour(3))).to.deep.equal([["gap"]]);
    });

    it("is refused, all of a request, where one is not signed by the robot or who runs it", async () => {
      const signed = await hour(1);
      const altered = { ...signed, batch: signed.batch.replace("0.2", "0.1") };
      const ofOther = await signedBatch(
        ROBOT,
        { sequence: 2, from: MONDAY, until: MONDAY },
        new Device("another"),
      );
      const digest = telemetryDigest(signed.batch);
      const byStranger = {
        batch: signed.batch,
        signedBy: "gateway" as const,
        signature: await accounts.stranger.signMessage({ message: { raw: digest } }),
      };
      expect(await failing(take(signed, altered))).to.match(/not of the robot's key over this/);
      expect(await failing(take(ofOther))).to.match(/not the one that the chain has/);
      expect(await failing(take(byStranger))).to.match(/nobody who holds or runs/);
      expect(await store.selectFrom("telemetryBatch").selectAll().execute()).to.deep.equal([]);
    });

    it("is taken of a gateway by the account of who runs the robot, and says so", async () => {
      const { batch: text } = await hour(1);
      const signer = accounts.operator;
      const signature = await signer.signMessage({ message: { raw: telemetryDigest(text) } });
      await take({ batch: text, signedBy: "gateway", signature });
      const row = await store.selectFrom("telemetryBatch").selectAll().executeTakeFirstOrThrow();
      expect(row).to.include({ signedBy: "gateway", account: signer.address });
    });

    it("is refused of another robot, another chain, and with a field that is not in the schema", async () => {
      const signed = await hour(1);
      const refused = async (id = ROBOT, chain = chainId, given = signed) =>
        await failing(telemetry.take(id, chain, [given], signers));
      expect(await refused(robots.untouched)).to.match(/^batches.0: It is of robot/);
      expect(await refused(ROBOT, 1)).to.match(/^batches.0: It is of chain/);
      const more = { ...signed, batch: signed.batch.replace('"wear"', '"place"') };
      expect(await refused(ROBOT, chainId, more)).to.match(/has no readings.0.joints.place/);
    });

    it("is summed up by day and week, without what cannot be", async () => {
      await take(
        await hour(1, { readings: [knee(MONDAY + 10, 0.1), knee(MONDAY + 20, 0.3)] }),
        await hour(2, { readings: [knee(MONDAY + 7200, 9)] }),
      );
      const at = MONDAY + 2 * DAY;
      await telemetry.rollups.rollUp(ROBOT);
      await take(await batch({ sequence: 3, from: at, until: at, readings: [knee(at, 0.2)] }));
      const range = { from: MONDAY, until: MONDAY + 7 * DAY };
      const days = await telemetry.rollups.list(ROBOT, "day", range);
      expect(days.map(({ kind, start }) => [kind, start])).to.deep.equal([
        ["joints", MONDAY],
        ["joints", at],
      ]);
      const [week] = await telemetry.rollups.list(ROBOT, "week", range);
      expect(week).to.include({ kind: "joints", start: MONDAY });
      const figure = week?.figures["kneeLeft.wear"];
      expect(figure).to.include({ count: 3, least: 0.1, most: 0.3, last: 0.2, at });
      expect(figure?.sum.toFixed(9)).to.equal("0.600000000");
      expect(startOf("week", MONDAY - 1)).to.equal(MONDAY - 7 * DAY);
    });

    it("is removed when its term is over: batches first, days then, weeks last", async () => {
      await take(await hour(1));
      const counts = async () => [
        (await telemetry.batches(ROBOT, 0, now + DAY)).length,
        (await telemetry.rollups.list(ROBOT, "day", { from: 0, until: now })).length,
        (await telemetry.rollups.list(ROBOT, "week", { from: 0, until: now })).length,
      ];
      const found: number[][] = [];
      for (const days of [0, 91, 1_101, 3_667]) {
        now = MONDAY + 30 * DAY + days * DAY;
        await telemetry.expire();
        found.push(await counts());
      }
      expect(found).to.deep.equal([
        [1, 1, 1],
        [0, 1, 1],
        [0, 0, 1],
        [0, 0, 0],
      ]);
      expect(await store.selectFrom("telemetryBatch").select("digest").execute()).to.have.length(1);
    });

    it("holds no figure in clear text", async () => {
      await take(await hour(1, { readings: [knee(MONDAY + 10, 0.123456)] }));
      await telemetry.rollups.rollUp(ROBOT);
      await store.destroy();
      const bytes = readFileSync(join(folder, "vault.sqlite"), "latin1");
      expect(bytes).not.to.include("0.123456").and.not.to.include("kneeLeft");
      store = await openStore(folder, undefined);
    });

    it("is anchored once, wherever the process is killed in between", async () => {
      const chain: { anchors: TelemetryAnchor[]; fails: "before" | "after" | undefined } = {
        anchors: [],
        fails: "before",
      };
      const contract = {
        ...{ address: accounts.stranger.address, account: accounts.stranger.address },
        anchorsOf: async (topic: Hex) => {
          const all = topic === topicOf("telemetry", VAULT) ? chain.anchors : [];
          const anchoredAt = all.at(-1)?.at ?? 0;
          return { count: all.length, head: anchorsHead(all), anchoredAt };
        },
        send: async (topic: Hex, root: Hex, leaves: number) => {
          if (topic !== topicOf("telemetry", VAULT)) throw new Error("no log today");
          const fails = chain.fails;
          chain.fails = fails === "before" ? "after" : undefined;
          if (fails === "before") throw new Error("killed");
          chain.anchors.push({ root, leaves, at: now });
          if (fails === "after") throw new Error("killed");
        },
      };
      await take(await hour(1));
      for (const expected of ["killed", "killed", "no log today"]) {
        const anchoring = new Anchoring(store, log, VAULT, contract);
        expect(await failing(anchoring.run())).to.equal(expected);
      }
      expect(chain.anchors).to.have.length(1);
      await take(await hour(2));
      chain.anchors.push({ root: toHex(1, { size: 32 }), leaves: 1, at: now });
      const anchoring = new Anchoring(store, log, VAULT, contract);
      expect(await failing(anchoring.run())).to.match(
        /has 2 anchors .* not those that are kept here/,
      );
    });
  });

  it("has wear classes A to E", () => {
    expect([0, 0.2, 0.59, 0.6, 0.8, 1].map(wearClassOf)).to.deep.equal([..."ABCDEE"]);
  });

  describe("over HTTP, with the chain", () => {
    isolate();
    const keys = mkdtempSync(join(tmpdir(), "anchors-"));
    const env: Record<string, string> = {};
    before(async () => {
      const secret = toHex(accounts.stranger.getHdKey().privateKey ?? new Uint8Array());
      const { contract, keyFile } = await anchorsOn(connection, secret, keys);
      Object.assign(env, { VAULT_ANCHORS: contract, VAULT_ANCHOR_KEY_FILE: keyFile });
    });
    after(() => rmSync(keys, { recursive: true }));
    const service = vaultService({ env });
    const path = `/robots/${ROBOT}/telemetry`;

    it("knows the code of Anchors as the compiler makes it", async () => {
      const code = await connection.ethers.provider.getCode(env.VAULT_ANCHORS ?? "");
      expect(keccak256(code as Hex)).to.equal(anchorsCodeHash);
    });

    it("anchors a day of all robots and the head of the log, and proves each batch to the chain", async () => {
      await service().setTime();
      const at = Math.floor(service().now());
      const push = await service().as(undefined);
      const digests: Hex[] = [];
      for (const sequence of [1, 2]) {
        const batch = await signedBatch(ROBOT, { sequence, from: at, until: at });
        digests.push(telemetryDigest(batch.batch));
        expect((await push("PUT", path, { body: { batches: [batch] } })).status).to.equal(201);
      }
      expect(await service().anchoring.run()).to.deep.equal(["telemetry", "log"]);
      expect(await service().anchoring.run()).to.deep.equal([]);

      const ask = await service().as("owner");
      for (const digest of digests) {
        const { anchor } = (await (await ask("GET", `${path}/${digest}`)).json()) as {
          anchor: {
            account: string;
            topic: Hex;
            number: number;
            proof: TelemetryProof;
            anchors: TelemetryAnchor[];
          };
        };
        expect(telemetryRoot(ROBOT, digest, anchor.proof)).to.equal(anchor.anchors[0]?.root);
        const contract = await connection.ethers.getContractAt("Anchors", env.VAULT_ANCHORS ?? "");
        const [count, head] = await contract.anchorsOf(anchor.account, anchor.topic);
        expect([count, head]).to.deep.equal([1n, anchorsHead(anchor.anchors)]);
      }
      const heads = (await (await push("GET", "/log/anchors")).json()) as {
        anchors: TelemetryAnchor[];
      };
      expect(heads.anchors.map(({ leaves }) => leaves)).to.deep.equal([2]);
    });

    it("writes a refusal down where nobody signed who may", async () => {
      const at = Math.floor(service().now());
      const batch = await signedBatch(
        ROBOT,
        { sequence: 1, from: at, until: at },
        new Device("another"),
      );
      const push = await service().as(undefined);
      const { size } = await service().vault.log.tree.head();
      expect((await push("PUT", path, { body: { batches: [batch] } })).status).to.equal(403);
      expect((await service().vault.log.tree.head()).size).to.equal(size + 1);
    });

    it("takes the rules of the maker, marks who drifts, and shows it to who may see telemetry", async () => {
      const { drift } = service().vault.telemetry;
      const model = modelOf(ROBOT);
      const rule = { id: "knee", field: "joints.wear", when: "above", threshold: 0.1, weeks: 2 };
      const of = { ...rule, severity: "advisory", text: "The knee is worn." };
      const textOf = (more: object, revision = 1) =>
        JSON.stringify({ version: 1, model, revision, rules: [{ ...of, ...more }] });
      const domain = {
        chainId: deployment.chainId,
        registry: deployment.contracts.RobotRegistry?.address as Address,
      };
      const publish = async (who: "maker" | "owner", text: string, signed = text) => {
        const ask = await service().as(who);
        const typed = telemetryRulesTypedData(signed, domain);
        const signature = await accounts[who].signTypedData(typed);
        const given = await ask("PUT", `/models/${model}/rules`, { body: { text, signature } });
        return given.status;
      };
      const [first, second] = [textOf({}), textOf({ threshold: 0.9 }, 2)];
      expect(await publish("owner", first)).to.equal(403);
      expect(await publish("maker", first, second)).to.equal(403);
      expect(await publish("maker", textOf({}, 2000))).to.equal(409);
      expect(await publish("maker", first)).to.equal(201);
      expect(await publish("maker", first)).to.equal(409);
      const everybody = await service().as(undefined);
      expect((await everybody("PUT", `/models/${model}/rules`, { body: {} })).status).to.equal(401);

      const owner = await service().as("owner");
      const look = async () =>
        (await (await owner("GET", `/robots/${ROBOT}/diagnosis`)).json()) as {
          rules: { text: string; account: string };
          findings: { rule: string; joint: string }[];
          undecided: string[];
          since: number | null;
        };
      expect((await look()).since).to.equal(null);
      expect(await drift.mark(service().chain)).to.deep.equal([ROBOT]);
      expect(await drift.mark(service().chain)).to.deep.equal([]);
      const { rules, findings, since } = await look();
      expect(rules).to.deep.include({ text: first, account: accounts.maker.address });
      expect(findings.map((one) => [one.rule, one.joint])).to.deep.equal([["knee", "kneeLeft"]]);
      expect(since).to.equal(Math.floor(service().now()));
      expect((await everybody("GET", `/robots/${ROBOT}/diagnosis`)).status).to.equal(401);
      const stranger = await service().as("stranger");
      expect((await stranger("GET", `/robots/${ROBOT}/diagnosis`)).status).to.equal(403);
      // The maker held it once: it sees its own time, which has no reading, and not that the robot drifts now.
      const maker = await service().as("maker");
      const past = await (await maker("GET", `/robots/${ROBOT}/diagnosis`)).json();
      expect(past).to.deep.include({ findings: [], weeks: [], since: null });

      // Without readings nobody knows that it no longer drifts; with other rules it does not.
      expect(await publish("maker", textOf({ joint: "hipLeft" }, 2))).to.equal(201);
      expect(await drift.mark(service().chain)).to.deep.equal([]);
      expect(await publish("maker", textOf({ threshold: 0.9 }, 3))).to.equal(201);
      expect(await drift.mark(service().chain)).to.deep.equal([ROBOT]);
      expect((await look()).since).to.equal(null);
      const lines = await service().vault.store.selectFrom("logEntry").select("line").execute();
      const what = lines.map(({ line }) => JSON.parse(line).what);
      expect(what.filter((one) => one.startsWith("drift"))).to.deep.equal([
        "driftFound",
        "driftOver",
      ]);
    });

    it("lets rules no longer count that came while the key of the maker was in doubt, and takes back what they found", async () => {
      const { vault, chain } = service();
      const model = modelOf(ROBOT);
      const rule = { id: "thief", field: "joints.wear", when: "above", threshold: 0.05, weeks: 2 };
      const of = { ...rule, severity: "stopUse", text: "Stop it." };
      const text = JSON.stringify({ version: 1, model, revision: 4, rules: [of] });
      const domain = {
        chainId: deployment.chainId,
        registry: deployment.contracts.RobotRegistry?.address as Address,
      };
      await service().setTime(100);
      const maker = await service().as("maker");
      const signature = await accounts.maker.signTypedData(telemetryRulesTypedData(text, domain));
      const body = { text, signature };
      expect((await maker("PUT", `/models/${model}/rules`, { body })).status).to.equal(201);
      expect(await vault.telemetry.drift.mark(chain)).to.deep.equal([ROBOT]);

      const about = { manufacturer: manufacturerOf(ROBOT), reasonDigest: keccak256("0x11") };
      const since = Math.floor(service().now()) - 50;
      await time.increaseTo(since + 60);
      await clientOf("CN").declareCompromisedSync({ ...about, since });
      await service().setTime();
      expect(await vault.telemetry.drift.mark(chain)).to.deep.equal([ROBOT]);
      const owner = await service().as("owner");
      const shown = (await (await owner("GET", `/robots/${ROBOT}/diagnosis`)).json()) as {
        rules: { text: string };
      };
      // Those of before count: nothing is found by them.
      expect(JSON.parse(shown.rules.text).revision).to.equal(3);
      expect(shown).to.deep.include({ findings: [], since: null });
      const last = await vault.store
        .selectFrom("logEntry")
        .select("line")
        .where("robot", "=", ROBOT)
        .orderBy("position", "desc")
        .execute();
      const over = last
        .map(({ line }) => JSON.parse(line))
        .find(({ what }) => what === "driftOver");
      expect(over.why).to.equal(
        "revision 4 does not count: the key of the maker was in doubt when it came",
      );
      expect((await maker("PUT", `/models/${model}/rules`, { body })).status).to.be.oneOf([
        401, 403,
      ]);
    });

    it("shows the wear class to everybody while the holder wishes so", async () => {
      const everybody = await service().as(undefined);
      const wish = async (who: "owner" | "stranger", isPublic: boolean) =>
        (
          await (
            await service().as(who)
          )("PUT", `/robots/${ROBOT}/wear-class`, {
            body: { public: isPublic },
          })
        ).status;
      const look = async () => await everybody("GET", `/robots/${ROBOT}/wear-class`);
      expect((await look()).status).to.equal(404);
      expect(await wish("stranger", true)).to.equal(403);
      expect(await wish("owner", true)).to.equal(204);
      expect(await (await look()).json()).to.include({ robot: ROBOT, class: "B" });
      expect(await wish("owner", false)).to.equal(204);
      expect((await look()).status).to.equal(404);
    });
  });
});
