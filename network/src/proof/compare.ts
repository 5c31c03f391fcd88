// Whether a genesis holds what the deployment of its founding file leaves behind: code, storage, and nothing else.
//
// Two witnesses that share nothing: the genesis made again (Anvil's EVM, an account for each contract), and the roots of code
// and storage of the same deployment in a chain of another make (Hardhat's EDR).

import type { ContractName, Deployment } from "@openrobotid/deployment/file";
import type { Address, Hex } from "viem";
import type { Founding } from "../founding.js";
import type { Alloc } from "../genesis/alloc.js";
import {
  connectInProcess,
  type DeploymentRun,
  foundedAt,
  type Requests,
  replay,
} from "../genesis/deployment.js";
import type { GenesisFile } from "../genesis/file.js";
import { type Genesis, makeGenesis } from "../genesis/genesis.js";
import { slotNames } from "./slots.js";

/** Makes the genesis again, and says in sentences how the one given differs from it. */
export async function compareGenesis(
  given: GenesisFile,
  founding: Founding,
): Promise<{ fresh: Genesis; findings: string[] }> {
  const fresh = await makeGenesis(founding);
  return { fresh, findings: await differencesFrom(fresh, given, founding) };
}

/** Says in sentences how a genesis differs from one that was made from a founding file. */
export async function differencesFrom(
  fresh: Genesis,
  given: GenesisFile,
  founding: Founding,
): Promise<string[]> {
  const { alloc: givenAlloc, ...givenRest } = given;
  const { alloc, ...rest } = fresh.genesis;
  const names = new Map(
    Object.entries(fresh.deployment.contracts).map(([name, { address }]) => [
      address.toLowerCase(),
      name as ContractName,
    ]),
  );
  const compared = new Comparison(founding, fresh.deployment, names);
  return [
    ...differences(rest, givenRest, []),
    ...(await compared.allocDifferences(alloc, givenAlloc)),
  ];
}

function differences(expected: unknown, found: unknown, path: string[]): string[] {
  if (isObject(expected) && isObject(found)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
    return keys.flatMap((key) => differences(expected[key], found[key], [...path, key]));
  }
  const [a, b] = [expected, found].map((value) => JSON.stringify(value) ?? "nothing");
  return a === b ? [] : [`${path.join(".")} is ${b}, and must be ${a}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Compares contracts, and calls slots by what is kept in them. */
class Comparison {
  readonly founding: Founding;
  readonly deployment: Deployment;
  readonly names: ReadonlyMap<string, ContractName>;

  constructor(
    founding: Founding,
    deployment: Deployment,
    names: ReadonlyMap<string, ContractName>,
  ) {
    this.founding = founding;
    this.deployment = deployment;
    this.names = names;
  }

  async allocDifferences(expected: Alloc, found: Alloc): Promise<string[]> {
    const addresses = new Set([...Object.keys(expected), ...Object.keys(found)] as Address[]);
    const findings: string[] = [];
    for (const address of addresses) {
      const [wanted, given] = [expected[address], found[address]];
      const name = this.names.get(address);
      if (wanted === undefined || name === undefined) {
        findings.push(`${address} is no contract of the registry and has no place in alloc`);
        continue;
      }
      if (given === undefined) {
        findings.push(`${name} (${address}) is missing`);
        continue;
      }
      const { code, storage, ...rest } = given;
      const { code: wantedCode, storage: wantedStorage, ...wantedRest } = wanted;
      findings.push(
        ...differences(wantedRest, rest, [name]),
        ...codeDifference(name, wantedCode, code),
        ...(await this.#storageDifferences(name, wantedStorage, storage)),
      );
    }
    return findings;
  }

  async #storageDifferences(
    name: ContractName,
    wanted: Record<Hex, Hex>,
    given: Record<Hex, Hex>,
  ): Promise<string[]> {
    const slots = [...new Set([...Object.keys(wanted), ...Object.keys(given)] as Hex[])];
    const differing = slots.filter((slot) => wanted[slot] !== given[slot]);
    if (differing.length === 0) return [];
    const called = await slotNames(name, this.founding, this.deployment);
    return differing.map((slot) => {
      const [a, b] = [wanted[slot] ?? "zero", given[slot] ?? "zero"];
      const kept = called.get(slot) ?? "of a key that no founding has";
      return `slot ${slot} of ${name} (${kept}) is ${b}, and must be ${a}`;
    });
  }
}

function codeDifference(name: string, wanted: Hex, given: Hex): string[] {
  if (wanted === given) return [];
  if (wanted.length !== given.length) {
    return [
      `the code of ${name} has ${given.length / 2 - 1} bytes, and must have ${wanted.length / 2 - 1}`,
    ];
  }
  const at = Array.from(wanted).findIndex((digit, index) => digit !== given[index]);
  const byte = Math.floor(at / 2) - 1;
  const digits = (code: Hex) => code.slice(2 * byte + 2, 2 * byte + 4);
  return [`byte ${byte} of the code of ${name} is ${digits(given)}, and must be ${digits(wanted)}`];
}

type Proof = { codeHash: Hex; storageHash: Hex; nonce: Hex; balance: Hex };

/** Does the deployment in a chain of another make, and says where a chain that was begun from the genesis differs from it. */
export async function compareRoots(
  founding: Founding,
  { deployment, transactions }: DeploymentRun,
  begun: Requests,
): Promise<string[]> {
  const connection = await connectInProcess(founding);
  try {
    const witness: Requests = (method, params) => connection.provider.request({ method, params });
    await replay(witness, "hardhat", transactions, foundedAt(founding.chain));
    const findings: string[] = [];
    for (const [name, { address }] of Object.entries(deployment.contracts)) {
      const [found, expected] = [
        (await begun("eth_getProof", [address, [], "0x0"])) as Proof,
        (await witness("eth_getProof", [address, [], "latest"])) as Proof,
      ];
      for (const part of ["codeHash", "storageHash", "nonce", "balance"] as const) {
        if (BigInt(found[part]) !== BigInt(expected[part])) {
          findings.push(
            `${part} of ${name} is ${found[part]} on the chain and ${expected[part]} when deployed in EDR`,
          );
        }
      }
    }
    return findings;
  } finally {
    await connection.close();
  }
}
