// What the vault answers over HTTP, to friends and to those who are none.
import { request as plainRequest } from "node:http";
import { gzipSync } from "node:zlib";
import { toBytes32 } from "@openrobotid/sdk";
import { robotRegistryAbi } from "@openrobotid/sdk/abis";
import {
  accounts,
  clientOf,
  connection,
  deployment,
  isolate,
  type Part,
} from "@openrobotid/testkit/chain";
import { robots } from "@openrobotid/testkit/robots";
import { transportOf } from "@openrobotid/testkit/sealed";
import { expect } from "chai";
import { type Address, type EIP1193RequestFn, encodeFunctionData } from "viem";
import type { Grant } from "../src/access/grants.js";
import type { Kind } from "../src/access/tiers.js";
import { type Paper, pathOf, putPaper, recordPaper } from "./support/papers.js";
import { MOST_BYTES, signGrant, vaultService } from "./support/service.js";

const ROBOT = robots.sold;
const DAY = 86_400;

describe("the vault over HTTP", function () {
  this.timeout(60_000);
  isolate();

  let isDown = false;
  let lie: ((method: string, answer: unknown) => unknown) | undefined;
  const request = connection.provider.request.bind(connection.provider) as EIP1193RequestFn;
  const node = transportOf(async (asked) => {
    if (isDown) throw new Error("the node is down");
    const answer = await request(asked as never);
    return lie ? lie(asked.method, answer) : answer;
  });
  const service = vaultService({ node: () => node });
  let paper: Paper;
  let policy: Paper;

  before(async () => {
    paper = await recordPaper(ROBOT, "service");
    policy = await recordPaper(ROBOT, "insurance");
    await service().setTime();
    expect((await putPaper(service(), paper)).status).to.equal(201);
    expect((await putPaper(service(), policy)).status).to.equal(201);
  });
  beforeEach(async () => {
    await service().setTime();
    await service().vault.store.deleteFrom("grant").execute();
    await service().vault.store.deleteFrom("breakGlass").execute();
  });
  afterEach(() => {
    isDown = false;
    lie = undefined;
  });

  const asking = async (who: Part | undefined, method: string, path: string, more = {}) => {
    const response = await (await service().as(who))(method, path, more);
    return { status: response.status, response, text: await response.text() };
  };
  const problem = (text: string) => JSON.parse(text) as { type: string; detail: string };
  const linesOf = async () => {
    const rows = await service()
      .vault.store.selectFrom("logEntry")
      .select("line")
      .orderBy("position")
      .execute();
    return rows.map(({ line }) => JSON.parse(line) as Record<string, unknown>);
  };

  describe("a document", () => {
    it("is given to the holder as it is, with its salt, to be kept by no cache and run by no browser", async () => {
      const { status, response, text } = await asking("owner", "GET", pathOf(paper));
      expect([status, text]).to.deep.equal([200, paper.text]);
      expect(response.headers.get("document-salt")).to.equal(paper.salt);
      expect(response.headers.get("cache-control")).to.equal("no-store");
      expect(response.headers.get("content-type")).to.equal("application/octet-stream");
      expect(response.headers.get("content-disposition")).to.match(/^attachment/);
      expect(response.headers.get("content-security-policy")).to.match(/^sandbox/);
      expect(response.headers.get("access-control-allow-origin")).to.equal(null);
    });

    it("is a line of the log before it is given, and so is each refusal", async () => {
      const before = (await linesOf()).length;
      await asking("owner", "GET", pathOf(paper));
      await asking("stranger", "GET", pathOf(paper));
      await asking(undefined, "GET", pathOf(paper));
      await asking("owner", "HEAD", pathOf(paper));
      const at = Math.floor(service().now());
      const about = {
        at,
        toldAt: at,
        robot: ROBOT,
        series: "told",
        seq: paper.seq,
        kind: "service",
      };
      const [look, refused, nobody, head] = (await linesOf()).slice(before);
      expect(look).to.deep.include({
        ...about,
        what: "look",
        account: accounts.owner.address,
        party: "holder",
      });
      expect(refused).to.deep.include({
        ...about,
        what: "refusal",
        account: accounts.stranger.address,
        why: "not-entitled",
      });
      expect(nobody).to.deep.include({ ...about, what: "refusal", why: "not-signed-in" });
      expect(head).to.deep.include({ what: "look", party: "holder" });
    });

    it("is given to nobody where the line cannot be written", async () => {
      const { log } = service().vault;
      const write = log.write.bind(log);
      log.write = async () => await Promise.reject(new Error("disk full"));
      try {
        for (const who of ["owner", "stranger"] as const) {
          const { status, text } = await asking(who, "GET", pathOf(paper));
          expect(status).to.equal(500);
          expect(text).not.to.include(paper.text);
          expect(text).not.to.include("disk full");
        }
      } finally {
        log.write = write;
      }
    });

    it("is given to nobody while the chain proves nothing, and the session is asked again each time", async () => {
      const ask = await service().as("owner");
      isDown = true;
      const response = await ask("GET", pathOf(paper));
      expect(response.status).to.equal(503);
      // Nothing of the node: its address may hold a key.
      expect(problem(await response.text())).to.include({
        type: "urn:openrobotid:problem:not-proven",
        detail: "Nobody is shown anything while the chain proves nothing (unreachable).",
      });
      isDown = false;
      expect((await ask("GET", pathOf(paper))).status).to.equal(200);
    });

    it("is given to nobody by the word of a node that alters what a slot holds", async () => {
      const ask = await service().as("stranger");
      const asOwner = await service().as("owner");
      // Of what was proven before, nothing has to be asked again.
      await recordPaper(ROBOT, "inspection");
      lie = (method, answer) => {
        if (method !== "eth_getProof") return answer;
        const proof = answer as { storageProof: object[] };
        return {
          ...proof,
          storageProof: proof.storageProof.map((one) => ({ ...one, value: "0x1" })),
        };
      };
      expect((await ask("GET", pathOf(paper))).status).to.equal(503);
      expect((await asOwner("GET", pathOf(paper))).status).to.equal(503);
      lie = undefined;
      expect((await asOwner("GET", pathOf(paper))).status).to.equal(200);
    });

    it("is not shown to somebody who was named operator and did not accept, then or now", async () => {
      const until = Math.floor(service().now()) + 100 * DAY;
      await clientOf("owner").setOperatorSync({
        id: ROBOT,
        operator: accounts.operator.address,
        until,
      });
      const named = await recordPaper(ROBOT, "inspection");
      await service().setTime();
      expect((await asking("operator", "GET", pathOf(named))).status).to.equal(403);
      await clientOf("operator").acceptOperatorSync({ id: ROBOT });
      const run = await recordPaper(ROBOT, "hardware");
      await clientOf("operator").resignOperatorSync({ id: ROBOT });
      await service().setTime();
      expect((await asking("operator", "GET", pathOf(named))).status).to.equal(403);
      // Entitled: it is only not kept here.
      expect((await asking("operator", "GET", pathOf(run))).status).to.equal(404);
    });

    it("is closed to a role that ends between two requests of one session", async () => {
      const ask = await service().as("owner");
      const fresh = await recordPaper(ROBOT, "inspection");
      await putPaper(service(), fresh);
      expect((await ask("GET", pathOf(policy))).status).to.equal(200);
      await clientOf("owner").approveTransferSync({ id: ROBOT, to: accounts.buyer.address });
      await clientOf("buyer").acceptTransferSync({ id: ROBOT, from: accounts.owner.address });
      const later = await recordPaper(ROBOT, "hardware");
      await putPaper(service(), later);
      expect((await ask("GET", pathOf(later))).status).to.equal(403);
      expect((await ask("GET", pathOf(fresh))).status).to.equal(200);
      await service().vault.store.deleteFrom("document").where("seq", ">", policy.seq).execute();
    });

    it("that was damaged is refused, and the refusal is logged", async () => {
      const where = { robot: ROBOT, seq: paper.seq };
      const { store } = service().vault;
      const row = await store
        .selectFrom("document")
        .select("sealedKey")
        .where("seq", "=", where.seq)
        .executeTakeFirstOrThrow();
      await store
        .updateTable("document")
        .set({ sealedKey: "AAAA" })
        .where("seq", "=", where.seq)
        .execute();
      const { status, text } = await asking("owner", "GET", pathOf(paper));
      await store.updateTable("document").set(row).where("seq", "=", where.seq).execute();
      expect(status).to.equal(500);
      expect(problem(text).detail).to.match(/its seal is broken/);
      expect((await linesOf()).at(-1)).to.deep.include({ what: "refusal", why: "damaged" });
    });

    it("is listed for everybody as the chain has it, with what is here", async () => {
      const { status, text } = await asking(undefined, "GET", `/robots/${ROBOT}/documents`);
      expect(status).to.equal(200);
      const { documents } = JSON.parse(text) as {
        documents: { seq: number; kind: Kind; state: string }[];
      };
      expect(documents.map(({ seq, kind, state }) => [seq, kind, state])).to.deep.equal([
        [paper.seq, "service", "kept"],
        [policy.seq, "insurance", "kept"],
      ]);
      expect(text).not.to.include(paper.salt);
    });
  });

  describe("paths and headers", () => {
    for (const path of [
      `/robots/${ROBOT}/documents/0`,
      `/robots/${ROBOT}/documents/1e0`,
      `/robots/${ROBOT}/documents/999`,
      `/robots/${ROBOT}/documents/99999999999999999999`,
      `/robots/${ROBOT}/documents/1`,
      `/robots/${ROBOT}/documents/..%2f..%2fvault.sqlite`,
      `/robots/${robots.unknown}/documents/1`,
      `/robots/${ROBOT}/documents/${"9".repeat(5000)}`,
      "/vault.sqlite",
      "/",
    ]) {
      it(`finds nothing at ${path.slice(0, 80)}`, async () => {
        expect((await asking("owner", "GET", path)).status).to.equal(404);
      });
    }

    for (const id of [
      ROBOT.toLowerCase(),
      `${ROBOT}-O`,
      "..%2f..",
      `${ROBOT}%00`,
      "x".repeat(300),
    ]) {
      it(`takes no code but a robot's own: ${id.slice(0, 40)}`, async () => {
        const { status } = await asking("owner", "GET", `/robots/${id}/documents/4`);
        expect(status).to.equal(400);
      });
    }

    it("believes no header about who asks", async () => {
      const { address } = accounts.owner;
      const headers = {
        "x-forwarded-user": address,
        "x-account": address,
        "x-original-url": "/health",
        "x-http-method-override": "PUT",
        cookie: `session=${address}`,
        host: "evil.example",
      };
      expect((await asking(undefined, "GET", pathOf(paper), { headers })).status).to.equal(401);
    });

    it("refuses an account that two sessions name at once", async () => {
      const authorization = `Bearer ${"A".repeat(43)}, Bearer ${"B".repeat(43)}`;
      expect(
        (await asking(undefined, "GET", pathOf(paper), { headers: { authorization } })).status,
      ).to.equal(401);
    });
  });

  describe("putting in", () => {
    let fresh: Paper;
    before(async () => {
      fresh = await recordPaper(ROBOT, "hardware");
      await service().setTime();
    });
    const blobs = async () => (await service().vault.blobs.list()).whole.length;

    for (const who of ["stranger", "insurer", "buyer", "investigator"] as const) {
      it(`refuses ${who}, who neither wrote the entry nor holds, runs or made the robot`, async () => {
        const headers = { "document-salt": fresh.salt };
        const { status } = await asking(who, "PUT", pathOf(fresh), { body: fresh.text, headers });
        expect(status).to.equal(403);
        expect((await linesOf()).at(-1)).to.deep.include({
          what: "refusal",
          account: accounts[who].address,
        });
      });
    }

    it("refuses what the chain does not commit to", async () => {
      const kept = await blobs();
      const headers = { "document-salt": fresh.salt };
      const { status, text } = await asking("maker", "PUT", pathOf(fresh), {
        body: "another",
        headers,
      });
      expect(status).to.equal(422);
      expect(problem(text).detail).to.match(/entry \d+ commits to 0x/);
      expect(await blobs()).to.equal(kept);
    });

    it("refuses a salt that is none", async () => {
      for (const salt of ["", "0x12", "0x".padEnd(66, "g")]) {
        const headers = { "document-salt": salt };
        const { status, text } = await asking("maker", "PUT", pathOf(fresh), {
          body: fresh.text,
          headers,
        });
        expect([status, problem(text).detail]).to.deep.equal([
          400,
          "Document-Salt: 32 bytes in hexadecimal",
        ]);
      }
    });

    it("refuses 10 GB that are announced, without reading them", async () => {
      const token = await service().bearer("maker");
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const outgoing = plainRequest(`${service().url}${pathOf(fresh)}`, {
          method: "PUT",
          headers: {
            authorization: token,
            "document-salt": fresh.salt,
            "content-length": 10 * 2 ** 30,
          },
        });
        outgoing.on("response", (response) => {
          resolve(response.statusCode);
          outgoing.destroy();
        });
        outgoing.on("error", reject);
        outgoing.flushHeaders();
      });
      expect(status).to.equal(413);
    });

    it("refuses 10 GB that are not announced, after the most that there may be", async () => {
      const kept = await blobs();
      const token = await service().bearer("maker");
      let sent = 0;
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const outgoing = plainRequest(`${service().url}${pathOf(fresh)}`, {
          method: "PUT",
          headers: {
            authorization: token,
            "document-salt": fresh.salt,
            "transfer-encoding": "chunked",
          },
        });
        let isOver = false;
        outgoing.on("response", (response) => {
          isOver = true;
          resolve(response.statusCode);
          outgoing.destroy();
        });
        outgoing.on("error", (error) => (isOver ? undefined : reject(error)));
        const more = () => {
          if (isOver || sent > 100 * MOST_BYTES) return;
          sent += 50_000;
          outgoing.write(new Uint8Array(50_000), () => setTimeout(more, 2));
        };
        more();
      });
      expect(status).to.equal(413);
      expect(sent).to.be.below(100 * MOST_BYTES);
      expect(await blobs()).to.equal(kept);
    });

    it("unpacks no request that says it is packed: a bomb of gzip is the bytes that came", async () => {
      const kept = await blobs();
      const bomb = gzipSync(new Uint8Array(64 * 2 ** 20));
      expect(bomb.length).to.be.below(MOST_BYTES);
      const headers = { "content-encoding": "gzip" };
      const put = { body: bomb, headers: { ...headers, "document-salt": fresh.salt } };
      expect((await asking("maker", "PUT", pathOf(fresh), put)).status).to.equal(422);
      // Nor where what it would unpack to is what the chain commits to.
      const packed = { ...put, body: gzipSync(fresh.text) };
      expect((await asking("maker", "PUT", pathOf(fresh), packed)).status).to.equal(422);
      expect(await blobs()).to.equal(kept);
      const grant = { body: gzipSync(new Uint8Array(40 * 2 ** 20)), headers };
      expect((await asking("owner", "POST", `/robots/${ROBOT}/grants`, grant)).status).to.equal(
        400,
      );
      const larger = { ...grant, body: new Uint8Array(70_000) };
      expect((await asking("owner", "POST", `/robots/${ROBOT}/grants`, larger)).status).to.equal(
        413,
      );
    });

    it("keeps nothing where the sender goes away", async () => {
      const kept = await blobs();
      const token = await service().bearer("maker");
      await new Promise<void>((resolve) => {
        const outgoing = plainRequest(`${service().url}${pathOf(fresh)}`, {
          method: "PUT",
          headers: { authorization: token, "document-salt": fresh.salt, "content-length": 1000 },
        });
        outgoing.on("error", () => resolve());
        outgoing.write("begun", () => setTimeout(() => outgoing.destroy(), 50));
      });
      for (let waited = 0; waited < 100; waited += 1) {
        const { length } = await service().vault.store.selectFrom("upload").selectAll().execute();
        if (length === 0) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(await blobs()).to.equal(kept);
      expect((await putPaper(service(), fresh)).status).to.equal(201);
      expect((await putPaper(service(), fresh)).status).to.equal(409);
    });
  });

  describe("a grant", () => {
    let count = 0;
    const grantOf = (change: Partial<Grant> = {}): Grant => {
      count += 1;
      return {
        holder: accounts.owner.address,
        holding: 1,
        grantee: accounts.buyer.address,
        capacity: "reader",
        kinds: ["service"],
        purpose: "To look before buying",
        until: Math.floor(service().now()) + DAY,
        nonce: `0x${count.toString(16).padStart(64, "0")}`,
        ...change,
      };
    };
    const hand = async (who: Part, body: object, robot = ROBOT) =>
      await asking(who, "POST", `/robots/${robot}/grants`, { body });

    it("lets a buyer see the file before buying, and ends at once where it is revoked", async () => {
      const ask = await service().as("buyer");
      expect((await ask("GET", pathOf(paper))).status).to.equal(403);
      const { status, text } = await hand(
        "owner",
        await signGrant(accounts.owner, ROBOT, grantOf()),
      );
      expect(status, text).to.equal(201);
      const { id } = JSON.parse(text) as { id: string };
      expect((await ask("GET", pathOf(paper))).status).to.equal(200);
      expect((await ask("GET", pathOf(policy))).status).to.equal(403);
      expect((await linesOf()).at(-2)).to.deep.include({
        what: "look",
        party: "reader",
        grant: id,
        why: "To look before buying",
      });
      expect((await asking("stranger", "DELETE", `/robots/${ROBOT}/grants/${id}`)).status).to.equal(
        404,
      );
      expect((await asking("buyer", "DELETE", `/robots/${ROBOT}/grants/${id}`)).status).to.equal(
        404,
      );
      expect((await asking("owner", "DELETE", `/robots/${ROBOT}/grants/${id}`)).status).to.equal(
        204,
      );
      expect((await ask("GET", pathOf(paper))).status).to.equal(403);
    });

    it("is taken once: neither again while it is in force, nor once it was revoked", async () => {
      const body = await signGrant(accounts.owner, ROBOT, grantOf());
      const { id } = JSON.parse((await hand("buyer", body)).text) as { id: string };
      expect((await hand("buyer", body)).status).to.equal(409);
      await asking("owner", "DELETE", `/robots/${ROBOT}/grants/${id}`);
      expect((await hand("buyer", body)).status).to.equal(409);
      expect((await asking("buyer", "GET", pathOf(paper))).status).to.equal(403);
    });

    for (const [what, make] of Object.entries({
      "that another signed": async () => await signGrant(accounts.stranger, ROBOT, grantOf()),
      "of another robot": async () => await signGrant(accounts.owner, robots.abroad, grantOf()),
      "for another vault": async () =>
        await signGrant(accounts.owner, ROBOT, grantOf(), { vault: "https://other.example" }),
      "of another chain": async () =>
        await signGrant(accounts.owner, ROBOT, grantOf(), { chainId: 1 }),
      "that was altered": async () => {
        const { grant, signature } = await signGrant(accounts.owner, ROBOT, grantOf());
        return { grant: { ...grant, kinds: ["service", "insurance"] }, signature };
      },
      "of a former holder": async () =>
        await signGrant(accounts.maker, ROBOT, grantOf({ holder: accounts.maker.address })),
      "of an earlier holding": async () =>
        await signGrant(accounts.owner, ROBOT, grantOf({ holding: 0 })),
      "that is over": async () =>
        await signGrant(accounts.owner, ROBOT, grantOf({ until: Math.floor(service().now()) })),
      "for ever": async () =>
        await signGrant(accounts.owner, ROBOT, grantOf({ until: 4_000_000_000 })),
    })) {
      it(`is refused where it is one ${what}`, async () => {
        const { status, text } = await hand("buyer", await make());
        expect(status, text).to.equal(422);
        expect((await asking("buyer", "GET", pathOf(paper))).status).to.equal(403);
      });
    }

    it("is handed in by who signed it or is given it, and is well formed", async () => {
      const body = await signGrant(accounts.owner, ROBOT, grantOf());
      expect((await hand("stranger", body)).status).to.equal(403);
      for (const change of [
        { kinds: [] },
        { kinds: ["diary"] },
        { capacity: "authority" },
        { nonce: "0x1" },
        { more: 1 },
      ]) {
        expect(
          (await hand("owner", { ...body, grant: { ...body.grant, ...change } })).status,
        ).to.equal(400);
      }
      expect((await hand("owner", { pad: "x".repeat(70_000) })).status).to.equal(413);
    });

    it("lets nobody see more than the holder does: not what an earlier holder insured", async () => {
      await clientOf("owner").approveTransferSync({ id: ROBOT, to: accounts.buyer.address });
      await clientOf("buyer").acceptTransferSync({ id: ROBOT, from: accounts.owner.address });
      const grant = grantOf({
        holder: accounts.buyer.address,
        ...{
          holding: 2,
          grantee: accounts.insurer.address,
          capacity: "insurer",
          kinds: ["insurance", "service"],
        },
      });
      const { status, text } = await hand("insurer", await signGrant(accounts.buyer, ROBOT, grant));
      expect(status, text).to.equal(201);
      expect((await asking("insurer", "GET", pathOf(paper))).status).to.equal(200);
      expect((await asking("insurer", "GET", pathOf(policy))).status).to.equal(403);
    });

    it("can be signed by a holder that is a contract (ERC-1271)", async () => {
      const wallet = await connection.ethers.deployContract("WalletMock", [
        accounts.deployer.address,
      ]);
      const holder = (await wallet.getAddress()) as Address;
      await clientOf("owner").approveTransferSync({ id: ROBOT, to: holder });
      const take = encodeFunctionData({
        abi: robotRegistryAbi,
        functionName: "transferFrom",
        args: [accounts.owner.address, holder, BigInt(toBytes32(ROBOT))],
      });
      await wallet.execute(deployment.contracts.RobotRegistry?.address ?? "", [take]);
      const forged = await signGrant(accounts.owner, ROBOT, grantOf({ holder, holding: 2 }));
      expect((await hand("buyer", forged)).status).to.equal(422);
      const body = await signGrant(accounts.deployer, ROBOT, grantOf({ holder, holding: 2 }));
      const { status, text } = await hand("buyer", body);
      expect(status, text).to.equal(201);
      expect((await asking("buyer", "GET", pathOf(paper))).status).to.equal(200);
    });
  });

  describe("breaking the glass", () => {
    const path = `/robots/${ROBOT}/break-glass`;
    const body = { caseNumber: "26-118", reason: "A person was hurt by this robot" };

    it("takes an investigator of the robot's country, a case number and a reason", async () => {
      for (const who of ["owner", "stranger", "insurer", "ES"] as const) {
        expect((await asking(who, "POST", path, { body })).status, who).to.equal(403);
        // The holder is told who tried.
        expect((await linesOf()).at(-1)).to.deep.include({
          ...{ what: "refusal", series: "told", why: "break-glass" },
          account: accounts[who].address,
        });
      }
      expect((await asking(undefined, "POST", path, { body })).status).to.equal(401);
      for (const change of [
        { caseNumber: "" },
        { caseNumber: " " },
        { reason: "because" },
        { reason: undefined },
      ]) {
        expect(
          (await asking("investigator", "POST", path, { body: { ...body, ...change } })).status,
        ).to.equal(400);
      }
      expect(
        (await asking("investigator", "POST", `/robots/${robots.abroad}/break-glass`, { body }))
          .status,
      ).to.equal(403);
    });

    it("opens the file, is in the log at once, and is told to the holder after the time of the country", async () => {
      const before = (await linesOf()).length;
      expect((await asking("investigator", "GET", pathOf(paper))).status).to.equal(403);
      expect((await asking("investigator", "POST", path, { body })).status).to.equal(201);
      expect((await asking("investigator", "GET", pathOf(paper))).status).to.equal(200);
      const at = Math.floor(service().now());
      const lines = (await linesOf()).slice(before);
      expect(lines.map(({ what, series, toldAt }) => [what, series, toldAt])).to.deep.equal(
        ["refusal", "glassBroken", "look"].map((what) => [what, "delayed", at + 30 * DAY]),
      );
      expect(lines[2]).to.deep.include({
        caseNumber: "26-118",
        why: body.reason,
        party: "investigator",
      });
      const told = async () => {
        const { text } = await asking("owner", "GET", `/robots/${ROBOT}/log?limit=500`);
        const { entries } = JSON.parse(text) as { entries: { line: string }[] };
        return entries
          .map(
            ({ line }) =>
              JSON.parse(line) as { what: string; series: string; at: number; seq?: number },
          )
          .filter(
            (line) =>
              line.series === "delayed" && line.at === at && (line.seq ?? paper.seq) === paper.seq,
          )
          .map(({ what }) => what);
      };
      expect(await told()).to.deep.equal([]);
      await service().setTime(30 * DAY - 1);
      expect(await told()).to.deep.equal([]);
      await service().setTime(30 * DAY);
      expect(await told()).to.deep.equal(["refusal", "glassBroken", "look"]);
    });
  });
});

describe("the limits of the vault", function () {
  this.timeout(60_000);
  isolate();
  const service = vaultService({
    env: { VAULT_REQUESTS_PER_MINUTE: "50", VAULT_TRUSTED_PROXIES: "127.0.0.0/8, ::1" },
  });

  it("soon stop an address that is refused again and again, and no other", async () => {
    const paper = await recordPaper(ROBOT, "service");
    const ask = async (from: string) =>
      (await fetch(`${service().url}${pathOf(paper)}`, { headers: { "x-forwarded-for": from } }))
        .status;
    const found: number[] = [];
    for (let count = 0; count < 8; count += 1) found.push(await ask("192.0.2.1"));
    expect(found).to.deep.equal([401, 401, 401, 401, 401, 429, 429, 429]);
    const headers = { "x-forwarded-for": "192.0.2.1" };
    const stopped = await fetch(`${service().url}${pathOf(paper)}`, { headers });
    expect(Number(stopped.headers.get("retry-after"))).to.be.within(1, 60);
    expect(await ask("192.0.2.1, 192.0.2.2")).to.equal(401);
    // What an address writes in front of its own changes nothing.
    expect(await ask("192.0.2.9, 192.0.2.1")).to.equal(429);
    const { size } = await service().vault.log.tree.head();
    expect(size).to.equal(6);
  });
});
