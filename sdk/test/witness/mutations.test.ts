// Capsules in which one character or byte was changed, or that break off: never another answer, never an error of another kind.
//
// MUTATIONS says how many are tried.
import { deflateSync, inflateSync } from "node:zlib";
import { claims, listOf, MOMENT, witnessSigner } from "@openrobotid/testkit/capsules";
import { randoms } from "@openrobotid/testkit/randoms";
import { expect } from "chai";
import { fromBase45, toBase45 } from "../../src/internal/base45.js";
import { ProofError } from "../../src/proof/index.js";
import { makeCapsule, verifyCapsule } from "../../src/witness/index.js";

const COUNT = Number(process.env.MUTATIONS ?? 3000);
const SEED = 20_260_106;
const CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

describe("capsules that were altered", function () {
  this.timeout(30_000 + COUNT * 20);
  const witnesses = listOf(["CN", "ES"]);
  let text: string;
  before(async () => {
    text = await makeCapsule(claims, witnessSigner("CN"));
  });

  const bytesOf = (random: () => number, bytes: Uint8Array, breaksOff: boolean) => {
    const at = Math.floor(random() * bytes.length);
    const what = 1 + Math.floor(255 * random());
    if (breaksOff) return bytes.slice(0, at);
    const altered = bytes.slice();
    altered[at] = (altered[at] as number) ^ what;
    return altered;
  };
  const deflated = () => fromBase45(text.slice(6)) as Uint8Array;

  /** What is altered: the text, what it holds, or what that holds when it is inflated. */
  const kinds: Readonly<Record<string, (random: () => number, breaksOff: boolean) => string>> = {
    "a character of the text": (random, breaksOff) => {
      const at = Math.floor(random() * text.length);
      if (breaksOff) return text.slice(0, at);
      const other = CHARACTERS[Math.floor(random() * CHARACTERS.length)] as string;
      return `${text.slice(0, at)}${other === text[at] ? "~" : other}${text.slice(at + 1)}`;
    },
    "a byte of what is deflated": (random, breaksOff) =>
      `ORID1:${toBase45(bytesOf(random, deflated(), breaksOff))}`,
    "a byte of the signed message, deflated again": (random, breaksOff) =>
      `ORID1:${toBase45(deflateSync(bytesOf(random, inflateSync(deflated()), breaksOff)))}`,
  };

  for (const [index, [name, alter]] of Object.entries(kinds).entries()) {
    it(`give the truth or nothing, whatever ${name} is`, async () => {
      const random = randoms(SEED + index);
      const before = process.memoryUsage().rss;
      let refused = 0;
      let most = before;
      for (let tried = 0; tried < COUNT / 3; tried += 1) {
        const altered = alter(random, tried % 10 === 0);
        try {
          const { claims: read } = await verifyCapsule(altered, { witnesses, now: MOMENT + 1 });
          expect(read, `${tried}: ${altered}`).to.deep.equal(claims);
        } catch (error) {
          if (!(error instanceof ProofError) || error.answer !== "notProven") throw error;
          refused += 1;
        }
        most = Math.max(most, process.memoryUsage().rss);
      }
      if (process.env.MUTATIONS) console.log(name, refused, most - before);
      // A few bits of zlib's header and of its blocks say nothing.
      expect(refused).to.be.greaterThan((COUNT / 3) * 0.95);
      expect(most - before).to.be.at.most(256 * 2 ** 20);
    });
  }
});
