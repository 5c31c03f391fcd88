// The list of witnesses: what the accounts of the seats signed, proven from the anchor, without a node.

import { readFileSync } from "node:fs";
import { witnessSigner } from "@openrobotid/testkit/capsules";
import {
  accounts,
  chain,
  clientOf,
  connection,
  deployment,
  isolate,
  rpcUrl,
  time,
} from "@openrobotid/testkit/chain";
import { expectNotProven } from "@openrobotid/testkit/refusals";
import { decode, encode } from "cborg";
import { expect } from "chai";
import { type Address, createClient, http } from "viem";
import { deployContract, waitForTransactionReceipt } from "viem/actions";
import type { ProvingClient } from "../../src/evidence/index.js";
import {
  type Anchor,
  ProofError,
  proofErrorOf,
  proven,
  readAnchor,
  witnessKeyOf,
} from "../../src/proof/index.js";
import {
  directoryDigest,
  directoryDomain,
  directoryTypes,
  verifyWitnessList,
  type WitnessStatement,
  witnessStatementOf,
  writeWitnessList,
} from "../../src/witness/index.js";

const COUNT = Number(process.env.MUTATIONS ?? 300) / 10;
const SEATS = { CN: 1, ES: 2, MX: 3, DE: 4 } as const;
const consortium = deployment.contracts.Consortium?.address as `0x${string}`;
const domain = { chainId: deployment.chainId, consortium };

describe("the list of witnesses", function () {
  this.timeout(60_000 + COUNT * 200);
  isolate();
  let anchor: Anchor;

  before(async () => {
    anchor = await readAnchor(clientOf("owner"), { deployment, seals: "none" });
  });

  /** What a seat says of its witness, signed by somebody. */
  async function said(
    country: keyof typeof SEATS,
    signer: keyof typeof accounts = country,
    issuedAt = 1_767_600_000,
    of: string = country,
  ): Promise<WitnessStatement> {
    const none = { nodes: ["enode://of-the-tests"], relayers: [], participants: [], withheld: [] };
    const witness = {
      key: witnessKeyOf(witnessSigner(of).key),
      url: `https://${country}.example/checkpoint`,
    };
    const entry = { seat: SEATS[country], issuedAt, ...none, witness };
    const signature = await accounts[signer].signTypedData({
      domain: directoryDomain(domain),
      types: directoryTypes(true),
      primaryType: "DirectoryEntry",
      message: entry as never,
    });
    return witnessStatementOf({ ...entry, signature }) as WitnessStatement;
  }

  /** A wallet that says of a signature what it is of its owner. */
  async function deployWallet(owner: Address): Promise<Address> {
    const mock = new URL(
      "../../../artifacts/test/mocks/WalletMock.sol/WalletMock.json",
      import.meta.url,
    );
    const { abi, bytecode } = JSON.parse(readFileSync(mock, "utf8"));
    const client = clientOf("stranger");
    const hash = await deployContract(client as never, { abi, bytecode, args: [owner] } as never);
    const { contractAddress } = await waitForTransactionReceipt(client, { hash });
    if (!contractAddress) throw new Error("The wallet was not deployed.");
    return contractAddress;
  }

  const write = async (statements: readonly WitnessStatement[]) => {
    const transport = proven(http(rpcUrl), { anchor });
    const client = createClient({ chain, transport, cacheTime: 0 });
    return await writeWitnessList(client as unknown as ProvingClient, statements);
  };
  const listed = async (statements: readonly WitnessStatement[]) =>
    await verifyWitnessList(await write(statements), { anchor });

  it("names the witnesses of the seats whose accounts signed, and says who names none", async () => {
    const list = await listed([await said("ES"), await said("CN")]);
    expect(list.witnesses.map(({ seat, key, name }) => ({ seat, key, name }))).to.deep.equal([
      { seat: 1, key: witnessKeyOf(witnessSigner("CN").key), name: list.witnesses[0]?.name },
      { seat: 2, key: witnessKeyOf(witnessSigner("ES").key), name: list.witnesses[1]?.name },
    ]);
    expect(list).to.deep.include({ chainId: deployment.chainId, without: [3, 4], departed: [] });
    expect(list.timestamp).to.equal(await time.latest());
  });

  it("takes the later of two statements of a seat, in any order", async () => {
    const [early, late] = [await said("CN"), await said("CN", "CN", 1_767_700_000, "CN 2")];
    for (const order of [
      [early, late],
      [late, early],
    ]) {
      expect((await listed(order)).witnesses[0]?.key).to.equal(late.key);
    }
  });

  it("leaves out what another account signed, as of another seat or a stranger", async () => {
    for (const signer of ["ES", "stranger"] as const) {
      expect((await listed([await said("CN", signer)])).witnesses).to.deep.equal([]);
    }
  });

  it("takes the word of an account that is a contract (ERC-1271), from the file alone", async () => {
    // A wallet of the stranger, in the place of the seat's account.
    const wallet = await deployWallet(accounts.stranger.address);
    const code = await connection.provider.request({
      method: "eth_getCode",
      params: [wallet, "latest"],
    });
    await connection.provider.request({
      method: "hardhat_setCode",
      params: [accounts.CN.address, code],
    });
    await connection.provider.request({ method: "evm_mine" });
    const [own, others] = [await said("CN", "stranger"), await said("CN", "ES")];
    const list = await listed([own, await said("ES")]);
    expect(list.witnesses.map(({ seat }) => seat)).to.deep.equal([1, 2]);
    expect((await listed([others])).witnesses).to.deep.equal([]);
  });

  it("is kept from nobody by seats whose accounts are contracts that fail", async () => {
    // One uses up all gas, one answers a single byte, one reverts.
    for (const [country, code] of Object.entries({
      ...{ CN: "0xfe", ES: "0x60015ff3", MX: "0x5f5ffd" },
    })) {
      const { address } = accounts[country as keyof typeof SEATS];
      await connection.provider.request({ method: "hardhat_setCode", params: [address, code] });
    }
    await connection.provider.request({ method: "evm_mine" });
    const others = (["CN", "ES", "MX"] as const).map(async (seat) => await said(seat, "stranger"));
    const list = await listed([...(await Promise.all(others)), await said("DE")]);
    expect(list.witnesses.map(({ seat }) => seat)).to.deep.equal([4]);
  });

  it("says of a seat that has left that it has, and takes no word of it", async () => {
    await clientOf("ES").resignSeatSync();
    const list = await listed([await said("ES"), await said("CN")]);
    expect(list.departed).to.deep.equal([2]);
    expect(list.witnesses.map(({ seat }) => seat)).to.deep.equal([1]);
  });

  it("is refused where somebody put a key into the file that no seat signed", async () => {
    const [format, version, [item], proof] = decode(await write([await said("CN")])) as [
      string,
      number,
      unknown[][],
      Uint8Array,
    ];
    const other = Buffer.from(witnessKeyOf(witnessSigner("x").key).slice(2), "hex");
    const forged = [...(item ?? [])];
    forged[3] = Uint8Array.from(other);
    const file = encode([format, version, [forged], proof]);
    await expectNotProven("witnessUnknown", () => verifyWitnessList(file, { anchor }));
  });

  it("is refused with the anchor of another chain, and where it is another file", async () => {
    const file = await write([await said("CN")]);
    const other = { ...anchor, genesisHash: `0x${"11".repeat(32)}` as const };
    await expectNotProven("wrongGenesis", () => verifyWitnessList(file, { anchor: other }));
    for (const [reason, bytes] of [
      ["fileTruncated", new Uint8Array()],
      ["fileTruncated", file.subarray(0, 100)],
      ["fileTrailing", Uint8Array.of(...file, 0)],
      ["fileFormat", encode(["open-robot-id-evidence", 1, [], new Uint8Array()])],
      ["fileVersion", encode(["open-robot-id-witnesses", 2, [], new Uint8Array()])],
      ["fileShape", encode(["open-robot-id-witnesses", 1, [[1]], new Uint8Array()])],
      ["fileShape", encode(["open-robot-id-witnesses", 1, []])],
    ] as const) {
      await expectNotProven(reason, () => verifyWitnessList(bytes, { anchor }));
    }
  });

  it("never says anything else, whatever byte of it is another", async () => {
    const file = await write([await said("CN"), await said("ES")]);
    const truth = await verifyWitnessList(file, { anchor });
    let refused = 0;
    for (let tried = 0; tried < COUNT; tried += 1) {
      const altered = file.slice();
      // The same places each time, more of them among the statements, at the beginning.
      const at = tried % 2 === 0 ? (tried * 37) % 700 : (tried * 7919) % file.length;
      altered[at] = (altered[at] as number) ^ (1 + ((tried * 31) % 255));
      try {
        expect(await verifyWitnessList(altered, { anchor }), `byte ${at}`).to.deep.equal(truth);
      } catch (error) {
        const unproven = error instanceof ProofError ? error : proofErrorOf(error);
        if (!unproven) throw error;
        refused += 1;
      }
    }
    expect(refused).to.be.greaterThan(COUNT / 2);
  });

  it("is computed from the digests of the entry alone", async () => {
    const statement = await said("CN");
    expect(directoryDigest(statement, domain)).to.not.equal(
      directoryDigest({ ...statement, url: "https://other.example" }, domain),
    );
  });
});
