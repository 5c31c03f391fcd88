// The chain that goes on from one whose governance is lost: two of four seats are gone, so that nobody can decide anything. On a
// chain without Besu, sealed by the keys of a test network, which tells its state as Besu does.
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { type RobotId, toBytes } from "@openrobotid/sdk";
import { consortiumAbi, robotRegistryAbi } from "@openrobotid/sdk/abis";
import type { Deployment as SdkDeployment } from "@openrobotid/sdk/chains";
import { anchorOf, decodeExtraData, type WireHeader } from "@openrobotid/sdk/proof";
import { scratchFolder } from "@openrobotid/testkit/folder";
import { type RpcServer, serveRpc } from "@openrobotid/testkit/rpc-server";
import { SealedChain, seal } from "@openrobotid/testkit/sealed";
import { expect } from "chai";
import { type Address, getAddress, type Hex, keccak256, padHex, toHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { readContract, sendTransaction, waitForTransactionReceipt } from "viem/actions";
import {
  type Actor,
  actor,
  admitMaker,
  approveModelOf,
  makerOf,
  placementOf,
} from "../../runner/registry-job.js";
import { type Anvil, startAnvil } from "../../src/anvil.js";
import { type Founding, type FoundingMember, readFounding } from "../../src/founding.js";
import { dumpedAccounts, storageOf } from "../../src/genesis/alloc.js";
import { headerOfGenesis } from "../../src/genesis/anchor.js";
import type { Requests } from "../../src/genesis/deployment.js";
import { type GenesisFile, jsonText } from "../../src/genesis/file.js";
import { initNetwork } from "../../src/init.js";
import { expulsionOf } from "../../src/life/admit.js";
import { advance } from "../../src/life/decide.js";
import { joinNetwork } from "../../src/life/join.js";
import { readKey, type SeatClient, seatClient } from "../../src/life/member.js";
import { memberFolder } from "../../src/member-folder.js";
import { addressOfNode, publicKeyOf } from "../../src/node-key.js";
import { requestsOf } from "../../src/rpc.js";
import {
  type Continued,
  continueChain,
  type OldChainOptions,
} from "../../src/succession/continue.js";
import { verifyChain } from "../../src/succession/verify.js";
import { initTestNetwork, type TestNetwork } from "../../src/test-network.js";
import { type Accounts, accountsOf, DumpedState, withStateDump } from "../besu/state-dump.js";

const keyOf = (label: string): Hex => keccak256(toHex(`succession ${label}`));

describe("The chain that goes on from a lost one", function () {
  this.timeout(120_000);
  const scratch = scratchFolder("succession-");
  const folder = (name: string) => join(scratch, name);
  const foundingFile = folder("founding.json");
  let old: TestNetwork;
  let stopped: Anvil;
  let node: RpcServer;
  let ask: Requests;
  let block: number;
  let founding: Founding;
  let continued: Continued;
  let going: Anvil;

  const maker = (url: string) =>
    actor(old.deployment as unknown as SdkDeployment, url, keyOf("maker"));
  const buyer = (url: string) =>
    actor(old.deployment as unknown as SdkDeployment, url, keyOf("buyer"));
  const begin = async (genesis: string) =>
    await startAnvil([
      `--init=${genesis}`,
      "--chain-id=72019",
      "--gas-price=0",
      "--block-base-fee-per-gas=0",
      "--disable-default-create2-deployer",
    ]);
  const sold = makerOf(1).unit(1);
  const untouched = makerOf(1).unit(2);

  /** Seats of the new chain, with the clients that act for them: two that go on, two that begin. */
  const keysOfSeats = () => [
    old.authorityKeys.get("validator-1") as Hex,
    old.authorityKeys.get("validator-2") as Hex,
    keyOf("third seat"),
    keyOf("fourth seat"),
  ];

  type More = Partial<OldChainOptions> & { founding?: string; out?: string };
  const oldChain = (): OldChainOptions => {
    return { from: folder("old/validator-1"), rpc: node.url, others: [], block };
  };
  const run = async (out: string, { founding: file = foundingFile, ...more }: More = {}) =>
    await continueChain({ ...oldChain(), ...more }, readFounding(file), folder(out));

  before(async () => {
    old = await initTestNetwork({ folder: folder("old"), observers: 0 });
    stopped = await begin(folder("old/genesis.json"));
    const request = requestsOf(stopped.url);
    await request("evm_increaseTime", [60]);
    await request("evm_mine", []);
    const before = await playRegistry();
    block = Number(await request("eth_blockNumber", []));
    const first = await headerOfGenesis(old.genesis);
    ask = sealed(request, { first, before, last: await DumpedState.read(request) });
    node = await serveRpc(async (method, ...params) => await ask(method, params));
    founding = newFounding();
    writeFileSync(foundingFile, jsonText(founding));
    continued = await run("new");
    going = await begin(folder("new/genesis.json"));
  });
  after(async () => {
    await node?.close();
    await Promise.all([stopped?.stop(), going?.stop()]);
    rmSync(scratch, { recursive: true, force: true });
  });

  it("begins with the whole state, and differs in the seats alone", () => {
    const { genesis } = continued.network;
    const consortium = old.deployment.contracts.Consortium.address.toLowerCase() as Address;
    expect(continued.accounts).to.equal(Object.keys(genesis.alloc).length);
    // More than the contracts: the accounts that have sent anything, with their numbers.
    expect(continued.accounts).to.be.greaterThan(Object.keys(old.genesis.alloc).length);
    for (const [address, entry] of Object.entries(old.genesis.alloc)) {
      expect(genesis.alloc[address as Address]?.code, address).to.equal(entry.code);
      expect(genesis.alloc[address as Address]?.nonce, address).to.equal(entry.nonce);
    }
    expect(genesis.alloc[consortium]?.storage).not.to.deep.equal(
      old.genesis.alloc[consortium]?.storage,
    );
  });

  it("has every slot of every other contract as the old chain answers it, and no other", async () => {
    const request = requestsOf(stopped.url);
    const held = await dumpedAccounts(request);
    let slots = 0;
    for (const [name, { address }] of Object.entries(old.deployment.contracts)) {
      const is = continued.network.genesis.alloc[address.toLowerCase() as Address]?.storage ?? {};
      const was = storageOf(held.get(getAddress(address)) ?? { storage: {} });
      if (name === "Consortium") {
        expect(is, name).not.to.deep.equal(was);
        continue;
      }
      expect(Object.keys(is), name).to.deep.equal(Object.keys(was));
      for (const [slot, value] of Object.entries(is)) {
        slots += 1;
        const asked = [address, slot, toHex(block)];
        expect(await request("eth_getStorageAt", asked), `${name} ${slot}`).to.equal(value);
      }
    }
    expect(slots).to.be.greaterThan(40);
  });

  it("commits to the old chain's last block in its block 0, and says so in its founding file", async () => {
    const { extraData } = continued.network.genesis as unknown as { extraData: Hex };
    const last = (await ask("eth_getBlockByNumber", [toHex(block), false])) as {
      hash: Hex;
      stateRoot: Hex;
    };
    expect(decodeExtraData(extraData).vanity).to.equal(last.hash);
    expect(continued.block.sealers).to.have.length(3);
    expect(JSON.parse(readFileSync(folder("new/founding.json"), "utf8")).continues).to.deep.equal({
      genesisHash: old.deployment.anchor.genesisHash,
      block,
      hash: last.hash,
      stateRoot: last.stateRoot,
    });
  });

  it("is made byte for byte again, by anybody who has a node", async () => {
    await run("again");
    for (const name of ["genesis.json", "deployment.json", "founding.json"]) {
      expect(readFileSync(folder(`again/${name}`), "utf8"), name).to.equal(
        readFileSync(folder(`new/${name}`), "utf8"),
      );
    }
  });

  it("keeps codes, holders, lots and the heads of histories, of a unit that nobody touched too", async () => {
    for (const id of [sold, untouched]) {
      const [was, is] = await Promise.all([
        maker(stopped.url).getRobot({ id }),
        maker(going.url).getRobot({ id }),
      ]);
      expect({ ...is, asOf: was?.asOf }, id).to.deep.equal(was);
      expect(is?.holder).to.equal(id === sold ? buyer(going.url).account.address : is?.holder);
    }
    expect(await headOf(going.url, sold)).to.deep.equal(await headOf(stopped.url, sold));
    expect(await headOf(going.url, untouched)).to.deep.equal(await headOf(stopped.url, untouched));
  });

  it("has an anchor with the heads of all logs, and the new validators", async () => {
    const anchor = anchorOf(continued.network.deployment as never);
    const validators = founding.members.map(({ nodePublicKey }) => addressOfNode(nodePublicKey));
    expect(anchor?.validators.map((of) => getAddress(of))).to.have.members(
      validators.map((of) => getAddress(of)),
    );
    for (const name of ["RobotRegistry", "AuthorityRegistry", "Consortium"] as const) {
      const [count, head] = await readContract(maker(going.url), {
        // Every log has the same view.
        abi: consortiumAbi,
        address: old.deployment.contracts[name].address as Address,
        functionName: "log",
        blockNumber: 0n,
      });
      expect(anchor?.founding?.[name], name).to.deep.equal({ count, head });
    }
    expect(anchor?.genesisHash).not.to.equal(old.deployment.anchor.genesisHash);
  });

  it("ends lost seats, keeps the others, and gives new members new numbers", async () => {
    const seats = await seatAt(0).getSeats({ departed: true });
    const told = seats.map(({ seat, departedAt, countries }) => [
      Number(seat),
      departedAt === undefined ? countries.join() : "ended",
    ]);
    expect(told).to.deep.equal([
      [1, "CN"],
      [2, "ES"],
      [3, "ended"],
      [4, "ended"],
      [5, "MX"],
      [6, "DE,JP"],
    ]);
    const time = Date.parse(founding.chain.foundedAt) / 1000;
    expect(seats[4]?.admittedAt).to.equal(time);
    expect(seats[2]?.departedAt).to.equal(time);
  });

  it("names the proposals that come along", () => {
    expect(continued.proposals.map(({ state, calls }) => [state, calls[0]?.args])).to.deep.equal([
      ["pending", [3n]],
    ]);
  });

  describe("is checked by a member alone", () => {
    const copyOf = (name: string) => {
      cpSync(folder("new"), folder(name), { recursive: true });
      return (file: string, change: (json: never) => void) => {
        const json = JSON.parse(readFileSync(folder(`${name}/${file}`), "utf8"));
        change(json as never);
        writeFileSync(folder(`${name}/${file}`), jsonText(json));
      };
    };
    const refusalOf = async (name: string, options = oldChain()) => {
      const refusal = await verifyChain(options, folder(name)).catch((error: unknown) => error);
      expect(refusal).to.be.instanceOf(UserError);
      return (refusal as UserError).message;
    };

    it("and is what its node leads to, with the keys that nodes have added", async () => {
      copyOf("given");
      writeFileSync(folder("given/validator-1/key"), keyOf("validator-1"));
      const { decisions } = await verifyChain(oldChain(), folder("given"));
      expect(decisions).to.deep.equal(continued.decisions);
    });

    it("and is refused where a slot was altered, naming the account", async () => {
      const registry = old.deployment.contracts.RobotRegistry.address.toLowerCase() as Address;
      copyOf("altered")("genesis.json", ({ alloc }: Pick<GenesisFile, "alloc">) => {
        const [slot] = Object.keys(alloc[registry]?.storage ?? {});
        Object.assign(alloc[registry]?.storage ?? {}, { [slot as Hex]: toHex(7, { size: 32 }) });
      });
      expect(await refusalOf("altered")).to.contain(
        `These files are not what the old chain leads to: genesis.json. In genesis.json the account ${registry} differs.`,
      );
    });

    it("and is refused where its anchor, its seats, one node's files or its block were altered", async () => {
      copyOf("anchor")("deployment.json", ({ anchor }: { anchor: { validators: string[] } }) => {
        anchor.validators.pop();
      });
      expect(await refusalOf("anchor")).to.contain(": deployment.json.");
      copyOf("seats")("founding.json", ({ members }: Founding) => {
        Object.assign(members[2] as FoundingMember, {
          authority: privateKeyToAddress(keyOf("somebody else")),
        });
      });
      expect(await refusalOf("seats"))
        .to.contain("genesis.json")
        .and.contain("validator-1/founding.json");
      copyOf("parts");
      rmSync(folder("parts/validator-2/static-nodes.json"));
      expect(await refusalOf("parts")).to.contain(": validator-2/static-nodes.json.");
      expect(await refusalOf("new", { ...oldChain(), block: block - 1 })).to.contain(
        `goes on from block ${block}; expected ${block - 1}`,
      );
      expect(await refusalOf("old")).to.contain("has no `continues`");
    });
  });

  it("could decide nothing before, and decides again: three of the four seats of now", async () => {
    const proposal = expulsionOf(6n);
    const wait = async (request: Requests, seconds: number) => {
      await request("evm_increaseTime", [seconds]);
      await request("evm_mine", []);
    };
    const request = requestsOf(going.url);
    await wait(request, 60);
    expect(await advance(seatAt(0), proposal)).to.deep.equal({ did: "proposed" });
    await wait(request, 6);
    for (const index of [0, 1, 2]) {
      expect(await advance(seatAt(index), proposal)).to.deep.equal({ did: "voted" });
    }
    await wait(request, 40);
    expect(await advance(seatAt(0), proposal)).to.deep.equal({ did: "queued" });
    await wait(request, 6);
    expect(await advance(seatAt(0), proposal)).to.deep.equal({ did: "executed" });
    expect(await seatAt(0).getValidators()).to.have.length(3);

    const before = requestsOf(stopped.url);
    const snapshot = await before("evm_snapshot", []);
    const left = [0, 1].map((index) =>
      seatClient(old.deployment, stopped.url, keysOfSeats()[index] as Hex),
    );
    const lost = expulsionOf(4n);
    await advance(left[0] as SeatClient, lost);
    await wait(before, 6);
    for (const seat of left) await advance(seat, lost);
    await wait(before, 40);
    expect(await advance(left[0] as SeatClient, lost)).to.deep.equal({ over: "defeated" });
    await before("evm_revert", [snapshot]);
  });

  it("goes on with the registry: a holder transfers what it had", async () => {
    const [, seq] = await headOf(going.url, sold);
    await buyer(going.url).approveTransferSync({ id: sold, to: maker(going.url).account.address });
    await maker(going.url).acceptTransferSync({ id: sold, from: buyer(going.url).account.address });
    expect((await maker(going.url).getRobot({ id: sold }))?.holder).to.equal(
      maker(going.url).account.address,
    );
    expect((await headOf(going.url, sold))[1] > seq).to.equal(true);
  });

  it("is joined like any other, and not founded again from its file alone", async () => {
    const nodePublicKey = publicKeyOf(keyOf("late node"));
    const late = { id: "late", name: "Late", nodePublicKey, host: "192.0.2.7" };
    const ports = { p2pPort: 30_303, rpcPort: 8545, metricsPort: 9545 };
    const { folder: joined } = joinNetwork(
      folder("new/validator-1"),
      { ...late, ...ports },
      folder("late"),
    );
    expect(readFileSync(joined.genesis, "utf8")).to.equal(
      readFileSync(folder("new/genesis.json"), "utf8"),
    );
    const said = JSON.parse(readFileSync(folder("new/founding.json"), "utf8")) as Founding;
    const refusal = await initNetwork(said, folder("founded")).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(UserError);
    expect(String(refusal)).to.contain("goes on from block").and.contain("network new-chain");
  });

  describe("is refused", () => {
    const refusalOf = async (more: More = {}) => {
      const refusal = await run(more.out ?? "refused", more).then(
        () => new Error("it was made"),
        (error: unknown) => error,
      );
      expect(refusal, String(refusal)).to.be.instanceOf(UserError);
      return (refusal as UserError).message;
    };
    const refusalTo = async (change: (said: Founding) => unknown) => {
      const file = folder("changed.json");
      const said = structuredClone(founding);
      change(said);
      writeFileSync(file, jsonText(said));
      return await refusalOf({ founding: file });
    };
    afterEach(() => {
      node.lie = undefined;
    });

    it("where the node alters a slot, leaves one out, or an account", async () => {
      const registry = old.deployment.contracts.RobotRegistry.address.toLowerCase();
      type Storage = { storage: Record<string, { key: string; value: string }> };
      const lies: Record<string, (answer: Storage) => unknown> = {
        altered: ({ storage, ...rest }) => {
          const all = Object.entries(storage).map(([hash, slot]) => {
            return [hash, { ...slot, value: toHex(7, { size: 32 }) }] as const;
          });
          return { ...rest, storage: Object.fromEntries(all) };
        },
        "left out": (answer) => ({ ...answer, storage: {} }),
      };
      for (const [what, lie] of Object.entries(lies)) {
        node.lie = (method, params, answer) =>
          method === "debug_storageRangeAt" && params[2] === registry
            ? lie(answer as Storage)
            : answer;
        expect(await refusalOf(), what).to.match(/has the root 0x.*; its validators sealed 0x/);
      }
      node.lie = (method, _, answer) => {
        if (method !== "debug_accountRange") return answer;
        const { addressMap, ...rest } = answer as { addressMap: Record<string, string> };
        return { ...rest, addressMap: Object.fromEntries(Object.entries(addressMap).slice(1)) };
      };
      expect(await refusalOf(), "an account").to.match(/has the root 0x/);
      node.lie = (method, params, answer) =>
        method === "eth_getStorageAt" && String(params[0]).toLowerCase() === registry
          ? toHex(7, { size: 32 })
          : answer;
      expect(await refusalOf(), "what the last block changed").to.match(/has the root 0x/);
    });

    it("where the node invents a slot, goes in circles, or has no DEBUG", async () => {
      const invented = keccak256(toHex("a slot that nobody wrote"));
      node.lie = (method, _, answer) => {
        if (method !== "debug_storageRangeAt") return answer;
        const { storage, ...rest } = answer as { storage: Record<string, object> };
        const value = toHex(7, { size: 32 });
        return { ...rest, storage: { ...storage, [invented]: { key: null, value } } };
      };
      expect(await refusalOf())
        .to.contain("No block of the old chain changed the slot of 0x")
        .and.contain(invented);
      node.lie = (method, _, answer) =>
        method === "debug_accountRange"
          ? { ...(answer as object), nextKey: toHex(1, { size: 32 }) }
          : answer;
      expect(await refusalOf()).to.contain("back to");
      let refused = "";
      node.lie = (method, _, answer) => {
        if (method === refused)
          throw Object.assign(new Error("Method not enabled"), { code: -32604 });
        return answer;
      };
      for (refused of ["debug_accountRange", "debug_traceBlockByNumber"]) {
        expect(await refusalOf())
          .to.contain(`The node refuses ${refused}: Method not enabled`)
          .and.contain("--rpc-http-api=ETH,NET,WEB3,DEBUG");
      }
    });

    it("where the block is not there, or carries other seals than those of two thirds", async () => {
      expect(await refusalOf({ block: block + 5 })).to.contain(`Block ${block + 5} is not proven`);
      node.lie = (method, _, answer) => {
        if (!method.startsWith("eth_getBlockBy")) return answer;
        return { ...(answer as object), stateRoot: keccak256("0x") };
      };
      expect(await refusalOf()).to.contain(`Block ${block} is not proven`);
    });

    it("where something was written after the block, and not where blocks after it are empty", async () => {
      expect(await refusalOf({ block: block - 1 })).to.contain(
        `Block ${block} is proven too, and something was written after block ${block - 1}`,
      );
      const request = requestsOf(stopped.url);
      const snapshot = await request("evm_snapshot", []);
      await request("evm_mine", []);
      await run("with an empty block after it");
      await request("evm_revert", [snapshot]);
      expect(readFileSync(folder("with an empty block after it/genesis.json"), "utf8")).to.equal(
        readFileSync(folder("new/genesis.json"), "utf8"),
      );
    });

    it("where a later block is proven, and not where that was sealed under an override", async () => {
      const header = await requestsOf(node.url)("eth_getBlockByNumber", [toHex(block), false]);
      const { hash, ...last } = header as WireHeader & { hash: Hex };
      const keys = old.founding.members.map(({ id }) => {
        return readKey(memberFolder(folder(`old/${id}`)).key);
      });
      const [number, stateRoot] = [toHex(block + 1), keccak256("0x")];
      for (const [sealers, isProven] of [
        [keys.slice(0, 2), false],
        [keys.slice(0, 3), true],
      ] as const) {
        const plain = { ...last, number, parentHash: hash, stateRoot };
        const later = { ...(await seal(plain, sealers)), transactions: [] };
        node.lie = (method, [asked], answer) => {
          if (method === "eth_blockNumber") return number;
          return method === "eth_getBlockByNumber" && asked === number ? later : answer;
        };
        if (isProven) expect(await refusalOf()).to.contain(`Block ${block + 1} is proven too`);
        else await run("before an override");
      }
    });

    it("where the founding file does not fit the old chain", async () => {
      expect(
        await refusalTo(({ chain }) => {
          chain.chainId = 5;
        }),
      ).to.contain("expected 72019");
      expect(
        await refusalTo(({ chain }) => {
          chain.foundedAt = "2026-01-05T09:00:00Z";
        }),
      ).to.contain("after the old chain's last block");
      expect(
        await refusalTo(({ governance }) => {
          governance.votingPeriod += 1;
        }),
      ).to.contain("another `governance`");
      expect(
        await refusalTo((said) => {
          Object.assign(said, {
            continues: {
              genesisHash: keccak256("0x"),
              block: 1,
              hash: keccak256("0x"),
              stateRoot: keccak256("0x"),
            },
          });
        }),
      ).to.contain("leave it out");
    });

    it("where a seat that goes on would lose a country, or another would get it, or none goes on", async () => {
      expect(
        await refusalTo(({ members }) => {
          (members[0] as FoundingMember).countries = [];
        }),
      ).to.contain("validator-1 keeps seat 1, which answers for CN too");
      expect(
        await refusalTo(({ members }) => {
          (members[0] as FoundingMember).countries = ["CN", "FR"];
          (members[3] as FoundingMember).countries = ["FR"];
        }),
      ).to.match(/FR|refuse decision/);
      expect(
        await refusalTo((said) => {
          said.members = old.founding.members.map((member) => ({
            ...member,
            recovery: privateKeyToAddress(keyOf(member.id)),
          }));
        }),
      ).to.contain("No seat goes on");
    });

    it("where the folder holds anything", async () => {
      expect(await refusalOf({ out: "new" })).to.contain("is not empty");
    });
  });

  // ---------------------------------------------------------------------------------------------- what it takes

  function seatAt(index: number): SeatClient {
    return seatClient(continued.network.deployment, going.url, keysOfSeats()[index] as Hex);
  }

  async function headOf(url: string, id: RobotId) {
    return await readContract(maker(url), {
      abi: robotRegistryAbi,
      address: old.deployment.contracts.RobotRegistry.address as Address,
      functionName: "historyOf",
      args: [padHex(toBytes(id), { dir: "right", size: 32 })],
    });
  }

  /** Two founders as they were, one new body for the country of a lost one, another one for that of the other and one more. */
  function newFounding(): Founding {
    const [one, two, ...lost] = old.founding.members as [
      FoundingMember,
      FoundingMember,
      ...FoundingMember[],
    ];
    const comer = (member: FoundingMember, label: string, countries: string[]): FoundingMember => ({
      ...member,
      name: `New body (${label})`,
      authority: privateKeyToAddress(keyOf(`${label} seat`)),
      nodePublicKey: publicKeyOf(keyOf(`${label} node`)),
      countries,
    });
    const [third, fourth] = lost as [FoundingMember, FoundingMember];
    return {
      ...old.founding,
      chain: { ...old.founding.chain, foundedAt: "2026-01-05T18:00:00Z" },
      members: [one, two, comer(third, "third", ["MX"]), comer(fourth, "fourth", ["DE", "JP"])],
    };
  }

  /** What the registry holds in the end; gives the accounts before the last block. */
  async function playRegistry(): Promise<Accounts> {
    const authority: Actor = actor(
      old.deployment as unknown as SdkDeployment,
      stopped.url,
      old.authorityKeys.get("validator-1") as Hex,
    );
    const own = maker(stopped.url);
    await admitMaker(authority, own, 1);
    const time = Number(
      (
        (await requestsOf(stopped.url)("eth_getBlockByNumber", ["latest", false])) as {
          timestamp: Hex;
        }
      ).timestamp,
    );
    await approveModelOf(authority, own, 1, time + 86_400);
    await own.issueLotSync({ first: sold, count: 1_000n });
    await own.placeOnMarketSync(await placementOf(own, sold));
    await own.approveTransferSync({ id: sold, to: buyer(stopped.url).account.address });
    // Two seats can propose, and never pass anything.
    const seat = seatClient(
      old.deployment,
      stopped.url,
      old.authorityKeys.get("validator-1") as Hex,
    );
    expect(await advance(seat, expulsionOf(3n))).to.deep.equal({ did: "proposed" });
    // An account for which no code ever ran: a node has no trace of what it did.
    const idle = actor(old.deployment as unknown as SdkDeployment, stopped.url, keyOf("idle"));
    const hash = await sendTransaction(idle, { to: own.account.address, gas: 30_000n });
    await waitForTransactionReceipt(idle, { hash });
    const before = await accountsOf(requestsOf(stopped.url));
    // The last block changes slots, sets some and clears one.
    await buyer(stopped.url).acceptTransferSync({ id: sold, from: own.account.address });
    return before;
  }

  /** The stopped chain as its validators sealed it, as a Besu tells it that answers DEBUG. */
  function sealed(
    request: Requests,
    { first, before, last }: { first: object; before: Accounts; last: DumpedState },
  ): Requests {
    const validators = old.founding.members.map(({ id }) => {
      const key = readKey(memberFolder(folder(`old/${id}`)).key);
      return { key, address: privateKeyToAddress(key) };
    });
    const chain = new SealedChain({
      request: (async ({ method, params }: { method: string; params?: unknown[] }) =>
        await request(method, params ?? [])) as never,
      validators,
      // Block 0 is that of the genesis file, and the last state has the root that Besu computes: Anvil has others.
      alter: (header, number) => {
        if (number === 0) return { ...header, ...first };
        return number >= block ? { ...header, stateRoot: last.root } : header;
      },
      unsealedTo: 0,
      validatorsAt: async (blockNumber) =>
        await seatClient(old.deployment, stopped.url, keysOfSeats()[0] as Hex).getValidators({
          blockNumber,
        }),
    });
    return withStateDump(async (method, params) => {
      const [address, slots, at] = params as [Address, Hex[], Hex];
      if (method === "eth_getProof" && Number(at) >= block) return await last.prove(address, slots);
      return await chain.request({ method, params });
    }, before);
  }
});
