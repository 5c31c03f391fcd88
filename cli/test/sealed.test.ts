// What is proven on a chain whose validators seal its blocks: by whom, how old it may be, and what is kept for the next time.
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getValidators } from "@openrobotid/sdk/actions";
import { robotIdChain } from "@openrobotid/sdk/chains";
import { formatAnchor } from "@openrobotid/sdk/proof";
import { type KindOfLie, kindsOfLie, type Lie } from "@openrobotid/testkit/lies";
import { withLyingProxy } from "@openrobotid/testkit/lying-proxy";
import { connection, deploymentFile, folder, isolate, rpcUrl } from "@openrobotid/testkit/sandbox";
import { SealedChain, type Validator, validator } from "@openrobotid/testkit/sealed";
import { expect } from "chai";
import { createClient, type EIP1193RequestFn, http } from "viem";
import { EXIT } from "../src/exit-codes.js";
import { answers, robotid } from "./run.js";

const SEATS = ["cn", "es", "mx", "de", "jp"] as const;
/** The chain of the tests is of a year ago. */
const ANY_AGE = "--max-age 9999999999";

/** Of a maker whom nobody admitted: nothing of it happened before the anchor. */
const NEVER_ISSUED = "CN-ZZ99-TERN03-25W07000000999999";

const honest: Lie = ({ answer }) => answer;

describe("an answer of a sealed chain", function () {
  this.timeout(60_000);
  isolate();

  const validators = SEATS.map((seat) => validator(`${seat} of the command line`));
  const later = validator("es, later");
  const anchorFile = join(folder, "sealed-anchor.json");
  let sealed: SealedChain;
  let checkpoint: bigint;
  let truth: unknown;

  const newest = async () =>
    Number(await connection.provider.request({ method: "eth_blockNumber" }));

  const rotate = async (seat: string, { address, key }: Validator) => {
    const file = join(folder, `${address}.key`);
    writeFileSync(file, key);
    await answers(`governance rotate-validator ${address} --node-key ${file}`, { as: seat });
  };

  before(async () => {
    for (const [index, seat] of SEATS.entries()) {
      await rotate(seat, validators[index] as Validator);
    }
    const deployment = JSON.parse(readFileSync(deploymentFile, "utf8"));
    const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
    const client = createClient({ chain, transport: http(rpcUrl) });
    const number = await newest();
    checkpoint = BigInt(number);
    const validatorsAt = (blockNumber: bigint) => getValidators(client, { blockNumber });
    sealed = new SealedChain({
      request: connection.provider.request.bind(connection.provider) as EIP1193RequestFn,
      validators: [...validators, later],
      unsealedTo: number,
      validatorsAt,
    });
    const set = await validatorsAt(checkpoint);
    const anchor = {
      chainId: deployment.chainId,
      genesisHash: (await sealed.header(0)).hash,
      validators: set,
      contracts: deployment.contracts,
      seals: "qbft",
      checkpoint: {
        number: checkpoint,
        hash: (await sealed.header(number)).hash,
        validators: set,
      },
    } as const;
    writeFileSync(anchorFile, formatAnchor(anchor));
    await rotate("es", later);
    await connection.provider.request({ method: "evm_mine" });
    await connection.provider.request({ method: "evm_mine" });
  });

  before(async () => {
    const { out } = await asks(`governance validators ${ANY_AGE} --json`, [honest]);
    truth = JSON.parse(out).validators;
  });

  /** Asks some nodes of the sealed chain; what is kept is kept in a folder of its own. */
  const asks = async (
    line: string,
    lies: readonly Lie[],
    cache = mkdtempSync(join(folder, "c-")),
  ) => {
    const asked: string[] = [];
    const sealedNode = async (method: string, params: readonly unknown[] = []) => {
      asked.push(method);
      return { result: await sealed.request({ method, params }) };
    };
    const through = async (urls: string[], [lie, ...left]: readonly Lie[]) => {
      if (lie) {
        return await withLyingProxy(
          lie,
          async (url): Promise<Awaited<ReturnType<typeof robotid>>> =>
            await through([...urls, url], left),
          sealedNode,
        );
      }
      const [rpc, other] = urls;
      const nodes = ["--rpc", rpc as string, ...(other ? ["--verify-against", other] : [])];
      const files = ["--deployment", deploymentFile, "--anchor", anchorFile];
      const env = { XDG_CACHE_HOME: cache };
      return await robotid([...line.split(" "), ...nodes, ...files], { bare: true, env });
    };
    return { ...(await through([], lies)), asked, cache };
  };

  it("names the seats whose validators sealed the block, in words and in JSON", async () => {
    const { exitCode, out, err } = await asks(`governance validators ${ANY_AGE}`, [honest]);
    expect(exitCode, err).to.equal(EXIT.ok);
    expect(out).to.match(
      /\nProven: block \d+ of \S+, \d+ days old, sealed by 4 validators: .*\.\n$/,
    );
    expect(out).to.contain("Beihu Centre for Humanoid Standards");
    const { proof } = JSON.parse(
      (await asks(`governance validators ${ANY_AGE} --json`, [honest])).out,
    );
    expect(proof).to.include({ seals: "qbft", block: String(await newest()) });
    expect(proof.sealers).to.have.length(4);
    const known = [...validators, later].map(({ address }) => address);
    for (const { validator: address, seat, name } of proof.sealers) {
      expect(known).to.include(address);
      expect(seat).to.match(/^[1-5]$/);
      expect(name).to.be.a("string");
    }
  });

  it("is none where its block is older than 90 seconds, unless more is allowed", async () => {
    const { exitCode, out, err } = await asks("governance validators", [honest]);
    expect({ exitCode, out }).to.deep.equal({ exitCode: EXIT.notProven, out: "" });
    expect(err).to.contain("90 s are the most");
  });

  it("keeps the path of validators, which the next run need not look for", async () => {
    const line = `governance validators ${ANY_AGE}`;
    const first = await asks(line, [honest]);
    const [file] = readdirSync(join(first.cache, "robotid"));
    expect(file).to.match(/^path-[0-9a-f]{32}\.json$/);
    const second = await asks(line, [honest], first.cache);
    expect(second.exitCode, second.err).to.equal(EXIT.ok);
    const proofs = ({ asked }: { asked: readonly string[] }) =>
      asked.filter((method) => method === "eth_getProof").length;
    expect(proofs(second)).to.be.lessThan(proofs(first));
    // What somebody has altered is not believed, and found again.
    const kept = join(first.cache, "robotid", file as string);
    writeFileSync(kept, readFileSync(kept, "utf8").replaceAll("a", "b"));
    expect((await asks(line, [honest], first.cache)).exitCode).to.equal(EXIT.ok);
    writeFileSync(kept, "{");
    expect((await asks(line, [honest], first.cache)).exitCode).to.equal(EXIT.ok);
    expect(existsSync(kept)).to.equal(true);
  });

  it("is kept in an evidence file, which names the seats when nobody is there to ask", async () => {
    const file = join(folder, "sealed.evidence");
    const made = await asks(`evidence ${NEVER_ISSUED} --out ${file} ${ANY_AGE}`, [honest]);
    expect(made.exitCode, made.err).to.equal(EXIT.ok);
    const line = `evidence verify ${file} --anchor ${anchorFile}`;
    const { exitCode, out, err } = await robotid(line, { bare: true });
    expect(exitCode, err).to.equal(EXIT.unknown);
    expect(out).to.contain("This code was never issued.");
    expect(out).to.match(
      /\nProven: block \d+ of \S+, \d+ days old, sealed by 4 validators: .*\.\n$/,
    );
    expect(out).to.contain("Beihu Centre for Humanoid Standards");
    const { proof } = JSON.parse((await robotid(`${line} --json`, { bare: true })).out);
    expect(proof).to.include({ seals: "qbft", node: "the evidence file" });
    const report = join(folder, "sealed-report.html");
    await robotid(`${line} --report ${report}`, { bare: true });
    const page = readFileSync(report, "utf8");
    for (const { seat, name, validator: sealer } of proof.sealers) {
      expect(seat).to.match(/^[1-5]$/);
      expect(name).to.be.a("string");
      expect(page).to.include(`<tr><td>${seat}</td><td>${name}</td><td>${sealer}</td></tr>`);
    }
  });

  const ABOUT_SEALS = /seal|extraData|checkpoint|forged|validators/;
  for (const [index, { name }] of kindsOfLie(0n, []).entries()) {
    if (!ABOUT_SEALS.test(name)) continue;
    it(`is refused of a liar, and taken from an honest node on either side: ${name}`, async () => {
      const line = `governance validators ${ANY_AGE} --json`;
      const former = (validators[1] as Validator).key;
      const { lie } = kindsOfLie(checkpoint, [former])[index] as KindOfLie;
      const alone = await asks(line, [lie]);
      expect(alone.exitCode, alone.out).to.be.oneOf([EXIT.notProven, EXIT.mismatch]);
      expect(alone.out).to.equal("");
      for (const lies of [
        [lie, honest],
        [honest, lie],
      ]) {
        const { exitCode, out, err } = await asks(line, lies);
        expect(exitCode, err).to.equal(EXIT.ok);
        expect(JSON.parse(out).validators).to.deep.equal(truth);
      }
    });
  }
});
