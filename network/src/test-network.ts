// A whole network for one machine, with every key in it: for tests, and for nothing else.
import { join } from "node:path";
import type { Address, Hex } from "viem";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import type { ChainParameters, Founding, FoundingNode } from "./founding.js";
import { initNetwork, type Network } from "./init.js";
import { refuseVersioned, writeKey } from "./keygen.js";
import { memberFolder } from "./member-folder.js";
import { publicKeyOf } from "./node-key.js";

export type TestNetworkOptions = {
  /** Outside of any git work tree, or ignored by git. */
  folder: string;
  /** Default 4. */
  validators?: number;
  /** Default 1. */
  observers?: number;
  /** First of the ports that the nodes get, three each: p2p, RPC, metrics. Default 21600. */
  firstPort?: number;
  /** What is to differ from the usual chain, such as a shorter empty-block period. */
  chain?: Partial<ChainParameters>;
  governance?: Partial<Founding["governance"]>;
};

/** The file with the key of a seat's account, in the folder of a test network. */
export function seatKeyFile(folder: string, member: string): string {
  return join(folder, "seats", `${member}.key`);
}

/** A test network with what only a test may know. */
export type TestNetwork = Network & {
  founding: Founding;
  /** Keys of the seats' accounts, by the id of the member. */
  authorityKeys: Map<string, Hex>;
};

/** Countries that the test members answer for, as many as there may be members. */
const COUNTRIES = [
  "CN",
  "ES",
  "MX",
  "DE",
  "JP",
  "FR",
  "KR",
  "IT",
  "BR",
  "CA",
  "NL",
  "SE",
  "IN",
  "AU",
  "ZA",
  "SG",
];

/**
 * Makes a network whose nodes all run on this machine. Each node's key is in its folder, those of the seats' accounts are in
 * `seats/`, all for their owner alone.
 */
export async function initTestNetwork(options: TestNetworkOptions): Promise<TestNetwork> {
  const { folder, validators = 4, observers = 1, firstPort = 21_600 } = options;
  refuseVersioned(folder);
  const keys = new Map<string, Hex>();
  const authorityKeys = new Map<string, Hex>();
  const node = (id: string, name: string): FoundingNode => {
    const key = generatePrivateKey();
    const port = firstPort + 3 * keys.size;
    keys.set(id, key);
    const ports = { p2pPort: port, rpcPort: port + 1, metricsPort: port + 2 };
    return { id, name, nodePublicKey: publicKeyOf(key), host: "127.0.0.1", ...ports };
  };
  const members = COUNTRIES.slice(0, validators).map((country, index) => {
    const id = `validator-${index + 1}`;
    const key = generatePrivateKey();
    authorityKeys.set(id, key);
    const authority: Address = privateKeyToAddress(key);
    return { ...node(id, `Test body ${index + 1}`), countries: [country], authority };
  });
  const founding: Founding = {
    chain: { ...TEST_CHAIN, ...options.chain },
    governance: { ...TEST_GOVERNANCE, ...options.governance },
    members,
    observers: Array.from({ length: observers }, (_, index) =>
      node(`observer-${index + 1}`, `Test observer ${index + 1}`),
    ),
  };
  const made = await initNetwork(founding, folder);
  for (const [id, key] of keys) writeKey(memberFolder(join(folder, id)).key, key);
  for (const [id, key] of authorityKeys) writeKey(seatKeyFile(folder, id), key);
  return { ...made, founding, authorityKeys };
}

const TEST_CHAIN: ChainParameters = {
  chainId: 72_019,
  foundedAt: "2026-01-05T09:00:00Z",
  blockPeriodSeconds: 2,
  emptyBlockPeriodSeconds: 30,
  requestTimeoutSeconds: 6,
  blockGasLimit: 60_000_000,
  contractSizeLimit: 24_576,
};

/** Votes that a test can wait for. */
const TEST_GOVERNANCE: Founding["governance"] = {
  votingDelay: 4,
  votingPeriod: 30,
  timelockDelay: 4,
  tenure: 15_552_000,
  // The year of the example world counts on more than a day.
  rotationDelay: 172_800,
  successionNotice: 86_400,
  orderNotice: 2_592_000,
  orderValidity: 7_776_000,
  scrapDelay: 604_800,
  closingNotice: 604_800,
  resolver: "https://id.example",
};
