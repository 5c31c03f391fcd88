// What accounts and slots are called, from a chain of three blocks that a function tells as Besu does.
import { expect } from "chai";
import { type Address, type Hex, keccak256, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { Names } from "../../src/succession/names.js";

const address = (digit: string): Address => `0x${digit.repeat(40)}`;
const slot = (number: number): Hex => toHex(number, { size: 32 });
const [sender, receiver, contract, founded] = [..."1234"].map(address) as [
  Address,
  Address,
  Address,
  Address,
];
const delegating = privateKeyToAccount(keccak256(toHex("names delegating")));

describe("Names of accounts and slots", () => {
  let asked: string[];
  let transactions: object[][];
  /** Whom the transaction of block 1 went to. */
  let to: Address | null;

  const names = () =>
    new Names(
      async (method, [number]) => {
        asked.push(`${method} ${Number(number)}`);
        if (method === "eth_getBlockByNumber") {
          return { transactions: transactions[Number(number)] ?? [] };
        }
        if (method === "eth_getTransactionByHash") return { from: sender, to };
        if (method === "eth_getCode") return to === contract ? "0x6000" : "0x";
        // Besu says no more than changed, and nothing where no code ran.
        const storage = { "0x7": slot(1) };
        return Number(number) === 2
          ? [{ txHash: slot(0), result: { pre: {}, post: { [contract]: { nonce: 1, storage } } } }]
          : [{ txHash: slot(9), result: { pre: {}, post: {} } }];
      },
      3,
      {
        [founded]: { nonce: "0x1", balance: "0x0", code: "0x00", storage: { [slot(5)]: slot(1) } },
      },
      () => {},
    );
  beforeEach(() => {
    asked = [];
    to = receiver;
    transactions = [[], [{ from: sender, to: receiver }], [{ from: sender, to: null }], []];
  });

  it("are those of the genesis, and no block is looked at for these", async () => {
    const of = names();
    expect(await of.of(keccak256(founded))).to.equal(founded);
    expect(await of.of(keccak256(slot(5)))).to.equal(slot(5));
    expect(asked).to.deep.equal([]);
  });

  it("are those that transactions changed, sent, or were sent to without running code", async () => {
    const of = names();
    for (const name of [sender, receiver, contract, slot(7)]) {
      expect(await of.of(keccak256(name)), name).to.equal(name);
    }
    // Blocks without transactions are not played again.
    expect(asked.filter((one) => one.startsWith("debug"))).to.deep.equal([
      "debug_traceBlockByNumber 2",
      "debug_traceBlockByNumber 1",
    ]);
  });

  it("are told nothing of by a node that does not let a former sender send", async () => {
    // Recorded on Besu 26.8: a seat that had been expelled, its transaction of earlier, its account no longer on the list.
    for (to of [contract, null]) {
      const refusal = await names()
        .of(keccak256("0x1234"))
        .catch((error: Error) => error.message);
      expect(refusal)
        .to.contain(`does not play transaction ${slot(9)} of block 1 again`)
        .and.contain(`does not let ${sender} send`)
        .and.contain("--permissions-accounts-config-file-enabled=false");
    }
  });

  it("are none where no block says it, and blocks are looked at once", async () => {
    const of = names();
    expect(await of.of(keccak256("0x1234"))).to.equal(undefined);
    expect(await of.of(keccak256("0x5678"))).to.equal(undefined);
    expect(asked.filter((one) => one.startsWith("eth_getBlock"))).to.have.length(3);
  });

  it("are those of accounts that let a contract act for them, and no bad signature is in the way", async () => {
    const signed = await delegating.signAuthorization({ address: contract, chainId: 5, nonce: 0 });
    const { r, s, yParity } = signed;
    const good = {
      chainId: "0x5",
      address: contract,
      nonce: "0x0",
      r,
      s,
      yParity: toHex(yParity ?? 0),
    };
    const bad = { ...good, r: slot(5), s: slot(1) };
    transactions[1] = [{ from: sender, to: receiver, authorizationList: [bad, good] }];
    const name = delegating.address.toLowerCase();
    expect(await names().of(keccak256(delegating.address))).to.equal(name);
  });
});
