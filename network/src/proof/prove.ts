// Proves a genesis: that it holds the registry as its source deploys it, and that every function of it works from block 0 on.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stateFindings } from "@openrobotid/deployment/check";
import type { Deployment } from "@openrobotid/deployment/file";
import { readJson } from "@openrobotid/kit/input";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import { clientOf } from "@openrobotid/world/client";
import { readWorld, type World } from "@openrobotid/world/files";
import { differenceText } from "@openrobotid/world/print";
import { shiftWorld } from "@openrobotid/world/shift";
import { compareHeads, playYear } from "@openrobotid/world/year";
import { z } from "zod";
import type { Founding } from "../founding.js";
import { parametersOf, runDeployment } from "../genesis/deployment.js";
import type { GenesisFile } from "../genesis/file.js";
import { ProofChain } from "./chain.js";
import { compareGenesis, compareRoots } from "./compare.js";
import { Decisions } from "./decide.js";
import type { Expect } from "./expect.js";
import {
  admitAndExpel,
  checkFoundingSeats,
  handOver,
  rotateFounders,
  useRecoveryKey,
  worldWallet,
} from "./founders.js";
import {
  addUsedFunctions,
  allFunctions,
  type ContractFunction,
  unusedFunctions,
} from "./functions.js";
import { useGovernance } from "./governed.js";
import { checkFoundingLogs, checkLogs } from "./logs.js";
import { Played } from "./played.js";
import { useRegisters } from "./registered.js";
import { useViews } from "./views.js";
import { misfits } from "./year.js";

const DAY = 24 * 60 * 60;

const EXPECTATIONS = z.looseObject({ robots: z.record(z.string(), z.unknown()) });

/** What a proof found. It holds where `findings` is empty. */
export type Proof = {
  chainId: number;
  contracts: number;
  /** Slots that are not zero, of all contracts. */
  slots: number;
  functions: number;
  used: number;
  transactions: number;
  /** Everything that is not as it must be, in sentences. */
  findings: string[];
};

export type ProveOptions = {
  genesis: GenesisFile;
  founding: Founding;
  /** Another example world to play. */
  world?: string;
  onStep?: (step: string) => void;
};

/** Proves a genesis against the founding file that it is said to be made from. */
export async function proveGenesis(options: ProveOptions): Promise<Proof> {
  const { genesis, founding, onStep = () => {} } = options;
  onStep("Making the genesis again, and comparing code and storage…");
  const { fresh, findings } = await compareGenesis(genesis, founding);
  const alloc = Object.values(genesis.alloc);
  const proof: Proof = {
    chainId: founding.chain.chainId,
    contracts: alloc.length,
    slots: alloc.reduce((sum, { storage }) => sum + Object.keys(storage).length, 0),
    functions: allFunctions().length,
    used: 0,
    transactions: 0,
    findings,
  };
  // What differs is not used: a finding there would only hide the one that explains it.
  if (findings.length > 0) return proof;

  const folder = mkdtempSync(join(tmpdir(), "open-robot-id-proof-"));
  try {
    const file = join(folder, "genesis.json");
    writeFileSync(file, JSON.stringify(genesis));
    const chain = await ProofChain.begin(file, fresh.deployment);
    try {
      await use(chain, { ...options, onStep, folder }, proof, fresh.deployment);
    } finally {
      await chain.end();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return proof;
}

type UseOptions = ProveOptions & { folder: string; onStep: (step: string) => void };

async function use(
  chain: ProofChain,
  { founding, world: worldFolder, folder, onStep }: UseOptions,
  proof: Proof,
  deployment: Deployment,
): Promise<void> {
  const expect: Expect = (what, found, expected) => {
    const [is, should] = [found, expected].map((value) => JSON.stringify(value, plain));
    if (is !== should) proof.findings.push(`${what} is ${is}, should be ${should}`);
  };
  proof.findings.push(...misfits(founding, worldFolder));
  if (proof.findings.length > 0) return;
  onStep("Comparing the roots of code and storage with a deployment in a chain of another make…");
  const run = await runDeployment(founding);
  proof.findings.push(...(await compareRoots(founding, run, chain.request)));
  proof.findings.push(...(await stateFindings(chain.provider, deployment, parametersOf(founding))));
  const logs = await checkFoundingLogs(chain, founding, run.logs, expect);

  onStep("The founders hold their seats, rotate keys, admit and expel by vote, and hand over…");
  await checkFoundingSeats(chain, founding, expect);
  const rotated = await rotateFounders(chain, founding, expect);
  const founders = await useRecoveryKey(chain, rotated, expect);
  const decisions = new Decisions(chain);
  await admitAndExpel(chain, decisions, founders, expect);
  const world = await readWorld(worldFolder);
  await handOver(chain, decisions, founders, world, expect);

  onStep("Playing the year of the example world…");
  const shifted = await shiftedTo(world, await chain.now());
  const client = clientOf(deployment, endpointTransport(chain.anvil.url, { retryCount: 0 }));
  const year = await playYear({ client, world: shifted, manifests: folder });
  proof.findings.push(...year.differences.map(differenceText));

  onStep("Using what the year leaves out: governance, roles, timelock, the rest of the registers…");
  const seats = world.authorities.map(({ party }) => worldWallet(chain, world, party));
  await useGovernance(chain, decisions, seats, expect);
  const played = new Played(chain, year.play);
  await useRegisters(chain, played, codesOf(world), expect);

  onStep("Adding up the logs from the founding on…");
  await checkLogs(chain, logs, expect);
  const { differences } = await compareHeads(year.play);
  proof.findings.push(...differences.map(differenceText));

  onStep("Reading every view, and tracing every transaction…");
  const used = new Set<string>();
  proof.findings.push(...(await useViews(chain, played, codesOf(world), used)));
  proof.transactions = await addUsedFunctions(chain.request, used);
  const unused = unusedFunctions(deployment, used);
  proof.used = proof.functions - unused.length;
  proof.findings.push(...unused.map(unusedText));
}

function unusedText({ contract, signature }: ContractFunction): string {
  return `${contract}.${signature} was not used: nobody has seen it work`;
}

/** A world whose year begins when a chain's clock says it may. Whole days, so that hours stay what they are. */
async function shiftedTo(world: World, now: number): Promise<World> {
  const [first] = world.events;
  if (first === undefined) throw new Error("a world without events");
  const days = Math.ceil((now - first.value.date) / DAY) + 1;
  return days > 0 ? shiftWorld(world, days * DAY) : world;
}

/** The robots that a world's expectations speak of. */
function codesOf({ folder }: World): string[] {
  const { value } = readJson(join(folder, "expected.json"), EXPECTATIONS);
  return Object.keys(value.robots);
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
