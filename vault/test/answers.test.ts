// Answers without the file: who may ask, what telemetry says, and each a line of the log.
import { type VaultQuestionName, vaultQuestions, verifyVaultAnswer } from "@openrobotid/sdk/vault";
import { accounts, deployment, isolate, type Part } from "@openrobotid/testkit/chain";
import { robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import type { Address } from "viem";
import {
  ANSWERS,
  CAPACITIES,
  type Capacity,
  type Grantable,
  type Party,
} from "../src/access/tiers.js";
import { answerFromTelemetry } from "../src/answers/answers.js";
import { signGrant, VAULT, vaultService } from "./support/service.js";
import { signedBatch } from "./support/telemetry.js";

const ROBOT = robots.sold;
const DAY = 86_400;
const PATH = `/robots/${ROBOT}/answers`;

describe("answers without the file", function () {
  this.timeout(60_000);
  isolate();
  const service = vaultService();
  let sequence = 0;
  let nonce = 0;

  const ask = async (who: Part | undefined, question: string, value: number) => {
    const response = await (await service().as(who))("POST", PATH, { body: { question, value } });
    const text = await response.text();
    return { status: response.status, text, answer: JSON.parse(text).answer as string };
  };
  const answerTo = async (question: VaultQuestionName, value: number) =>
    (await ask("owner", question, value)).answer;
  const push = async (at: number, reading: object) => {
    sequence += 1;
    const batch = await signedBatch(ROBOT, {
      ...{ sequence, from: at - 60, until: at },
      readings: [{ at, ...reading }],
    });
    const body = { batches: [batch] };
    const response = await (await service().as(undefined))("PUT", `/robots/${ROBOT}/telemetry`, {
      body,
    });
    expect(response.status).to.equal(201);
  };
  const grant = async (
    grantee: Part,
    kinds: readonly Grantable[],
    capacity: Capacity = "reader",
  ) => {
    nonce += 1;
    const signed = await signGrant(accounts.owner, ROBOT, {
      ...{ holder: accounts.owner.address, holding: 1, grantee: accounts[grantee].address },
      ...{ capacity, kinds: [...kinds], purpose: "To buy it" },
      until: Math.floor(service().now()) + DAY,
      nonce: `0x${nonce.toString(16).padStart(64, "0")}`,
    });
    const response = await (await service().as(grantee))("POST", `/robots/${ROBOT}/grants`, {
      body: signed,
    });
    expect(response.status).to.equal(201);
    return ((await response.json()) as { id: string }).id;
  };
  const linesOf = async () => {
    const rows = await service()
      .vault.store.selectFrom("logEntry")
      .select("line")
      .orderBy("position")
      .execute();
    return rows.map(({ line }) => JSON.parse(line) as Record<string, unknown>);
  };

  it("are unknown while nothing was measured", async () => {
    for (const [name, { by, usual }] of Object.entries(vaultQuestions)) {
      if (by === "vault")
        expect((await ask("owner", name, usual)).answer, name).to.equal("unknown");
    }
  });

  describe("by the table", () => {
    const cases: readonly [who: Part | undefined, is: Party][] = [
      ["owner", "holder"],
      ["maker", "maker"],
      ["ES", "authority"],
      ["workshop", "workshop"],
      ["insurer", "insurer"],
      ["investigator", "investigator"],
      ["stranger", "reader"],
      [undefined, "public"],
    ];
    const statusOf = (who: Part | undefined) => (who === undefined ? 401 : 403);
    for (const [who, party] of cases) {
      it(`are for ${party}: ${ANSWERS[party]}`, async () => {
        const { store } = service().vault;
        await store.deleteFrom("grant").execute();
        const way = ANSWERS[party];
        const before = (await ask(who, "fallen", 30)).status;
        expect(before).to.equal(way === "yes" ? 201 : statusOf(who));
        if (who === undefined) return;
        const capacity = CAPACITIES.find((one) => one === party) ?? "reader";
        await grant(who, ["service"], capacity);
        expect((await ask(who, "fallen", 30)).status, "another kind").to.equal(before);
        const id = await grant(who, ["answers"], capacity);
        expect((await ask(who, "fallen", 30)).status, "granted").to.equal(201);
        // Answers are not the file.
        const path = `/robots/${ROBOT}/telemetry?from=${Math.floor(service().now())}&until=9999999999`;
        const file = await (await service().as(who))("GET", path);
        expect(file.status).to.equal(way === "yes" ? 200 : 403);
        await (await service().as("owner"))("DELETE", `/robots/${ROBOT}/grants/${id}`);
        expect((await ask(who, "fallen", 30)).status, "revoked").to.equal(before);
      });
    }

    it("are for whom the holder lets see telemetry itself, too", async () => {
      await grant("stranger", ["telemetry"]);
      expect((await ask("stranger", "fallen", 30)).status).to.equal(201);
    });

    it("are for an investigator who broke the glass, and told later", async () => {
      const ofInvestigator = await service().as("investigator");
      const body = { caseNumber: "26-118", reason: "A person was hurt by this robot" };
      await ofInvestigator("POST", `/robots/${ROBOT}/break-glass`, { body });
      expect((await ask("investigator", "fallen", 30)).status).to.equal(201);
      expect((await linesOf()).at(-1)).to.deep.include({
        ...{ what: "answered", series: "delayed", caseNumber: "26-118", party: "investigator" },
      });
    });
  });

  it("are lines of the log before they are given, and refusals too", async () => {
    const id = await grant("buyer", ["answers"]);
    const before = (await linesOf()).length;
    await ask("buyer", "fallen", 30);
    await ask("dealer", "fallen", 30);
    const [answered, refused] = (await linesOf()).slice(before);
    expect(answered).to.deep.include({
      ...{ what: "answered", account: accounts.buyer.address, party: "reader", grant: id },
      ...{ kind: "answers", why: "fallen 30: unknown; To buy it" },
    });
    expect(refused).to.deep.include({ what: "refusal", kind: "answers", why: "not-entitled" });
    const { log } = service().vault;
    const write = log.write.bind(log);
    log.write = async () => await Promise.reject(new Error("disk full"));
    try {
      const { status, text } = await ask("buyer", "fallen", 30);
      expect([status, text.includes("unknown")]).to.deep.equal([500, false]);
    } finally {
      log.write = write;
    }
  });

  it("say of a public question that the chain answers it, and refuse what is none", async () => {
    const refused = await ask("owner", "serviced", 365);
    expect([
      refused.status,
      /The chain answers this to everybody/.test(refused.text),
    ]).to.deep.equal([400, true]);
    for (const [name, value] of [
      ["toString", 1],
      ["fallen", 0],
      ["fallen", 1.5],
      ["worn", 101],
    ] as const) {
      expect((await ask("owner", name, value)).status, name).to.equal(400);
    }
  });

  it("are signed: no word, robot, number, moment or chain of them can be changed", async () => {
    const { text } = await ask("owner", "fallen", 30);
    const registry = deployment.contracts.RobotRegistry?.address as Address;
    const expected = { chainId: deployment.chainId, registry, vault: VAULT };
    const answer = await verifyVaultAnswer(text, { ...expected, robot: ROBOT, question: "fallen" });
    expect(answer).to.include({ answer: "unknown", value: 30 });
    const failing = async (changed: object, more = {}) =>
      await verifyVaultAnswer(JSON.stringify({ ...answer, ...changed }), {
        ...expected,
        ...more,
      }).then(
        () => "verified",
        (error: { reason: string }) => error.reason,
      );
    for (const changed of [
      { answer: "no" },
      { value: 31 },
      { at: answer.at + 1 },
      { robot: robots.abroad },
      { blockNumber: answer.blockNumber + 1 },
      { account: accounts.owner.address },
      { signature: `0x${"11".repeat(65)}` },
    ]) {
      expect(await failing(changed), JSON.stringify(changed)).to.equal("notSigned");
    }
    expect(await failing({ chainId: 1 })).to.equal("another");
    expect(await failing({ vault: "https://other.example" })).to.equal("another");
    expect(await failing({ question: "all" })).to.equal("malformed");
    expect(await failing({}, { robot: robots.abroad })).to.equal("another");
    expect(await failing({}, { value: 365 })).to.equal("another");
    expect(await failing({}, { account: accounts.owner.address })).to.equal("notSigned");
    expect(await failing({}, { now: answer.at + 700, maxAge: 600 })).to.equal("another");
    expect(await failing({}, { now: answer.at - 700 })).to.equal("another");
    expect(await failing({}, { now: answer.at + 500, maxAge: 600 })).to.equal("verified");
  });

  describe("of what was measured", () => {
    before(async () => {
      const now = Math.floor(service().now());
      const at = (days: number) => now - days * DAY;
      const joints = (wear: number) => ({ joints: { kneeLeft: { wear }, hipLeft: { wear: 0.1 } } });
      const safety = (falls: number) => ({ safety: { falls, emergencyStops: 4 } });
      await push(at(60), { ...safety(2), ...joints(0.2), use: { hours: 900 } });
      await push(at(40), { ...safety(3), ...joints(0.3), battery: { cycles: 450 } });
      await push(at(0), { ...safety(3), ...joints(0.4), use: { hours: 1000 } });
    });

    it("tell whether a count grew in the time, not that it is above zero", async () => {
      expect(await answerTo("fallen", 50)).to.equal("yes");
      expect(await answerTo("fallen", 30)).to.equal("no");
      expect(await answerTo("stopped", 50)).to.equal("no");
    });

    it("are unknown where the begin of the time was not measured", async () => {
      const now = Math.floor(service().now());
      const { rollups } = service().vault.telemetry;
      const asked = { question: "stopped", value: 300 } as const;
      const times = { now, issuedAt: now - 900 * DAY };
      expect(await answerFromTelemetry(rollups, ROBOT, asked, times)).to.equal("unknown");
      // A robot that is younger than that counted from zero.
      expect(await answerTo("stopped", 300)).to.equal("yes");
    });

    it("tell whether a figure is reached, and not of what is long ago", async () => {
      expect(await answerTo("worn", 40)).to.equal("yes");
      expect(await answerTo("worn", 41)).to.equal("no");
      expect(await answerTo("hours", 1000)).to.equal("yes");
      expect(await answerTo("hours", 1001)).to.equal("no");
      expect(await answerTo("cycles", 450), "it only grows").to.equal("yes");
      expect(await answerTo("cycles", 451), "it may have grown since").to.equal("unknown");
    });
  });
});
