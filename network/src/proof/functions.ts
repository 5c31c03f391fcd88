// Which functions the contracts have, by their ABIs, and which of them were used on a chain, by the traces of its
// transactions. What is missing is a function that nobody has seen work.

import type { ContractName, Deployment } from "@openrobotid/deployment/file";
import type { Interface } from "ethers";
import {
  AccessManager__factory,
  AuthorityRegistry__factory,
  Consortium__factory,
  ConsortiumGovernor__factory,
  Dossier__factory,
  RecallRegistry__factory,
  RegistrarOrders__factory,
  RegistryModules__factory,
  RobotFlags__factory,
  RobotRegistry__factory,
  SignedActs__factory,
  TimelockController__factory,
} from "../../../types/index.js";
import type { Requests } from "../genesis/deployment.js";

const FACTORIES = {
  AccessManager: AccessManager__factory,
  AuthorityRegistry: AuthorityRegistry__factory,
  Consortium: Consortium__factory,
  ConsortiumGovernor: ConsortiumGovernor__factory,
  Dossier: Dossier__factory,
  RecallRegistry: RecallRegistry__factory,
  RegistrarOrders: RegistrarOrders__factory,
  RegistryModules: RegistryModules__factory,
  RobotFlags: RobotFlags__factory,
  RobotRegistry: RobotRegistry__factory,
  SignedActs: SignedActs__factory,
  TimelockController: TimelockController__factory,
} satisfies Record<ContractName, { createInterface(): Interface }>;

/** A function of a contract. */
export type ContractFunction = {
  contract: ContractName;
  /** As `transferFrom(address,address,uint256)`. */
  signature: string;
  selector: string;
  isView: boolean;
};

/** Every function of every contract. */
export function allFunctions(): ContractFunction[] {
  return Object.entries(FACTORIES).flatMap(([contract, factory]) => {
    const found: ContractFunction[] = [];
    factory.createInterface().forEachFunction((fragment) => {
      found.push({
        contract: contract as ContractName,
        signature: fragment.format("sighash"),
        selector: fragment.selector,
        isView: fragment.constant,
      });
    });
    return found;
  });
}

/** Functions that were used, as `address selector`. */
export type Used = Set<string>;

export function usedKey(address: string, selector: string): string {
  return `${address.toLowerCase()} ${selector}`;
}

type Frame = { to?: string; input: string; error?: string; type: string; calls?: Frame[] };

/** Adds what the transactions of a chain called with success, themselves and further down. Tells how many there are. */
export async function addUsedFunctions(request: Requests, used: Used): Promise<number> {
  let transactions = 0;
  const latest = Number(await request("eth_blockNumber", []));
  for (let number = 1; number <= latest; number += 1) {
    const block = (await request("eth_getBlockByNumber", [`0x${number.toString(16)}`, false])) as {
      transactions: string[];
    };
    for (const hash of block.transactions) {
      const frame = await request("debug_traceTransaction", [hash, { tracer: "callTracer" }]);
      collect(frame as Frame, used);
      transactions += 1;
    }
  }
  return transactions;
}

function collect({ to, input, error, type, calls = [] }: Frame, used: Used): void {
  // What a call that failed had called is undone.
  if (error !== undefined) return;
  if (to !== undefined && /^(STATIC)?CALL$/.test(type)) used.add(usedKey(to, input.slice(0, 10)));
  for (const inner of calls) collect(inner, used);
}

/** Functions that were not used. */
export function unusedFunctions({ contracts }: Deployment, used: Used): ContractFunction[] {
  return allFunctions().filter(
    ({ contract, selector }) => !used.has(usedKey(contracts[contract].address, selector)),
  );
}
