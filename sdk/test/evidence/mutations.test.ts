// Files in which one byte was changed, or that break off: never another answer, never an error of another kind.
//
// MUTATIONS says how many are tried; 20,000 take some minutes (`npm run test:deep`).

import { clientOf, connection, world } from "@openrobotid/testkit/chain";
import { randoms } from "@openrobotid/testkit/randoms";
import { transportOf } from "@openrobotid/testkit/sealed";
import {
  anchorNow,
  provingClient,
  replaceAll,
  sealFromNow,
} from "@openrobotid/testkit/sealed-registry";
import { expect } from "chai";
import { type ProvingClient, recordEvidence } from "../../src/evidence/index.js";
import { parseRobotId, toBytes32 } from "../../src/index.js";
import { type Anchor, ProofError, proofErrorOf } from "../../src/proof/index.js";
import { type AnyClient, acting, contentIn, fileOf, offline } from "./files.js";

const COUNT = Number(process.env.MUTATIONS ?? 300);
const SEED = 20_260_105;

const id = parseRobotId("CN-UT01-G1PRO1-26W09000000000001");

describe("evidence that was altered", function () {
  this.timeout(60_000 + COUNT * 1000);

  let snapshot: unknown;
  let anchor: Anchor;
  let fromBlock: bigint;
  let truth: unknown;
  const files: Record<string, Uint8Array> = {};

  const read = async (one: AnyClient) => [
    await one.getStatus({ id }),
    await one.getHistory({ id, fromBlock }),
  ];

  before(async () => {
    snapshot = await connection.provider.request({ method: "evm_snapshot" });
    await replaceAll(0);
    const sealed = await sealFromNow();
    anchor = await anchorNow(sealed);
    const { receipt } = await clientOf("maker").issueLotSync({ first: id, count: 10n });
    fromBlock = receipt.blockNumber;
    await world.place(toBytes32(id), "ES");
    await replaceAll(1);
    for (let made = 0; made < 50; made += 1) {
      await connection.provider.request({ method: "evm_mine" });
    }
    const proving = await provingClient(transportOf(sealed.request), { anchor });
    truth = await read(proving as unknown as AnyClient);
    for (const format of ["cbor", "json"] as const) {
      const calls = async (client: ProvingClient) => await read(acting(client));
      files[format] = await recordEvidence(proving, calls, { format });
    }
  });

  after(async () => {
    await connection.provider.request({ method: "evm_revert", params: [snapshot] });
  });

  /** What is made of a file: the truth, or an error that says that it is not proven. */
  const outcomeOf = async (file: Uint8Array): Promise<string> => {
    try {
      expect(await read(await offline(file, { anchor }))).to.deep.equal(truth);
      return "truth";
    } catch (error) {
      const unproven = error instanceof ProofError ? error : proofErrorOf(error);
      if (!unproven) throw error;
      return unproven.answer;
    }
  };

  const whole = (name: string) => files[name] as Uint8Array;
  /** Where the byte is changed: in the file as it is, in what it holds before it is deflated, or in its JSON. */
  const kinds: Readonly<Record<string, (alter: (bytes: Uint8Array) => Uint8Array) => Uint8Array>> =
    {
      "the file": (alter) => alter(whole("cbor")),
      "its content, deflated again": (alter) => fileOf(alter(contentIn(whole("cbor")))),
      "its JSON": (alter) => alter(whole("json")),
    };

  for (const [index, [name, make]] of Object.entries(kinds).entries()) {
    it(`gives the truth or nothing, whatever byte of ${name} is another`, async () => {
      const random = randoms(SEED + index);
      const outcomes: Record<string, number> = {};
      const most = { rss: process.memoryUsage().rss };
      const before = most.rss;
      for (let tried = 0; tried < COUNT / 3; tried += 1) {
        const breaksOff = tried % 10 === 0;
        const [where, what] = [random(), 1 + Math.floor(255 * random())];
        const file = make((bytes) => {
          const at = Math.floor(where * bytes.length);
          if (breaksOff) return bytes.slice(0, at);
          const altered = bytes.slice();
          altered[at] = (altered[at] as number) ^ what;
          return altered;
        });
        const outcome = await outcomeOf(file).catch((error) => {
          error.message = `${tried} of ${name}: ${error.message}`;
          throw error;
        });
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
        most.rss = Math.max(most.rss, process.memoryUsage().rss);
      }
      if (process.env.MUTATIONS) console.log(name, outcomes, most.rss - before);
      // Some bytes say nothing: a space, or what no call asks for.
      expect(outcomes.notProven).to.be.greaterThan(COUNT / 6);
      expect(Object.keys(outcomes)).to.not.include("unreachable");
      // What is left to collect may be much; it does not grow with the number of files.
      expect(most.rss - before).to.be.at.most(2 ** 30);
    });
  }
});
