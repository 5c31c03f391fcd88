import { PGlite } from "@electric-sql/pglite";
import { expect } from "chai";
import { and, eq } from "drizzle-orm";
import { type Hex, keccak256, numberToHex, toHex } from "viem";
import type { Header } from "../../engine/chain.js";
import { OtherVersionError, Progress } from "../../engine/progress.js";
import { type Connection, connectPglite } from "../../engine/session.js";
import { Store } from "../../engine/store.js";
import { databaseSchemaOf } from "../../settings.js";
import * as tables from "../../tables.js";

const SCHEMA = databaseSchemaOf(process.env);
const { proposal, totalFigure, unitFigure, vote, moduleSpace } = tables;

const header = (number: number, fork = "main"): Header => ({
  number,
  hash: keccak256(toHex(`${fork} ${number}`)),
  parentHash: keccak256(toHex(`${fork} ${number - 1}`)),
  timestamp: BigInt(1_000 + number),
});

describe("rows in memory over a database", function () {
  this.timeout(60_000);

  let database: PGlite;
  let connection: Connection;
  let progress: Progress;

  const progressOf = (version: string) =>
    new Progress({ tables, schema: SCHEMA, chainId: 31337, version });
  const open = async (version = "one", rebuild = false) => {
    progress = progressOf(version);
    await connection.transaction(async (session) => await progress.open(session, { rebuild }));
  };
  /** Takes a block in, as the engine does. */
  const take = async (store: Store, block: Header, work: () => Promise<void>) => {
    await connection.transaction(async (session) => {
      store.use(session);
      await work();
      await store.flush(session);
      await progress.advance(session, block, store.settle(true));
    });
  };
  const all = async () => {
    const found: Record<string, unknown> = {};
    for (const name of ["proposal", "total_figure", "unit_figure", "vote", "module_space"]) {
      const rows = await connection.query(
        `select row_to_json(t)::text from "${SCHEMA}".${name} t order by 1`,
      );
      found[name] = rows;
    }
    return found;
  };

  before(async () => {
    database = await PGlite.create();
    connection = connectPglite(database);
  });
  after(async () => await connection.close());

  beforeEach(async () => await open());
  afterEach(async () => await database.exec(`drop schema "${SCHEMA}" cascade`));

  /** What a block changes: new rows, changed ones, a few and many, of keys of one column and of several. */
  const change = async ({ db }: Store, number: number, fork = "main") => {
    await db
      .insert(totalFigure)
      .values({ name: "units", count: BigInt(number) })
      .onConflictDoUpdate(({ count }) => ({ count: count + 1n }));
    const many = number % 3 === 0 ? 40 : 2;
    for (let place = 0; place < many; place += 1) {
      const key = {
        model: `${fork}${place}`,
        market: "ES",
        level: place % 5,
        state: "issued",
      } as const;
      await db
        .insert(unitFigure)
        .values({ ...key, count: 1n })
        .onConflictDoUpdate(({ count }) => ({ count: count + 1n }));
    }
    await db.insert(moduleSpace).values({ space: number, module: "0xAB", place: `\t\\N ${fork}` });
    if (number > 1) await db.update(moduleSpace, { space: number - 1 }).set({ module: null });
  };

  it("are read back as they were written, from memory, from the database, and expected", async () => {
    const proof = {
      transactionHash: keccak256("0x01"),
      blockNumber: 1n,
      logIndex: 0,
      blockTime: 1_001n,
    } as const;
    const row = {
      ...proof,
      id: 2n ** 255n + 1n,
      proposer: "0xABCDEF0000000000000000000000000000000001" as Hex,
      targets: ["0xABCDEF0000000000000000000000000000000002"] as Hex[],
      values: [2n ** 255n, 0n] as bigint[],
      calldatas: ["0x", "0x1234"] as Hex[],
      description: 'tab\t, "quotes", back\\slash, {braces}, new\nline, NULL, \\N',
      voteStart: 1n,
      voteEnd: 2n,
      forVotes: 0,
      againstVotes: 0,
      abstainVotes: 0,
    };
    const store = new Store(tables, SCHEMA, true);
    let written: unknown;
    await take(store, header(1), async () => {
      written = await store.db.insert(proposal).values(row);
      for (let place = 1; place < 12; place += 1) {
        await store.db.insert(proposal).values({ ...row, id: BigInt(place) });
      }
    });
    expect(written).to.deep.include({
      proposer: row.proposer.toLowerCase(),
      values: row.values,
      description: row.description,
      queuedAt: null,
    });
    for (const isExpected of [false, true]) {
      const other = new Store(tables, SCHEMA, false);
      await take(other, header(2), async () => {
        const keys = [{ id: row.id }, { id: 7n }, { id: 99n }];
        if (isExpected) await other.expect(proposal, keys);
        if (isExpected) expect(other.peek(proposal, { id: row.id })).to.deep.equal(written);
        expect(await other.db.find(proposal, { id: row.id })).to.deep.equal(written);
        expect(await other.db.find(proposal, { id: 7n })).to.deep.equal({
          ...(written as object),
          id: 7n,
        });
        expect(await other.db.find(proposal, { id: 99n })).to.equal(null);
      });
    }
  });

  it("are asked in SQL with what is not written yet", async () => {
    const store = new Store(tables, SCHEMA, true);
    const of = (account: number): Hex => numberToHex(account, { size: 20 });
    await take(store, header(1), async () => {
      for (const account of [1, 2, 3]) {
        await store.db.insert(vote).values({
          transactionHash: "0x01",
          blockNumber: 1n,
          logIndex: account,
          blockTime: 1n,
          proposal: 5n,
          voter: of(account),
          seat: account,
          support: account === 2 ? "against" : "for",
          weight: 1,
          reason: "",
        });
      }
      await store.db.update(vote, { proposal: 5n, voter: of(3) }).set({ support: "against" });
      const found = await store.db.sql
        .select({ voter: vote.voter })
        .from(vote)
        .where(and(eq(vote.proposal, 5n), eq(vote.support, "for")));
      expect(found).to.deep.equal([{ voter: of(1) }]);
    });
  });

  it("are written in full or not at all", async () => {
    const store = new Store(tables, SCHEMA, true);
    await take(store, header(1), async () => await change(store, 1));
    const before = await all();
    const failing = take(store, header(2), async () => {
      await change(store, 2);
      throw new Error("killed");
    });
    expect(await failing.catch((error: Error) => error.message)).to.equal("killed");
    expect(await all()).to.deep.equal(before);
    expect(progress.last).to.deep.include({ number: 1 });
  });

  it("refuse a row that is there, and a change of one that is not", async () => {
    const store = new Store(tables, SCHEMA, true);
    await take(store, header(1), async () => {
      await store.db.insert(moduleSpace).values({ space: 1, module: null, place: "a" });
      const again = store.db.insert(moduleSpace).values({ space: 1, module: null, place: "b" });
      expect(await again.then(String, String)).to.equal("Error: module_space has a row 1 already.");
      const none = store.db.update(moduleSpace, { space: 2 }).set({ place: "b" });
      expect(await none.catch(String)).to.equal("Error: module_space has no row 2.");
      const kept = store.db.insert(moduleSpace).values({ space: 1, module: null, place: "c" });
      expect(await kept.onConflictDoNothing()).to.equal(null);
      expect(await store.db.find(moduleSpace, { space: 1 })).to.deep.include({ place: "a" });
    });
  });

  it("go back to each of the newest blocks, as they were", async () => {
    const store = new Store(tables, SCHEMA, true);
    const states: Record<number, unknown> = {};
    for (let number = 1; number <= 8; number += 1) {
      await take(store, header(number), async () => await change(store, number));
      states[number] = await all();
    }
    for (const number of [7, 4, 3, 1]) {
      await connection.transaction(
        async (session) => await progress.goBackTo(session, header(number), store.shapes),
      );
      store.clear();
      expect(await all(), `block ${number}`).to.deep.equal(states[number]);
      expect(progress.last).to.deep.equal({ number, hash: header(number).hash });
    }
    // The chain goes on with other blocks, and gives up one of those.
    await take(store, header(2, "other"), async () => await change(store, 2, "other"));
    const two = await all();
    await take(store, header(3, "other"), async () => await change(store, 3, "other"));
    await connection.transaction(
      async (session) => await progress.goBackTo(session, header(2, "other"), store.shapes),
    );
    expect(await all()).to.deep.equal(two);
  });

  it("are those of one version: another one is refused, or makes them again", async () => {
    const store = new Store(tables, SCHEMA, true);
    await take(store, header(1), async () => await change(store, 1));
    await open();
    expect(progress.last).to.deep.equal({ number: 1, hash: header(1).hash });
    const refused = await open("two").catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(OtherVersionError);
    await open("two", true);
    expect(progress.last).to.equal(undefined);
    expect((await all()).total_figure).to.deep.equal([]);
  });
});
