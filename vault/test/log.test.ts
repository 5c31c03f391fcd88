// What the holder is shown of the log, and what it notices when the vault lies.

import { verifyCommitment } from "@openrobotid/sdk/actions";
import { evidence, evidencedChain, readWholeRecord } from "@openrobotid/sdk/evidence";
import { documentOfEntry } from "@openrobotid/sdk/history";
import { readAnchor } from "@openrobotid/sdk/proof";
import {
  readLogHead,
  readVaultLog,
  type SignedLogHead,
  verifyVaultLog,
} from "@openrobotid/sdk/vault";
import { accounts, clientOf, deployment, isolate, time } from "@openrobotid/testkit/chain";
import { robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { sql } from "kysely";
import { type Address, createClient } from "viem";
import { answerOf } from "../src/client/vault-client.js";
import { inWords } from "../src/commands/log.js";
import { type Paper, pathOf, putPaper, recordPaper } from "./support/papers.js";
import { VAULT, vaultService } from "./support/service.js";

const ROBOT = robots.sold;

describe("the log that the holder sees", function () {
  this.timeout(60_000);
  isolate();
  const service = vaultService();
  let paper: Paper;

  const token = async (who: "owner" | "buyer" | "stranger") =>
    (await service().bearer(who)).slice(7);
  const readAs = async (who: "owner" | "buyer" | "stranger") => {
    const headers = { authorization: `Bearer ${await token(who)}` };
    return await readVaultLog(
      async (path) => await answerOf<unknown>(await fetch(`${service().url}${path}`, { headers })),
      ROBOT,
    );
  };
  const expected = { robot: ROBOT, chainId: deployment.chainId, vault: VAULT };
  const reading = async (
    who: "owner" | "buyer",
    { before, ...more }: { signer?: Address; before?: SignedLogHead; reader?: Address } = {},
  ) => {
    const log = await readAs(who);
    const query = `from=${before?.size}&to=${log.head.size}`;
    const response = await fetch(`${service().url}/log/consistency?${query}`);
    const { proof = [] } = (await response.json()) as { proof?: string[] };
    return await verifyVaultLog(log, {
      ...{ ...expected, reader: accounts[who].address, ...more },
      before: before && { head: before, proof },
    });
  };
  const failing = async (act: () => Promise<unknown>) =>
    await act().then(
      () => "nothing",
      (error: Error) => error.message.split("\n")[0],
    );
  const look = async (who: "owner" | "buyer" | "stranger") =>
    (await (await service().as(who))("GET", pathOf(paper))).status;

  before(async () => {
    paper = await recordPaper(ROBOT, "service");
    await service().setTime();
    await putPaper(service(), paper);
    await look("owner");
    await look("stranger");
  });
  beforeEach(async () => await service().setTime());

  it("has every line, in words, under a head that the vault signed", async () => {
    const { lines, head, signer } = await reading("owner");
    expect(lines.map(({ what, ordinal }) => [what, ordinal])).to.deep.equal([
      ["put", 1],
      ["look", 2],
      ["refusal", 3],
      ["logRead", 4],
    ]);
    expect(head).to.include({ vault: "https://vault.example", chainId: deployment.chainId });
    expect(await reading("owner", { signer, before: head })).to.have.property("signer", signer);
    const [, line] = lines;
    expect(line && inWords(line)).to.match(
      new RegExp(
        `^2026-.*Z  look  ${accounts.owner.address} as holder, entry ${paper.seq} \\(service\\)$`,
      ),
    );
  });

  it("shows where a head is of another signer", async () => {
    const { head } = await reading("owner");
    const other = { ...head, size: head.size + 1 };
    expect(
      await failing(async () => await reading("owner", { signer: accounts.owner.address })),
    ).to.match(/The head is signed by 0x.*, not by/);
    expect(
      await failing(async () => await reading("owner", { before: readLogHead(other) })),
    ).to.match(/is signed by/);
  });

  it("is shown to nobody without a line of its own", async () => {
    const { log } = service().vault;
    const write = log.write.bind(log);
    log.write = async () => await Promise.reject(new Error("disk full"));
    try {
      const response = await (await service().as("owner"))("GET", `/robots/${ROBOT}/log`);
      expect([response.status, (await response.text()).includes("refusal")]).to.deep.equal([
        500,
        false,
      ]);
    } finally {
      log.write = write;
    }
  });

  it("has a line of each reading, also of one that begins in the middle, and one of all pages", async () => {
    const read = async (query: string) => {
      const answer = await (await service().as("owner"))("GET", `/robots/${ROBOT}/log?${query}`);
      return (await answer.json()) as { head: SignedLogHead; entries: { position: number }[] };
    };
    const sizeNow = async () => (await service().vault.log.tree.head()).size;
    const size = await sizeNow();
    await read("after=0");
    await read("after=0&size=1");
    expect(await sizeNow()).to.equal(size + 2);
    const { head, entries } = await read("limit=2");
    await read(`limit=2&after=${entries.at(-1)?.position}&size=${head.size}`);
    expect(await sizeNow()).to.equal(size + 3);
  });

  it("tells what is told at once also after the vault's clock went back", async () => {
    const { log } = service().vault;
    const robot = robots.untouched;
    await service().setTime(3_600);
    const { position } = await log.write({ what: "look", robot });
    await service().setTime();
    const always = [{ from: 0, until: Number.MAX_SAFE_INTEGER }];
    const told = await log.entriesOf(robot, always, { after: -1, limit: 10 });
    expect(told.map((line) => line.position)).to.deep.equal([position]);
  });

  describe("where the vault lies", () => {
    let head: Awaited<ReturnType<typeof reading>>["head"];
    const tables = ["log_entry", "log_node"] as const;
    beforeEach(async () => {
      const { store } = service().vault;
      ({ head } = await reading("owner"));
      for (const table of tables) {
        await sql`drop table if exists ${sql.table(`kept_${table}`)}`.execute(store);
        await sql`create table ${sql.table(`kept_${table}`)} as select * from ${sql.table(table)}`.execute(
          store,
        );
      }
    });
    afterEach(async () => {
      const { store } = service().vault;
      for (const table of tables) {
        await sql`delete from ${sql.table(table)}`.execute(store);
        await sql`insert into ${sql.table(table)} select * from ${sql.table(`kept_${table}`)}`.execute(
          store,
        );
      }
    });

    it("and alters a line, it is not in the tree", async () => {
      await sql`update log_entry set line = replace(line, 'look', 'took') where position = 1`.execute(
        service().vault.store,
      );
      expect(await failing(async () => await reading("owner"))).to.equal(
        "Line 1 is not in the tree of the head that was signed.",
      );
    });

    it("and hides a line, the count has a gap", async () => {
      const log = await readAs("owner");
      const entries = log.entries.filter(({ position }) => position !== 1);
      expect(
        await failing(async () => await verifyVaultLog({ ...log, entries }, expected)),
      ).to.equal('Line 2 of the series "told" was left out: line 3 follows.');
    });

    it("and hides the last line, the look of the reader itself is missing", async () => {
      const log = await readAs("owner");
      const entries = log.entries.slice(0, -1);
      expect(
        await failing(
          async () =>
            await verifyVaultLog(
              { ...log, entries },
              { ...expected, reader: accounts.owner.address },
            ),
        ),
      ).to.equal("The last lines were left out: the one of this very reading is not there.");
    });

    it("and cuts the log off, the head that was kept shows it", async () => {
      const shorter = await readAs("owner");
      const { head: before } = await reading("owner");
      expect(
        await failing(
          async () =>
            await verifyVaultLog(shorter, { ...expected, before: { head: before, proof: [] } }),
        ),
      ).to.match(/has \d+ lines; the vault signed a head of \d+ before\. It was cut off/);
    });

    it("and writes another log of the same lines and more, the head that was kept shows it", async () => {
      const { store, log } = service().vault;
      for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(store);
      for (let count = 0; count <= head.size; count += 1)
        await log.write({ what: "look", robot: ROBOT });
      expect(await failing(async () => await reading("owner", { before: head }))).to.match(
        /does not continue the one whose head was kept/,
      );
    });
  });

  it("refuses proofs of what is not there yet", async () => {
    for (const query of ["from=5&to=3", "from=0&to=999", "from=-1&to=1", "to=1", "from=1&to=1e0"]) {
      expect((await fetch(`${service().url}/log/consistency?${query}`)).status, query).to.equal(
        400,
      );
    }
  });

  // The last one: it takes the clock further than the others.
  describe("after a sale", () => {
    it("is for who holds the robot, and for who held it of that time", async () => {
      expect(await failing(async () => await readAs("stranger"))).to.match(
        /refuses \(403\): The log of a robot is for who holds it/,
      );
      await time.increase(10);
      await clientOf("owner").approveTransferSync({ id: ROBOT, to: accounts.buyer.address });
      await clientOf("buyer").acceptTransferSync({ id: ROBOT, from: accounts.owner.address });
      await service().setTime(1);
      await look("buyer");
      const ofBuyer = (await reading("buyer")).lines.map(({ ordinal, what }) => [what, ordinal]);
      const ofOwner = (await verifyVaultLog(await readAs("owner"), expected)).lines.length;
      expect(ofBuyer).to.deep.equal([
        ["look", ofOwner + 1],
        ["logRead", ofOwner + 2],
      ]);
      // What the former holder does now is told to the one of now.
      expect((await reading("buyer")).lines.map(({ what, party }) => [what, party])).to.deep.equal([
        ["look", "holder"],
        ["logRead", "holder"],
        ["logRead", "holderThen"],
        ["logRead", "holder"],
      ]);
    });
  });

  it("has beside it what proves the record, with no node: for who may see something of the robot", async () => {
    const ask = async (who: "owner" | "stranger" | undefined) =>
      await (await service().as(who))("GET", `/robots/${ROBOT}/evidence`);
    expect((await ask("stranger")).status).to.equal(403);
    expect((await ask(undefined)).status).to.equal(401);
    const file = new Uint8Array(await (await ask("owner")).arrayBuffer());
    const anchor = await readAnchor(clientOf("owner"), { deployment, seals: "none" });
    const transport = await evidence(file, { anchor });
    const offline = createClient({ chain: evidencedChain(anchor), transport, cacheTime: 0 });
    const { history } = await readWholeRecord(offline as never, { id: ROBOT });
    const entry = history?.entries[paper.seq - 1];
    const { commitment } = (entry && documentOfEntry(entry)) ?? {};
    const bytes = new TextEncoder().encode(paper.text);
    expect(verifyCommitment(bytes, { salt: paper.salt, commitment: commitment ?? "0x" })).to.equal(
      true,
    );
  });
});
