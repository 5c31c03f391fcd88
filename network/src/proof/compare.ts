// Whether a genesis holds what the deployment of its founding file leaves behind: code, storage, and nothing else.
//
// Two witnesses that share nothing: the genesis made again (Anvil's EVM, an account for each contract), and the roots of code
// and storage of the same deployment in a chain of another make (Hardhat's EDR).
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
import { type Genesis, type GenesisFile, makeGenesis } from "../genesis/genesis.js";

/** Makes the genesis again, and says in sentences how the one given differs from it. */
export async function compareGenesis(
  given: GenesisFile,
  founding: Founding,
): Promise<{ fresh: Genesis; findings: string[] }> {
  const fresh = await makeGenesis(founding);
  const { alloc: givenAlloc, ...givenRest } = given;
  const { alloc, ...rest } = fresh.genesis;
  const names = new Map(
    Object.entries(fresh.deployment.contracts).map(([name, { address }]) => [
      address.toLowerCase(),
      name,
    ]),
  );
  return {
    fresh,
    findings: [...differences(rest, givenRest, []), ...allocDifferences(alloc, givenAlloc, names)],
  };
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

function allocDifferences(
  expected: Alloc,
  found: Alloc,
  names: ReadonlyMap<string, string>,
): string[] {
  const addresses = new Set([...Object.keys(expected), ...Object.keys(found)] as Address[]);
  return [...addresses].flatMap((address) => {
    const [wanted, given] = [expected[address], found[address]];
    const name = names.get(address) ?? "unknown";
    if (wanted === undefined)
      return [`${address} is no contract of the registry and has no place in alloc`];
    if (given === undefined) return [`${name} (${address}) is missing`];
    const { code, storage, ...rest } = given;
    const { code: wantedCode, storage: wantedStorage, ...wantedRest } = wanted;
    return [
      ...differences(wantedRest, rest, [name]),
      ...codeDifference(name, wantedCode, code),
      ...storageDifferences(name, wantedStorage, storage),
    ];
  });
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

function storageDifferences(
  name: string,
  wanted: Record<Hex, Hex>,
  given: Record<Hex, Hex>,
): string[] {
  const slots = new Set([...Object.keys(wanted), ...Object.keys(given)] as Hex[]);
  return [...slots].flatMap((slot) => {
    const [a, b] = [wanted[slot] ?? "zero", given[slot] ?? "zero"];
    return a === b ? [] : [`slot ${slot} of ${name} is ${b}, and must be ${a}`];
  });
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
      for (const of of ["codeHash", "storageHash", "nonce", "balance"] as const) {
        if (BigInt(found[of]) !== BigInt(expected[of])) {
          findings.push(
            `${of} of ${name} is ${found[of]} on the chain and ${expected[of]} when deployed in EDR`,
          );
        }
      }
    }
    return findings;
  } finally {
    await connection.close();
  }
}
