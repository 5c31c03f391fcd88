// The founding file: the one input from which a consortium chain is made. Who founds it, and with which parameters.
//
// Everything in it is public. No file of this repository holds private keys.
import { isIPv4 } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { governance as rules } from "@openrobotid/deployment/parameters";
import { UserError } from "@openrobotid/kit/command";
import { type Fault, readJson, refuse } from "@openrobotid/kit/input";
import { getAddress, isAddress, zeroAddress } from "viem";
import { z } from "zod";
import { directoryWitness } from "../permissioner/directory-entry.js";
import { addressOfNode, isNodePublicKey, type NodePublicKey } from "./node-key.js";

/** An invented network, to start from. */
export const EXAMPLE_FOUNDING = join(
  dirname(fileURLToPath(import.meta.url)),
  "../members.example.json",
);

const whole = (least: number, most: number, what: string) => {
  const error = `${what} from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

const chain = z.strictObject({
  chainId: whole(2, 2_147_483_647, "a whole number"),
  // Time of block 0, at which the founding seats are admitted.
  foundedAt: z.iso.datetime({
    error: 'a moment in UTC without fractions of a second, such as "2026-01-01T00:00:00Z"',
    precision: 0,
  }),
  blockPeriodSeconds: whole(1, 60, "seconds"),
  emptyBlockPeriodSeconds: whole(1, 600, "seconds"),
  requestTimeoutSeconds: whole(2, 120, "seconds"),
  // Under Osaka a transaction may use at most 16,777,216 (EIP-7825): a smaller block could not hold the largest one.
  blockGasLimit: whole(16_777_216, 1_000_000_000, "gas"),
  contractSizeLimit: whole(24_576, 49_152, "bytes"),
});

const governance = z.strictObject(rules);

const port = (usual: number) => whole(1, 65_535, "a port").default(usual);

const node = {
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: "lower-case letters, digits and single hyphens: it names the member's folder",
  }),
  name: z.string().trim().min(1, { error: "a name" }),
  nodePublicKey: z.string().refine(isNodePublicKey, {
    error:
      "the public key of a node as `network keygen` prints it: 0x and 128 lower-case hexadecimal digits, a point of secp256k1",
  }),
  // No names: Besu compares allowlists by address, and what a name stands for is for its resolver to say.
  host: z.string().refine((text) => isIPv4(text) && text !== "0.0.0.0", {
    error: "the IPv4 address at which the other nodes reach it, such as 192.0.2.10",
  }),
  p2pPort: port(30_303),
  rpcPort: port(8545),
  metricsPort: port(9545),
};

const account = z
  .string()
  .refine((text) => isAddress(text) && getAddress(text) === text && text !== zeroAddress, {
    error: "the address of an account, not zero, with the checksum of EIP-55",
  });

const member = z.strictObject({
  ...node,
  countries: z.array(
    z.string().regex(/^[A-Z]{2}$/, { error: "two capital letters of ISO 3166-1" }),
  ),
  authority: account,
  // Kept apart from the account: it replaces that where it is lost or stolen. A seat may have none.
  recovery: account.optional(),
  // As its directory entry will name it.
  witness: directoryWitness.optional(),
});

const hash = z.string().regex(/^0x[0-9a-f]{64}$/, { error: "a hash: 0x and 64 lower-case digits" });

const continues = z.strictObject({
  genesisHash: hash,
  block: whole(0, Number.MAX_SAFE_INTEGER, "a number"),
  hash,
  stateRoot: hash,
});

const founding = z.strictObject({
  chain,
  governance,
  members: z.array(member).min(1, { error: "at least one member" }),
  observers: z.array(z.strictObject(node)).default([]),
  // How many of the witnesses must vouch for a block before the anchor takes it.
  cosigners: whole(1, 1000, "a whole number").optional(),
  // Of a chain that goes on from another one: that one's block 0, and its last block. `network new-chain` writes it.
  continues: continues.optional(),
});

/** A node as the founding file describes it: a member's, or one that only follows the chain. */
export type FoundingNode = {
  id: string;
  name: string;
  nodePublicKey: NodePublicKey;
  host: string;
  p2pPort: number;
  /** Both on the loopback interface of the node's own machine. */
  rpcPort: number;
  metricsPort: number;
};

/** A founding member: it gets a seat, and its node validates. */
export type FoundingMember = FoundingNode & {
  countries: string[];
  authority: string;
  recovery?: string | undefined;
  /** Public key and address of the seat's witness: the anchor of the chain names it. */
  witness?: { key: string; url: string } | undefined;
};

export type ChainParameters = z.infer<typeof chain>;

/** What a consortium chain is made from. */
export type Founding = {
  chain: ChainParameters;
  governance: z.infer<typeof governance>;
  members: FoundingMember[];
  observers: FoundingNode[];
  /** How many witnesses must have cosigned a block; given where members name any. */
  cosigners?: number | undefined;
  /** Where the chain goes on from: block 0 of the old one, and its last block. */
  continues?: z.infer<typeof continues> | undefined;
};

/** Reads and checks a founding file. Throws `InputError` with everything that is wrong in it. */
export function readFounding(file: string): Founding {
  const { value, fault } = readJson(file, founding);
  const read = value as Founding;
  refuse([...orderOfPeriods(read, fault), ...repetitions(read, fault), ...askedOf(read, fault)]);
  return read;
}

/** Checks what is said of one node, as the founding file would say it. Throws `UserError`. */
export function foundingNode(said: unknown): FoundingNode {
  const { data, error } = z.strictObject(node).safeParse(said);
  if (error === undefined) return data as FoundingNode;
  throw new UserError(
    error.issues.map(({ path, message }) => `${path.join(".")}: expected ${message}`).join("\n"),
  );
}

/** What can be founded, and is unwise. Sentences. */
export function warningsOf({ members, chain: { chainId } }: Founding): string[] {
  const { length } = members;
  const tolerated = Math.floor((length - 1) / 3);
  const warnings = [];
  if (length < 4) {
    warnings.push(
      `${length} ${length === 1 ? "validator tolerates" : "validators tolerate"} none that is faulty: QBFT is safe with ` +
        `floor((n − 1) / 3) of n, which is ${tolerated} of ${length}. With 4 it is with one.`,
    );
  }
  if (chainId === 31_337 || chainId === 1337) {
    warnings.push(
      `Chain id ${chainId} is that of development chains: what is signed for one is valid on the other.`,
    );
  }
  return warnings;
}

type FaultOf = (path: readonly PropertyKey[], expected: string) => Fault;

function orderOfPeriods({ chain: of }: Founding, fault: FaultOf): Fault[] {
  const faults: Fault[] = [];
  const { blockPeriodSeconds, emptyBlockPeriodSeconds, requestTimeoutSeconds } = of;
  if (emptyBlockPeriodSeconds < blockPeriodSeconds) {
    const expected = `at least the block period, ${blockPeriodSeconds}`;
    faults.push(fault(["chain", "emptyBlockPeriodSeconds"], expected));
  }
  if (requestTimeoutSeconds <= blockPeriodSeconds) {
    const expected = `more than the block period, ${blockPeriodSeconds}: a round must outlast a block`;
    faults.push(fault(["chain", "requestTimeoutSeconds"], expected));
  }
  return faults;
}

/** Whether the anchor asks for as many witnesses as there can be. */
function askedOf({ members, cosigners }: Founding, fault: FaultOf): Fault[] {
  const witnesses = members.filter(({ witness }) => witness !== undefined).length;
  if (cosigners === undefined && witnesses === 0) return [];
  if (cosigners !== undefined && cosigners <= witnesses) return [];
  const expected = `how many of the ${witnesses} witnesses that its members name must vouch for a block`;
  return [fault(["cosigners"], expected)];
}

/** What must be one node's, account's or country's alone. */
function repetitions({ members, observers }: Founding, fault: FaultOf): Fault[] {
  const faults: Fault[] = [];
  const seen = new Map<string, string>();
  const once = (what: string, value: string, path: PropertyKey[]) => {
    const key = `${what} ${value}`;
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, path.slice(0, 2).join("."));
    else faults.push(fault(path, `another ${what}: ${earlier} has this one`));
  };
  const places = [
    ...members.map((of, index) => ({ of, path: ["members", index] as PropertyKey[] })),
    ...observers.map((of, index) => ({ of, path: ["observers", index] as PropertyKey[] })),
  ];
  for (const { of, path } of places) {
    once("id", of.id, [...path, "id"]);
    once("node public key", of.nodePublicKey, [...path, "nodePublicKey"]);
    once("host and port", `${of.host} ${of.p2pPort}`, [...path, "p2pPort"]);
  }
  for (const [index, member] of members.entries()) {
    const { authority, recovery, countries, nodePublicKey, witness } = member;
    once("account", authority, ["members", index, "authority"]);
    if (witness) once("witness key", witness.key, ["members", index, "witness", "key"]);
    for (const [place, country] of countries.entries()) {
      once("country", country, ["members", index, "countries", place]);
    }
    for (const key of ["authority", "recovery"] as const) {
      if (members[index]?.[key] !== addressOfNode(nodePublicKey)) continue;
      const expected =
        "an account other than the node's own: the node's key is on a machine in the network, the seat's should not";
      faults.push(fault(["members", index, key], expected));
    }
    if (recovery === authority) {
      const expected =
        "another account than the seat's: who steals that must not have this key too";
      faults.push(fault(["members", index, "recovery"], expected));
    }
  }
  return faults;
}
