// What is proven to who asks, by whom, and what becomes of every lie that a node can tell.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  behind,
  kindsOfCallLie,
  kindsOfLie,
  kindsOfLogLie,
  kindsOfRecordLie,
  type Lie,
  lieAboutLogs,
  type Records,
  swapped,
  toldEveryDay,
} from "@openrobotid/testkit/lies";
import { ask, withLyingProxy } from "@openrobotid/testkit/lying-proxy";
import { deploymentFile, folder, isolate, party, rpcUrl, time } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { type Hex, toHex } from "viem";
import { EXIT } from "../src/exit-codes.js";
import { answers, fails, type Outcome, robotid, says } from "./run.js";

const STOLEN = "CN-BH01-TERN03-25W07000000006101";
const TERN = "CN-BH01-TERN03-25W07000000000001";

interface Proof {
  readonly seals: string;
  readonly sealers: null;
  readonly block: string;
  readonly timestamp: number;
  readonly ageSeconds: number;
  readonly node: string;
  readonly faults: readonly { node: string; lied: boolean }[];
}

/** Asks some nodes, the first one first. */
async function asks(line: string, [rpc, other]: readonly string[]): Promise<Outcome> {
  const nodes = ["--rpc", rpc as string, ...(other ? ["--verify-against", other] : [])];
  const words = [...line.split(" "), "--json", ...nodes, "--deployment", deploymentFile];
  return await robotid(words, { bare: true });
}

/** A moment as it is given and said. */
function inWords(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** An answer without what differs from node to node. */
function withoutProof(out: string): unknown {
  const { proof: _, ...answer } = JSON.parse(out) as Record<string, unknown>;
  return answer;
}

describe("an answer", () => {
  isolate();

  it("says that nobody vouches for the blocks of a chain that nobody seals, the block and its age", async () => {
    const { proof } = await answers<{ proof: Proof }>(`lookup ${TERN}`);
    const timestamp = await time.latest();
    expect(proof).to.include({ seals: "none", sealers: null, timestamp, node: rpcUrl });
    expect(proof.ageSeconds - Math.floor(Date.now() / 1000 - timestamp)).to.be.within(-60, 0);
    const said = await says(`lookup ${TERN}`);
    expect(said).to.match(
      /\nProven against block \d+ of \S+, .*\. Nobody vouches for the blocks of this chain\.\n$/,
    );
  });

  for (const line of [
    `history ${TERN}`,
    "recall list",
    "recall show 1",
    "recall suspension 1 --country ES",
    "governance seats",
    "governance validators",
    "governance proposals",
    "governance country ES",
    "governance periods",
    "authority attester CN-BH01 0x90F79bf6EB2c4f870365E785982E1f101E93b906",
    "logs",
    "authority show CN-BH01",
    "authority model show CN-BH01-TERN03",
    `authority chain ${TERN}`,
    `flag show ${TERN}`,
    `record certificate list ${TERN}`,
  ]) {
    it(`of \`${line}\` is proven, and the same as that of a node that is believed`, async () => {
      const { proof, ...proven } = await answers<{ proof: Proof }>(line);
      expect(proof.seals).to.equal("none");
      const { proof: none, ...believed } = await answers<{ proof: null }>(`${line} --no-prove`);
      expect(none).to.equal(null);
      expect({ ...proven, comparedWith: 0 }).to.deep.equal({ ...believed, comparedWith: 0 });
    });
  }

  it("of `recall units` says on standard error by what its units are proven", async () => {
    const { err } = await robotid("recall units 3");
    expect(err).to.match(/^20 units as of block \d+\.\nProven against block /);
    const { err: json } = await robotid("recall units 3 --json");
    expect(JSON.parse(json)).to.deep.include({ units: 20 }).and.have.property("proof");
  });

  it("says that nothing is proven where no proof is wanted, and where there is no anchor", async () => {
    expect(await says(`lookup ${TERN} --no-prove`)).to.match(
      /\nNothing is proven: --no-prove believes the node\.\n$/,
    );
    const { anchor: _, ...deployment } = JSON.parse(readFileSync(deploymentFile, "utf8"));
    writeFileSync(join(folder, "no-anchor.json"), JSON.stringify(deployment));
    const args = ["lookup", TERN, "--rpc", rpcUrl, "--deployment", "no-anchor.json"];
    expect(await says(args, { bare: true })).to.match(
      /\nNothing is proven: the deployment file carries no anchor\.\n$/,
    );
    const { proof } = await answers<{ proof: null }>(args, { bare: true });
    expect(proof).to.equal(null);
  });

  it("is not refused for its age where nobody seals blocks, unless a greatest age is given", async () => {
    const { answer, reason } = (await fails(`lookup ${TERN} --max-age 1`, EXIT.notProven))
      .details as Record<string, string>;
    expect({ answer, reason }).to.deep.equal({ answer: "notProven", reason: "tooOld" });
  });

  it("is not proven from an anchor of other contracts", async () => {
    const anchor = JSON.parse(await says("anchor show"));
    anchor.contracts.Dossier.address = anchor.contracts.Consortium.address;
    writeFileSync(join(folder, "other-contracts.json"), JSON.stringify(anchor));
    const { message } = await fails(`lookup ${TERN} --anchor other-contracts.json`, EXIT.usage);
    expect(message).to.contain("Dossier is another contract in the deployment file");
  });

  it("of a write is none: it goes to the node as it is", async () => {
    const line = `flag raise ${TERN} stolen --commitment 0x${"5e".repeat(32)}`;
    const written = await answers(line, { as: "hospital" });
    expect(written).to.not.have.property("proof");
    expect(await answers(`lookup ${TERN}`)).to.deep.include({ verdict: "stolen" });
  });

  it("of a moment after the newest block is refused with that block's time, and of that very time given", async () => {
    const head = await time.latest();
    for (const option of ["", " --no-prove"]) {
      const line = (at: number) => `history ${TERN} --at ${inWords(at)}${option}`;
      const { code, suggestion } = await fails(line(head + 1), EXIT.usage);
      expect(code).to.equal("RegistryArgumentError");
      expect(suggestion).to.contain(inWords(head));
      expect((await robotid(line(head))).exitCode).to.equal(EXIT.ok);
    }
  });
});

describe("a node that does not give proofs", () => {
  it("is said to refuse them, with the option that does without", async () => {
    const lie: Lie = ({ method, answer }) => {
      if (method !== "eth_getProof") return answer;
      throw Object.assign(new Error("the method is not allowed"), { code: -32601 });
    };
    await withLyingProxy(lie, async (url) => {
      const { exitCode, err } = await asks(`lookup ${TERN}`, [url]);
      expect(exitCode).to.equal(EXIT.notProven);
      expect(err).to.contain("eth_getProof").and.contain("--no-prove");
      expect((await asks(`lookup ${TERN} --no-prove`, [url])).exitCode).to.equal(EXIT.ok);
    });
  });
});

describe("every kind of lie", function () {
  this.timeout(120_000);

  /** Lies about the state of a robot, told by `lookup`; those about seals do nothing to a chain without. */
  const OF_SEALS = /seal|extraData|checkpoint|validators/;
  let old: string;

  before(async () => {
    const { result } = await ask("eth_blockNumber");
    old = toHex(BigInt(result as Hex) - 60n);
  });

  const lies: readonly [name: string, line: string, lie: Lie][] = [
    ...kindsOfLie(0n, [])
      .filter(({ name }) => !OF_SEALS.test(name))
      .map(({ name, lie }) => [name, `lookup ${STOLEN}`, lie] as [string, string, Lie]),
    ...kindsOfLogLie.map(
      ({ name, lie }) =>
        [`history with ${name}`, `history ${STOLEN}`, lie] as [string, string, Lie],
    ),
    [
      "a holder swapped in calls, slots and logs in step",
      `lookup ${STOLEN}`,
      swapped(party("hospital").address, party("hotel").address),
    ],
    ...kindsOfCallLie.map(
      ({ name, lie }) => [name, `lookup ${STOLEN}`, lie] as [string, string, Lie],
    ),
  ];

  /** The answer of the honest node alone. */
  const truths = new Map<string, unknown>();
  const truthOf = async (line: string) => {
    if (!truths.has(line)) truths.set(line, withoutProof((await asks(line, [rpcUrl])).out));
    return truths.get(line);
  };

  for (const [name, line, lie] of toldEveryDay(lies, 6)) {
    it(`is never told as true, alone, before or behind an honest node: ${name}`, async () => {
      const truth = await truthOf(line);
      await withLyingProxy(lie, async (url) => {
        const alone = await asks(line, [url]);
        // What it lies about may not be needed: then the truth is proven all the same.
        if (alone.exitCode === EXIT.ok) expect(withoutProof(alone.out)).to.deep.equal(truth);
        else {
          expect(alone.exitCode, alone.err).to.be.oneOf([
            EXIT.notProven,
            EXIT.mismatch,
            EXIT.network,
          ]);
          expect(alone.out).to.equal("");
        }
        for (const nodes of [
          [url, rpcUrl],
          [rpcUrl, url],
        ]) {
          const { exitCode, out, err } = await asks(line, nodes);
          expect(exitCode, err).to.equal(EXIT.ok);
          expect(withoutProof(out)).to.deep.equal(truth);
        }
      });
    });
  }

  it("a node that is behind is outdone by an honest one, on either side; alone it says how old it is", async () => {
    const late = behind(
      () => BigInt(old),
      async (method, params) => (await ask(method, params)).result,
    );
    const truth = await truthOf(`lookup ${STOLEN}`);
    await withLyingProxy(late, async (url) => {
      for (const nodes of [
        [url, rpcUrl],
        [rpcUrl, url],
      ]) {
        const { exitCode, out, err } = await asks(`lookup ${STOLEN}`, nodes);
        expect(exitCode, err).to.equal(EXIT.ok);
        expect(withoutProof(out)).to.deep.equal(truth);
      }
      const { out } = await asks(`lookup ${STOLEN}`, [url]);
      const { proof } = JSON.parse(out) as { proof: Proof };
      expect(BigInt(proof.block)).to.equal(BigInt(old));
      const strict = await asks(`lookup ${STOLEN} --max-age 3600`, [url]);
      expect(strict.exitCode).to.equal(EXIT.notProven);
    });
  });

  it("units of a recall whose lots are withheld are not none: nothing is answered", async () => {
    await withLyingProxy(
      lieAboutLogs(() => []),
      async (url) => {
        const { exitCode, out, err } = await asks("recall units 1", [url]);
        expect(exitCode, err).to.equal(EXIT.mismatch);
        expect(out).to.equal("");
      },
    );
  });

  for (const [what, lie] of [
    ["withheld", lieAboutLogs(() => [])],
    ["withheld in part", lieAboutLogs((logs) => logs.slice(1))],
    ["repeated", lieAboutLogs((logs) => [...logs, ...logs])],
    [
      "altered",
      lieAboutLogs((logs) => logs.map((log) => ({ ...log, data: log.data.replace(/1/g, "2") }))),
    ],
  ] as const) {
    it(`units of a recall are counted as they are, or not at all, with events ${what}`, async () => {
      await withLyingProxy(lie, async (url) => {
        const alone = await asks("recall units 3", [url]);
        if (alone.exitCode === EXIT.ok) {
          expect(JSON.parse(alone.err)).to.deep.include({ units: 20 });
        } else {
          expect(alone.exitCode).to.be.oneOf([EXIT.notProven, EXIT.mismatch]);
          expect(alone.out).to.equal("");
        }
        const { exitCode, err } = await asks("recall units 3", [url, rpcUrl]);
        expect(exitCode, err).to.equal(EXIT.ok);
        expect(JSON.parse(err)).to.deep.include({ units: 20 });
      });
    });
  }

  it("a liar beside an honest node is named", async () => {
    const lie: Lie = ({ method, answer }) => (method === "eth_getCode" ? "0x00" : answer);
    await withLyingProxy(lie, async (url) => {
      const { out } = await asks(`lookup ${STOLEN}`, [url, rpcUrl]);
      const { proof } = JSON.parse(out) as { proof: Proof };
      expect(proof.faults.filter(({ lied }) => lied).map(({ node }) => node)).to.include(url);
      const words = ["lookup", STOLEN, "--rpc", url, "--verify-against", rpcUrl];
      const said = await says([...words, "--deployment", deploymentFile], { bare: true });
      expect(said).to.contain("\n✘ ");
    });
  });
});

describe("a lie about lots, recalls and approvals", () => {
  isolate();

  let campaign: string;
  const lines: Readonly<Record<Records, () => string>> = {
    lots: () => `recall units ${campaign}`,
    campaigns: () => "recall list",
    approvals: () => "authority model show CN-BH01-TERN03",
  };

  before(async () => {
    const notice = "--campaign-number A --component B --summary C --consequence D --remedy E";
    const range = `--first ${TERN} --last ${TERN.slice(0, -1)}5`;
    const opened = await answers<{ events: { campaign: string }[] }>(
      `recall open --model CN-BH01-TERN03 --severity advisory ${range} ${notice}`,
      { as: "beihu" },
    );
    campaign = String(opened.events[0]?.campaign);
  });

  /** What is on standard output, without by what it is proven. */
  const said = ({ out }: Outcome) =>
    out
      .trim()
      .split("\n")
      .map((line) => withoutProof(line));

  for (const { name, lie, of: records } of toldEveryDay(kindsOfRecordLie, 2)) {
    it(`is never told as true, alone, before or behind an honest node: ${name}`, async () => {
      const line = lines[records]();
      const honest = await asks(line, [rpcUrl]);
      expect(honest.exitCode, honest.err).to.equal(EXIT.ok);
      const truth = said(honest);
      if (records === "lots") expect(truth).to.have.length(5);
      await withLyingProxy(lie, async (url) => {
        const alone = await asks(line, [url]);
        if (alone.exitCode === EXIT.ok) expect(said(alone)).to.deep.equal(truth);
        else {
          expect(alone.exitCode, alone.err).to.be.oneOf([EXIT.notProven, EXIT.mismatch]);
          expect(alone.out).to.equal("");
        }
        for (const nodes of [
          [url, rpcUrl],
          [rpcUrl, url],
        ]) {
          const both = await asks(line, nodes);
          expect(both.exitCode, both.err).to.equal(EXIT.ok);
          expect(said(both)).to.deep.equal(truth);
        }
      });
    });
  }
});
