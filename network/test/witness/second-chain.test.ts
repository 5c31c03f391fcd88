// Two chains that the same validators seal: witnesses of both, and the monitor that sees it.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { robotIdChain } from "@openrobotid/sdk/chains";
import type { ProvingClient } from "@openrobotid/sdk/evidence";
import {
  type Anchor,
  parseCheckpoint,
  proven,
  verifySecondChain,
  type Witness as WitnessOfAnchor,
  witnessKeyOf,
} from "@openrobotid/sdk/proof";
import { verifyWitnessList } from "@openrobotid/sdk/witness";
import { witnessSigner } from "@openrobotid/testkit/capsules";
import { connection, deployment } from "@openrobotid/testkit/chain";
import { expectNotProven } from "@openrobotid/testkit/refusals";
import { type SealedChain, transportOf } from "@openrobotid/testkit/sealed";
import { anchorNow, newest, replaceAll, sealFromNow } from "@openrobotid/testkit/sealed-registry";
import { expect } from "chai";
import { pino } from "pino";
import { createClient, type Hex, numberToHex } from "viem";
import { beginJournal, Journal } from "../../witness/journal.js";
import { createMetrics } from "../../witness/metrics.js";
import { serveWitness } from "../../witness/server.js";
import { WitnessService } from "../../witness/service.js";
import { Witness } from "../../witness/witness.js";
import { chainTime, entryOf, SEATS } from "../permissioner/setting.js";

describe("Two chains that the same validators seal", function () {
  this.timeout(120_000);

  let snapshot: unknown;
  let folder: string;
  let anchor: Anchor;
  let now: number;
  let one: SealedChain;
  let other: SealedChain;
  let fork: number;
  const closing: (() => Promise<void>)[] = [];
  const names = { CN: "CN", ES: "ES" } as const;
  let witnesses: WitnessOfAnchor[];

  before(async () => {
    snapshot = await connection.provider.request({ method: "evm_snapshot" });
    await replaceAll(0);
    folder = mkdtempSync(join(tmpdir(), "second-chain-"));
    fork = (await newest()) + 3;
    one = await sealFromNow();
    // The same blocks, with another fee per gas from one block on.
    other = await sealFromNow((header, number) =>
      number < fork ? header : { ...header, baseFeePerGas: numberToHex(number) },
    );
    anchor = await anchorNow(one);
    await mine(8);
    now = await chainTime();
    witnesses = Object.values(names).map((name) => {
      return { seat: SEATS[name], key: witnessKeyOf(witnessSigner(name).key) };
    });
  });
  after(async () => {
    for (const close of closing) await close();
    await connection.provider.request({ method: "evm_revert", params: [snapshot] });
    rmSync(folder, { recursive: true, force: true });
  });

  const mine = async (blocks: number) => {
    for (let mined = 0; mined < blocks; mined += 1) {
      await connection.provider.request({ method: "evm_mine" });
    }
  };
  /** Two seconds later; a block every ten. */
  const pass = async () => {
    now += 2;
    if (now % 10 >= 2) return;
    await connection.provider.request({ method: "evm_setNextBlockTimestamp", params: [now] });
    await mine(1);
  };

  /** The witness of a seat, whose node shows a chain. */
  const witnessOf = async (name: keyof typeof names, chain: SealedChain) => {
    const own = mkdtempSync(join(folder, `${name}-`));
    const signer = witnessSigner(name);
    const key = witnessKeyOf(signer.key);
    const [path, alarmFolder, staticFolder] = ["journal.json", "alarms", "static"].map((of) =>
      join(own, of),
    ) as [string, string, string];
    beginJournal(path, key);
    const { chainId } = anchor;
    const clock = () => now;
    const client = createClient({
      chain: robotIdChain({ deployment, rpcUrls: ["http://127.0.0.1"] }),
      transport: proven(transportOf(chain.request), { anchor, now: clock }),
      cacheTime: 0,
    }) as unknown as ProvingClient;
    const { proof } = client.transport;
    const journal = new Journal(path, key);
    const metrics = createMetrics();
    const seat = SEATS[name];
    const witness = new Witness({
      ...{ chainId, seat, signer, journal, proof },
      interval: 60,
      now: clock,
    });
    const service = new WitnessService({
      ...{ anchor, witness, client, alarmFolder, staticFolder, metrics },
      sources: [join(folder, "directory.json")],
      interval: 60,
      pollSeconds: 2,
      monitorSeconds: 20,
      listSeconds: 3600,
      log: pino({ level: "silent" }),
      now: clock,
    });
    const server = await serveWitness(
      {
        checkpoints: async () => await service.checkpoints(),
        list: () => service.list,
        standing: () => service.standing(),
        metrics,
      },
      { host: "127.0.0.1", port: 0 },
    );
    closing.push(server.close);
    return { service, witness, url: server.url, key, alarmFolder, staticFolder, metrics, own };
  };

  const publish = async (given: Record<string, { url: string; key: Hex }>) => {
    const entries = await Promise.all(
      Object.entries(given).map(async ([name, { url, key }]) => {
        const witness = { key, url: `${url}/checkpoint` };
        return await entryOf(SEATS[name as "CN"], name as "CN", { witness, issuedAt: now });
      }),
    );
    writeFileSync(join(folder, "directory.json"), JSON.stringify({ entries }));
  };

  it("are found by the monitor within a minute, and both signatures are verified", async () => {
    const here = await witnessOf("CN", one);
    const there = await witnessOf("ES", other);
    await publish({ CN: here, ES: there });
    const began = now;
    while (!here.service.standing().alarms.secondChain && now - began < 300) {
      await there.service.sign();
      await here.service.step();
      await pass();
    }
    expect(now - began).to.be.at.most(60);
    expect(here.service.standing().healthy).to.equal(false);
    expect(await here.metrics.registry.metrics()).to.contain(
      'robotid_witness_alarm{kind="secondChain"} 1',
    );

    const [name = "", ...more] = readdirSync(here.alarmFolder);
    expect(more.length).to.be.at.most(3);
    const text = readFileSync(join(here.alarmFolder, name), "utf8");
    const found = await verifySecondChain(text, witnesses, "qbft");
    expect(found.number >= BigInt(fork)).to.equal(true);
    expect(found.sides.map(({ seat }) => seat).sort()).to.deep.equal([SEATS.CN, SEATS.ES].sort());
    const hashes = await Promise.all(
      [one, other].map(async (chain) => (await chain.header(Number(found.number))).hash),
    );
    expect(found.sides.map(({ hash }) => hash).sort()).to.deep.equal(hashes.sort());
    expect(found.sealedBoth).to.have.length(3);

    // Whatever of it is altered shows nothing.
    const file = JSON.parse(text);
    const [first, second] = file.sides;
    for (const altered of [
      { ...file, sides: [first, first] },
      { ...file, sides: [first] },
      { ...file, chainId: 1 },
      { ...file, number: file.number - 1 },
      {
        ...file,
        sides: [
          first,
          { ...second, checkpoint: { ...second.checkpoint, hash: first.checkpoint.hash } },
        ],
      },
      { ...file, sides: [first, { ...second, headers: first.headers }] },
      { ...file, format: "open-robot-id-evidence" },
    ]) {
      await expectNotProven("checkpointShape", () => verifySecondChain(altered, witnesses, "qbft"));
    }
    await expectNotProven("witnessUnknown", () =>
      verifySecondChain(text, witnesses.slice(1), "qbft"),
    );
  });

  it("are no alarm where both witnesses cosign one chain, which each signs once a minute", async () => {
    const [here, there] = [await witnessOf("CN", one), await witnessOf("ES", one)];
    await publish({ CN: here, ES: there });
    for (let step = 0; step < 60; step += 1) {
      await there.service.step();
      await here.service.step();
      await pass();
    }
    const { alarms, healthy, watched } = here.service.standing();
    expect(alarms).to.deep.equal({});
    expect(healthy).to.equal(true);
    expect(watched).to.deep.equal([SEATS.CN, SEATS.ES]);
    expect(here.witness.checkpoints.length).to.be.within(2, 4);
    expect(here.witness.checkpoints.map(({ hash }) => hash)).to.deep.equal(
      there.witness.checkpoints.map(({ hash }) => hash),
    );
  });

  it("make a witness whose node changes from one to the other sign no more, and say why", async () => {
    let chain = one;
    const switching = { request: async (asked: never) => await chain.request(asked) };
    const here = await witnessOf("CN", switching as unknown as SealedChain);
    await publish({ CN: here });
    await here.service.step();
    const before = here.witness.checkpoints.map(({ signature }) => signature);
    expect(before).to.have.length(1);
    chain = other;
    for (let passed = 0; passed < 35; passed += 1) await pass();
    await here.service.step();
    const { alarms, healthy } = here.service.standing();
    expect(alarms.contradiction?.[0] ?? alarms.chainUnproven?.[0]).to.match(/block|Block/);
    expect(healthy).to.equal(false);
    expect(here.witness.checkpoints.map(({ signature }) => signature)).to.deep.equal(before);
  });

  it("are served with the list of witnesses, which the anchor proves, over HTTP and as files", async () => {
    const here = await witnessOf("CN", one);
    await publish({ CN: here });
    await here.service.step();
    const list = new Uint8Array(await (await fetch(`${here.url}/witnesses`)).arrayBuffer());
    const read = await verifyWitnessList(list, { anchor, now: () => now });
    expect(read.witnesses).to.have.length(1);
    expect(read.witnesses[0]).to.include({ seat: SEATS.CN, key: here.key });
    expect(read.without).to.include(SEATS.ES);
    expect(now - read.timestamp).to.be.within(0, 200);
    expect(new Uint8Array(readFileSync(join(here.staticFolder, "witnesses.cbor")))).to.deep.equal(
      list,
    );

    const answer = await fetch(`${here.url}/checkpoint`);
    expect(answer.headers.get("access-control-allow-origin")).to.equal("*");
    const served = (await answer.json()) as unknown[];
    expect(
      JSON.parse(readFileSync(join(here.staticFolder, "checkpoint.json"), "utf8")),
    ).to.deep.equal(served);
    expect(parseCheckpoint(served[0]).seat).to.equal(SEATS.CN);
    expect((await fetch(`${here.url}/health`)).status).to.equal(200);
    expect((await fetch(`${here.url}/checkpoint`, { method: "POST" })).status).to.equal(404);
  });

  it("cannot be told from a list to which somebody added a key that no seat signed", async () => {
    const here = await witnessOf("CN", one);
    await publish({ CN: here });
    const genuine = JSON.parse(readFileSync(join(folder, "directory.json"), "utf8"));
    const [entry] = genuine.entries;
    const forged = {
      ...entry,
      witness: { ...entry.witness, key: witnessKeyOf(witnessSigner("x").key) },
    };
    writeFileSync(join(folder, "directory.json"), JSON.stringify({ entries: [forged] }));
    await here.service.step();
    expect(here.service.standing().watched).to.deep.equal([]);
  });
});
