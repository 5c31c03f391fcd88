// Runs one transaction of each kind, and counts the opcodes that every contract in it ran, by opcode and by function.
import { code } from "@openrobotid/testkit/codes";
import { commitment } from "@openrobotid/testkit/device";
import { Capacity } from "@openrobotid/testkit/enums";
import { SEQUENTIAL_MODEL, serial } from "@openrobotid/testkit/registry";
import type { ContractTransactionResponse } from "ethers";
import { CHOICE, NO_FUNCTION, readFunctionsOf } from "./functions-of.js";
import { createWorld, ROBOTS, SERVICE, URI } from "./world.js";

/** The transactions whose opcodes are counted. */
export const TRANSACTIONS = ["issueLot", "transferFrom", "placeOnMarket", "record"] as const;

/** How often something was run. */
export type Counts = ReadonlyMap<string, number>;

/** The opcodes that one transaction ran, in all frames. */
export interface Profile {
  readonly total: number;
  readonly byOpcode: Counts;
  /** By function: `RobotRegistry: EntryLog._commit` is what the registry ran of it. */
  readonly byFunction: Counts;
}

export type Profiles = Readonly<Record<(typeof TRANSACTIONS)[number], Profile>>;

/** One step of the trace of a transaction, as `debug_traceTransaction` tells it. */
interface Step {
  readonly pc: number;
  readonly op: string;
  /** 1 in the contract that the transaction calls. */
  readonly depth: number;
  /** Words in hex; the last one is the top. */
  readonly stack: readonly string[];
}

/** A contract, and which of its functions an instruction is of. */
interface Code {
  readonly name: string;
  readonly functionAt: (pc: number) => string;
}

/** A call that is under way. */
interface Frame {
  readonly to: string;
  readonly code: Code | undefined;
  /** Whether the function that was called has been found. */
  isChosen: boolean;
}

/** Counts the opcodes of every transaction. Each begins in the same state of the chain as those of `npm run bench:gas`. */
export async function measureOpcodes(): Promise<Profiles> {
  const world = await createWorld();
  const { registry, dossier, maker, owner, buyer, workshop, place, provider, restore } = world;
  const contracts = new Map<string, Code>();
  for (const [name, contract] of [
    ["AuthorityRegistry", world.authorityRegistry],
    ["Consortium", world.consortium],
    ["Dossier", dossier],
    ["RecallRegistry", world.recalls],
    ["RegistryModules", world.registryModules],
    ["RobotRegistry", registry],
    ["SignedActs", world.signedActs],
  ] as const) {
    const address = (await contract.getAddress()).toLowerCase();
    contracts.set(address, { name, functionAt: await readFunctionsOf(name) });
  }

  async function profileOf(
    ...sends: (() => Promise<ContractTransactionResponse>)[]
  ): Promise<Profile> {
    let last: ContractTransactionResponse | undefined;
    for (const send of sends) {
      last = await send();
      await last.wait();
    }
    if (last?.to == null) throw new Error("No transaction was sent to a contract");
    const trace: { structLogs: readonly Step[] } = await provider.send("debug_traceTransaction", [
      last.hash,
      { disableMemory: true, disableStorage: true },
    ]);
    await restore();
    return count(trace.structLogs, last.to, contracts);
  }

  const issueLot = (firstCounter: number, units: number) => () =>
    registry
      .connect(maker)
      .issueLot(
        code(SEQUENTIAL_MODEL),
        serial(firstCounter, "26B01"),
        units,
        commitment("units of a lot"),
        URI,
      );
  return {
    // Two lots before it, so that the first of the stem is not the one before it.
    issueLot: await profileOf(issueLot(1, 1), issueLot(2, 1), issueLot(3, 10_000)),
    transferFrom: await profileOf(
      () => registry.connect(owner).approve(buyer, ROBOTS.sold),
      () => registry.connect(buyer).transferFrom(owner, buyer, ROBOTS.sold),
    ),
    placeOnMarket: await profileOf(() => place(ROBOTS.attested)),
    record: await profileOf(() =>
      dossier
        .connect(workshop)
        .record(
          ROBOTS.documented,
          SERVICE,
          Capacity.Workshop,
          code("ES"),
          commitment("service"),
          URI,
        ),
    ),
  };
}

/** Adds up a trace. A precompiled contract, such as the one that verifies P-256, runs no opcode. */
function count(steps: readonly Step[], to: string, contracts: ReadonlyMap<string, Code>): Profile {
  const byOpcode = new Map<string, number>();
  const byFunction = new Map<string, number>();
  /** Who runs at each depth. A frame begins behind the call that opens it. */
  const frames = [frameOf(to, contracts)];
  for (const [index, { op, pc, depth, stack }] of steps.entries()) {
    const frame = frames[depth - 1];
    if (frame?.code === undefined)
      throw new Error(`A contract ran that is not known: ${frame?.to}`);
    const place = frame.code.functionAt(pc);
    frame.isChosen ||= place !== NO_FUNCTION || isMatch(steps, index);
    increment(byOpcode, op);
    increment(byFunction, `${frame.code.name}: ${frame.isChosen ? place : CHOICE}`);
    // Gas and callee are on top of what all kinds of call take. The registry's contracts delegate none.
    if (op === "CALL" || op === "STATICCALL")
      frames[depth] = frameOf(addressOf(stack.at(-2) ?? ""), contracts);
  }
  return { total: steps.length, byOpcode, byFunction };
}

/** Whether this step is behind a jump taken because two words, the selector and one that is known, were equal. */
function isMatch(steps: readonly Step[], index: number): boolean {
  const [equal, , jump, target] = steps.slice(Math.max(index - 3, 0), index + 1);
  return equal?.op === "EQ" && jump?.op === "JUMPI" && target?.op === "JUMPDEST";
}

function frameOf(to: string, contracts: ReadonlyMap<string, Code>): Frame {
  const address = to.toLowerCase();
  return { to: address, code: contracts.get(address), isChosen: false };
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function addressOf(word: string): string {
  return `0x${word.replace(/^0x/, "").padStart(40, "0").slice(-40)}`;
}
