import { existsSync, linkSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { clientOf, isolate, rpcUrl, world } from "@openrobotid/testkit/chain";
import { CSV_HEAD, counted, csvLine, type Row, rowsOf } from "@openrobotid/testkit/production";
import { LISTED_MODEL, SEQUENTIAL_MODEL } from "@openrobotid/testkit/registry";
import { expect } from "chai";
import { createClient, http } from "viem";
import { getTransactionCount } from "viem/actions";
import { RegistryArgumentError, TransactionError } from "../../src/actions/index.js";
import { awaitPending } from "../../src/batch/await-pending.js";
import {
  type BatchProgress,
  IssuanceConflictError,
  issueFromFile,
  JournalExistsError,
  ManifestExistsError,
  type PlannedIssuance,
  ProductionFileError,
} from "../../src/batch/index.js";
import { composeRobotId, type ModelId, parseModelId, toBytes32 } from "../../src/index.js";
import { type Behave, throughProxy } from "../proxy.js";
import { refused } from "../refused.js";
import { folder } from "./folder.js";
import { issuedOf } from "./issued.js";

const sequential = parseModelId(SEQUENTIAL_MODEL);
const listed = parseModelId(LISTED_MODEL);
const manifestUri = "https://maker.example/manifests/units.jsonl";
const maker = clientOf("maker");

describe("issueFromFile", () => {
  isolate();
  const { write } = folder();
  const fileOf = (rows: Iterable<Row>) =>
    write(`${[CSV_HEAD, ...[...rows].map(csvLine)].join("\n")}\n`);
  const issue = (file: string, model = sequential, options = {}) =>
    issueFromFile(maker, { file, model, manifestUri, ...options });
  const stateOf = (row: Row, model = sequential) =>
    world.registry.stateOf(toBytes32(composeRobotId(model, row.serial)));
  const conflictOf = async (call: Promise<unknown>) => {
    const error = await call.catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(IssuanceConflictError);
    return error as IssuanceConflictError;
  };
  /** Two stems; in one of them a gap, and units out of order. */
  const mixed = () => {
    const [a, b, c] = [...counted("26W07", 5, 3)] as [string, string, string];
    const serials = [c, ...counted("26W08", 10, 2), a, ...counted("26W07", 100, 2), b];
    return [...rowsOf(serials)];
  };
  const manyRows = (count: number) => [...rowsOf(counted("LISTX", 1, count))];

  it("issues consecutive units of a stem as one lot, whatever their order in the file", async () => {
    const rows = mixed();
    const file = fileOf(rows);
    const progress: BatchProgress[] = [];
    const outcome = await issue(file, sequential, {
      onProgress: (step: BatchProgress) => progress.push(step),
    });
    expect(outcome).to.include({ status: "issued", units: 7, issuedBefore: 0 });
    expect(outcome.issuances.map(({ kind, first, count }) => [kind, first, count])).to.deep.equal([
      ["lot", "CNUT01G1PRO126W07000000000005", 3],
      ["lot", "CNUT01G1PRO126W07000000000100", 2],
      ["lot", "CNUT01G1PRO126W08000000000010", 2],
    ]);
    for (const row of rows) expect(await stateOf(row)).to.equal(1n);
    for (const issuance of outcome.issuances) {
      const lot = await world.registry.lot("lot" in issuance ? issuance.lot : "");
      expect(lot.unitsRoot).to.equal(outcome.unitsRoot);
      expect(lot.count).to.equal(BigInt(issuance.count));
    }
    const phases = [...new Set(progress.map(({ phase }) => phase))];
    expect(phases).to.deep.equal(["validating", "building", "comparing", "issuing"]);
    expect(progress.at(-1)).to.deep.equal({ phase: "issuing", done: 7, total: 7 });
  });

  it("issues listed units in lists that stay under the gas cap", async () => {
    const rows = manyRows(750);
    const outcome = await issue(fileOf(rows), listed);
    expect(outcome.issuances.map(({ kind }) => kind)).to.deep.equal(["list", "list"]);
    expect(outcome.issuances.reduce((sum, { count }) => sum + count, 0)).to.equal(750);
    for (const row of [rows[0], rows[700], rows[749]]) {
      expect(await stateOf(row as Row, listed)).to.equal(1n);
    }
  });

  it("does nothing the second time, and says so", async () => {
    for (const [model, rows] of [
      [sequential, mixed()],
      [listed, manyRows(20)],
    ] as const) {
      const file = fileOf(rows);
      const first = await issue(file, model);
      const stock = await issuedOf(model);
      const second = await issue(file, model);
      expect(second).to.deep.equal({
        ...first,
        status: "alreadyIssued",
        issuedBefore: rows.length,
        issuances: [],
      });
      // One that was cut when it was begun, and one of another job.
      for (const journal of [
        '{"format":"open-rob',
        '{"format":"open-robot-id-journal-1","chainId":1}\n{',
      ]) {
        writeFileSync(`${file}.journal.jsonl`, journal);
        expect((await issue(file, model)).status).to.equal("alreadyIssued");
      }
      expect(await issuedOf(model)).to.equal(stock);
    }
  });

  it("writes nothing in a dry run, and says what it would do", async () => {
    for (const [model, rows] of [
      [sequential, mixed()],
      [listed, manyRows(5)],
    ] as const) {
      const file = fileOf(rows);
      const planned = await issue(file, model, { dryRun: true });
      expect(planned).to.include({ status: "planned", issuedBefore: 0, manifest: undefined });
      expect(existsSync(`${file}.manifest.jsonl`)).to.equal(false);
      expect(existsSync(`${file}.journal.jsonl`)).to.equal(false);
      expect(await stateOf(rows[0] as Row, model)).to.equal(0n);
      const { unitsRoot, issuances } = await issue(file, model);
      expect(unitsRoot).to.equal(planned.unitsRoot);
      const issued = issuances.map(({ kind, first, count }) => ({ kind, first, count }));
      expect(issued).to.deep.equal(planned.issuances);
    }
  });

  it("writes and sends nothing where a row is bad", async () => {
    const rows = mixed();
    const file = fileOf([...rows, rows[0] as Row]);
    const error = await issue(file).catch((thrown) => thrown);
    expect(error).to.be.instanceOf(ProductionFileError);
    expect(error.issues[0]).to.include({ line: 9, column: "serial" });
    expect(await stateOf(rows[0] as Row)).to.equal(0n);
    const left = readdirSync(file.slice(0, file.lastIndexOf("/")));
    expect(
      left.filter((name) => name.startsWith(file.slice(file.lastIndexOf("/") + 1))),
    ).to.have.length(1);
  });

  it("goes on where a signal stopped it", async () => {
    const file = fileOf(mixed());
    const stop = new AbortController();
    const onProgress = ({ phase, done }: BatchProgress) => {
      if (phase === "issuing" && done > 0) stop.abort(new Error("stopped"));
    };
    const stopped = await issue(file, sequential, { onProgress, signal: stop.signal }).catch(
      (error) => error,
    );
    expect(stopped.message).to.equal("stopped");
    const resumed = await issue(file);
    expect(resumed).to.include({ status: "issued", issuedBefore: 3 });
    expect(resumed.issuances).to.have.length(2);
  });

  describe("where no block has what was sent", () => {
    const node = createClient({ transport: http(rpcUrl) });
    const ask = (method: string, params: unknown[]) => node.request({ method, params } as never);
    const { address } = maker.account;
    const cases = [
      [sequential, [...rowsOf(counted("26W07", 5, 3))]],
      [listed, manyRows(20)],
    ] as const;

    beforeEach(() => ask("evm_setAutomine", [false]));
    afterEach(() => ask("evm_setAutomine", [true]));

    /** What a job that was killed had sent. */
    async function sendAsAnother(file: string, model: ModelId, rows: readonly Row[]) {
      const { unitsRoot, issuances } = await issue(file, model, { dryRun: true });
      const [{ first, count }] = issuances as [PlannedIssuance];
      if (model === sequential) {
        return maker.issueLot({ first, count: BigInt(count), unitsRoot, manifestUri });
      }
      const serials = rows.map(({ serial }) => serial);
      return maker.issueList({ model, serials, unitsRoot, manifestUri });
    }

    for (const [model, rows] of cases) {
      it(`waits for what was sent before it began (${model})`, async () => {
        const file = fileOf(rows);
        const before = await issuedOf(model);
        await sendAsAnother(file, model, rows);
        const resumed = issue(file, model);
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect(await getTransactionCount(maker, { address, blockTag: "pending" })).to.equal(
          (await getTransactionCount(maker, { address })) + 1,
        );
        await ask("evm_mine", []);
        expect(await resumed).to.include({ status: "alreadyIssued", issuedBefore: rows.length });
        expect((await issuedOf(model)) - before).to.equal(rows.length);
      });

      it(`issues nothing that another process sends at the same time (${model})`, async () => {
        const file = fileOf(rows);
        const before = await issuedOf(model);
        let another: Promise<unknown> | undefined;
        const onProgress = ({ phase }: BatchProgress) => {
          if (phase !== "issuing" || another) return;
          // Between the comparison and the first send of the job.
          another = Promise.allSettled([sendAsAnother(file, model, rows)]);
        };
        const mining = setInterval(() => ask("evm_mine", []), 400);
        try {
          const outcome = await issue(file, model, { onProgress });
          expect(outcome.status).to.equal("issued");
          // The one that came second was refused.
          await another;
        } finally {
          clearInterval(mining);
        }
        await ask("evm_mine", []);
        expect((await issuedOf(model)) - before).to.equal(rows.length);
      });
    }
  });

  it("refuses units that were issued with another root, before anything is sent", async () => {
    const rows = mixed();
    await issue(fileOf(rows));
    const [last] = [...rowsOf(counted("26W09", 1, 1))] as [Row];
    const more = fileOf([
      ...rows,
      { ...last, deviceKey: [...rowsOf(["0"], 9n)][0]?.deviceKey ?? "" },
    ]);
    const { conflicts, conflictCount } = await conflictOf(issue(more));
    expect(conflictCount).to.equal(3);
    expect(conflicts[0]).to.include({ id: "CNUT01G1PRO126W07000000000005", count: 3 });
    expect(conflicts[0]?.reason).to.match(/counters 5 to 7 were issued with the root 0x/);
    expect(await stateOf(last)).to.equal(0n);

    const list = manyRows(3);
    await issue(fileOf(list), listed);
    const conflict = await conflictOf(issue(fileOf(list.slice(1)), listed));
    expect(conflict.conflicts.map(({ id }) => id)).to.deep.equal(
      list.slice(1).map(({ serial }) => composeRobotId(listed, serial)),
    );
    expect(conflict.conflicts[0]?.reason).to.match(/^line 2 was issued before with the root 0x/);
  });

  it("refuses units below a later lot of their stem", async () => {
    await issue(fileOf(rowsOf(counted("26W07", 50, 2))));
    const { conflicts } = await conflictOf(issue(fileOf(rowsOf(counted("26W07", 40, 2), 2n))));
    expect(conflicts).to.deep.equal([
      {
        id: "CNUT01G1PRO126W07000000000040",
        count: 2,
        reason: "a lot from counter 50 on was issued before, and lots of one stem only grow upward",
      },
    ]);
  });

  it("does not believe a journal that the chain contradicts", async () => {
    const rows = manyRows(30);
    const file = fileOf(rows);
    const { issuances } = await issue(file, listed, { dryRun: true });
    expect(issuances).to.have.length(1);
    const journal = `${file}.journal.jsonl`;
    const stop = new AbortController();
    const onProgress = ({ phase }: BatchProgress) =>
      phase === "issuing" && stop.abort(new Error("stopped"));
    await issue(file, listed, { onProgress, signal: stop.signal }).catch(() => {});
    const lot = `0x${"11".repeat(32)}`;
    const lie = JSON.stringify({ lot, row: 0, count: 30 });
    writeFileSync(journal, `${readFileSync(journal, "utf8")}${lie}\n{"lot":`);
    expect(await issue(file, listed)).to.include({ status: "issued", issuedBefore: 0 });
    expect(await stateOf(rows[29] as Row, listed)).to.equal(1n);
  });

  it("leaves another manifest alone", async () => {
    const file = fileOf(mixed());
    const manifest = `${file}.manifest.jsonl`;
    writeFileSync(manifest, "published long ago");
    const error = await issue(file).catch((thrown) => thrown);
    expect(error).to.be.instanceOf(ManifestExistsError);
    expect(readFileSync(manifest, "utf8")).to.equal("published long ago");
    expect(existsSync(`${file}.journal.jsonl`)).to.equal(false);
  });

  it("writes no journal over anything else, and none of its files over another", async () => {
    const file = fileOf(mixed());
    const content = readFileSync(file, "utf8");
    const link = `${file}.link`;
    linkSync(file, link);
    for (const options of [
      { journal: file },
      { manifest: file },
      { journal: `${dirname(file)}/../${basename(dirname(file))}/${basename(file)}` },
      { journal: link },
      { journal: `${file}.x`, manifest: `${file}.x` },
      { journal: dirname(file) },
    ]) {
      const error = await issue(file, sequential, options).catch((thrown) => thrown);
      expect(error, JSON.stringify(options)).to.be.instanceOf(RegistryArgumentError);
    }
    const notes = `${file}.notes`;
    writeFileSync(notes, "to do");
    const error = await issue(file, sequential, { journal: notes }).catch((thrown) => thrown);
    expect(error).to.be.instanceOf(JournalExistsError);
    expect(readFileSync(notes, "utf8")).to.equal("to do");
    expect(readFileSync(file, "utf8")).to.equal(content);
    expect(existsSync(`${file}.manifest.jsonl`)).to.equal(false);
    expect(await stateOf(mixed()[0] as Row)).to.equal(0n);
  });

  it("refuses an address of the manifest that is none, before it reads the file", async () => {
    for (const uri of ["javascript:alert(1)", "not a url"]) {
      const job = issueFromFile(maker, {
        file: "nowhere.csv",
        model: sequential,
        manifestUri: uri,
      });
      expect(await job.catch((thrown) => thrown)).to.be.instanceOf(RegistryArgumentError);
    }
  });

  it("leaves nothing of a refused job that would stop the corrected one", async () => {
    const rows = mixed();
    await issue(fileOf(rows));
    const file = fileOf([...rows, ...rowsOf(counted("26W09", 1, 1), 7n)]);
    await conflictOf(issue(file));
    const beside = readdirSync(dirname(file)).filter((name) => name.startsWith(basename(file)));
    expect(beside).to.deep.equal([basename(file)]);
    const corrected = [...rowsOf(counted("26W09", 1, 1), 7n)].map(csvLine);
    writeFileSync(file, `${[CSV_HEAD, ...corrected].join("\n")}\n`);
    expect(await issue(file)).to.include({ status: "issued", units: 1 });
  });

  it("lets two processes with one file both end well", async () => {
    const file = fileOf(mixed());
    const outcomes = await Promise.all([issue(file), issue(file, sequential)]);
    expect(outcomes.map(({ units }) => units)).to.deep.equal([7, 7]);
    const sent = outcomes.flatMap(({ issuances }) => issuances);
    expect(sent.reduce((sum, { count }) => sum + count, 0)).to.equal(7);
  });

  it("says which transaction of the account is missing where a job would wait for ever", async () => {
    const { address } = maker.account;
    const node = createClient({ transport: http(rpcUrl) });
    const count = await getTransactionCount(maker, { address });
    const counts: Behave = async ({ method, params }, pass) => {
      if (method !== "eth_getTransactionCount" || params[1] !== "pending") return undefined;
      const { result } = await pass();
      return { result: `0x${(Number(result) + 5).toString(16)}` };
    };
    const error = await throughProxy("maker", counts, (client) =>
      awaitPending(client, address, undefined, 200).catch((thrown) => thrown),
    );
    expect(error).to.be.instanceOf(TransactionError);
    expect(error).to.include({ reason: "gap", missingNonce: count });
    expect(await getTransactionCount(node, { address })).to.equal(count);
  });

  it("asks whether the account may issue before it reads the file", async () => {
    await refused(
      issueFromFile(clientOf("owner"), { file: "nowhere.csv", model: sequential, manifestUri }),
      "AuthorityRegistryNotManufacturer",
    );
  });
});
