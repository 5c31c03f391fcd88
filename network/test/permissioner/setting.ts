// What the tests of the permissioner need: a real chain with the registry, whose validators have known keys, a
// stand-in for Besu in front of it, and a folder of its own for each test.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  accounts,
  clientOf,
  connection,
  deployment,
  type Part,
  rpcUrl,
  time,
  world,
} from "@openrobotid/testkit/chain";
import { pino } from "pino";
import { type Address, type Hex, keccak256, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { DirectoryEntry, DirectoryStatement } from "../../permissioner/directory-entry.js";
import { directoryTypedData } from "../../permissioner/directory-entry.js";
import { createMetrics } from "../../permissioner/metrics.js";
import { permApi } from "../../permissioner/perm-api.js";
import { Permissioner, type PermissionerOptions } from "../../permissioner/permissioner.js";
import { writePermissions } from "../../permissioner/permissions-file.js";
import { MembershipReader } from "../../permissioner/read-membership.js";
import { addressOfNode, enodeOf, publicKeyOf } from "../../src/node-key.js";
import { type StandIn, type StandInOptions, startStandIn } from "./stand-in-besu.js";

export { accounts, clientOf, connection, deployment, rpcUrl };

/** The seats of the fixture, by their number. */
export const SEATS = { CN: 1, ES: 2, MX: 3, DE: 4 } as const;

/** A node that a label names: its key, address and enode URL. */
export function nodeOf(label: string, host = "192.0.2.1", p2pPort = 30_303) {
  const key = keccak256(toHex(`node ${label}`));
  const nodePublicKey = publicKeyOf(key);
  const enode = enodeOf({ nodePublicKey, host, p2pPort });
  return { key, address: addressOfNode(nodePublicKey), enode };
}

/** Gives every seat a validator whose key is known. Before the tests of a `describe` that is isolated. */
export async function giveKeys(): Promise<void> {
  for (const country of Object.keys(SEATS) as (keyof typeof SEATS)[]) {
    await moveValidator(country, nodeOf(country).key);
  }
}

/** Moves the validator of a seat to the node with this key. */
export async function moveValidator(country: keyof typeof SEATS, nodeKey: Hex): Promise<void> {
  const seat = clientOf(country);
  const node = privateKeyToAccount(nodeKey);
  const binding = await seat.signValidatorBinding({ seat: BigInt(SEATS[country]), account: node });
  await seat.rotateValidatorSync(binding);
}

/** Moves the account of a seat: it names the next one, which accepts after the delay. */
export async function rotateAuthority(country: keyof typeof SEATS, next: Part): Promise<void> {
  await clientOf(country).proposeAuthoritySync({ authority: accounts[next].address });
  await time.increase(await world.consortium.rotationDelay());
  await clientOf(next).acceptAuthoritySync({ seat: BigInt(SEATS[country]) });
}

export const domain = {
  chainId: deployment.chainId,
  consortium: deployment.contracts.Consortium?.address as Address,
};

/** The time of the latest block. */
export async function chainTime(): Promise<number> {
  const block = await connection.ethers.provider.getBlock("latest");
  return block?.timestamp ?? 0;
}

/** An entry of a seat, signed by a part of the tests. */
export async function entryOf(
  seat: number,
  signer: Part,
  statement: Partial<DirectoryStatement> = {},
): Promise<DirectoryEntry> {
  const { key } = accountKey(signer);
  const issuedAt = statement.issuedAt ?? (await chainTime());
  const whole = {
    nodes: [],
    relayers: [],
    participants: [],
    withheld: [],
    ...statement,
    seat,
    issuedAt,
  };
  const signature = await key.signTypedData(directoryTypedData(whole, domain));
  return { ...whole, signature };
}

function accountKey(part: Part) {
  const { privateKey } = accounts[part].getHdKey();
  return { key: privateKeyToAccount(toHex(privateKey as Uint8Array)) };
}

/** Entries of all four seats, each with its validator alone. */
export async function allEntries(): Promise<DirectoryEntry[]> {
  return await Promise.all(
    (Object.keys(SEATS) as (keyof typeof SEATS)[]).map((country) =>
      entryOf(SEATS[country], country, { nodes: [nodeOf(country).enode] }),
    ),
  );
}

/** A member's machine: a folder, a Besu, and what a permissioner needs to run there. */
export interface Machine {
  readonly folder: string;
  readonly besu: StandIn;
  readonly permissionsFile: string;
  readonly directoryFile: string;
  readonly staticNodesFile: string;
  readonly publish: (entries: readonly unknown[]) => void;
  /** A permissioner, restarted: it knows what is in its files. */
  readonly permissioner: (options?: Partial<PermissionerOptions>) => Permissioner;
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly close: () => Promise<void>;
}

/** What is in every permissions file at first: a node and an account of nobody in the registry. */
export const OLD = {
  nodes: [nodeOf("old").enode],
  accounts: ["0x00000000000000000000000000000000000000aa" as Address],
};

export interface MachineOptions extends Partial<StandInOptions> {
  readonly staticNodes?: readonly string[];
}

export async function machine({
  staticNodes = [],
  ...standIn
}: MachineOptions = {}): Promise<Machine> {
  const folder = mkdtempSync(join(tmpdir(), "permissioner-"));
  const permissionsFile = join(folder, "permissions_config.toml");
  const directoryFile = join(folder, "directory.json");
  writePermissions(permissionsFile, {
    nodes: [...OLD.nodes, ...staticNodes, ...(standIn.bootnodes ?? [])],
    accounts: OLD.accounts,
  });
  const publish = (entries: readonly unknown[]) =>
    writeFileSync(directoryFile, JSON.stringify(entries));
  publish(await allEntries());
  const staticNodesFile = join(folder, "static-nodes.json");
  writeFileSync(staticNodesFile, JSON.stringify(staticNodes));
  const besu = await startStandIn({
    chainUrl: rpcUrl,
    permissionsFile,
    staticNodesFile,
    ...standIn,
  });
  const metrics = createMetrics();
  // The chain of the tests has a time of its own.
  const { timestamp } = { timestamp: await chainTime() };
  return {
    folder,
    besu,
    permissionsFile,
    directoryFile,
    staticNodesFile,
    publish,
    metrics,
    permissioner: (options = {}) =>
      new Permissioner({
        deployment,
        readers: [new MembershipReader(besu.url, deployment)],
        agreement: 1,
        node: {
          perm: permApi({ endpoint: besu.url, timeoutMs: 2_000 }),
          permissionsFile,
          staticNodes: {
            read: () => JSON.parse(readFileSync(staticNodesFile, "utf8")) as string[],
            drop: (enodes) => {
              const left = staticNodes.filter((enode) => !enodes.includes(enode));
              writeFileSync(staticNodesFile, JSON.stringify(left));
            },
          },
          bootnodes: standIn.bootnodes ?? [],
        },
        sources: [directoryFile],
        own: () => ({ nodes: [], accounts: [], knownMembers: [] }),
        stateFile: join(folder, "state.json"),
        mostSecondsOfHead: 600,
        pollSeconds: 0.05,
        metrics,
        log: pino({ level: "silent" }),
        now: () => timestamp,
        ...options,
      }),
    close: async () => {
      await besu.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Enode URLs of the validators of these seats. */
export const validators = (...countries: (keyof typeof SEATS)[]): string[] =>
  countries.map((country) => nodeOf(country).enode);

/** A digest for whatever asks for one. */
export const DIGEST: Hex = keccak256(toHex("reason"));
