// `robotid doctor`: what is wrong with this machine, the configuration and the node, and what to do about it.
import { existsSync, readFileSync, statSync } from "node:fs";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { contractNames, type Deployment } from "@openrobotid/sdk/chains";
import type { Address } from "viem";
import { configPath, readConfig } from "../config.js";
import { connect, keystoreOf, type RegistryClient, type Target } from "../connection.js";
import { reading } from "../define.js";
import { EXIT, type ExitCode } from "../exit-codes.js";
import { type Failure, toFailure } from "../failure.js";
import { keystorePath } from "../keys.js";
import { isSigningKey } from "../secrets.js";
import type { Session } from "../session.js";
import type { Layout, Paint } from "../text.js";
import { VERSIONS } from "../versions.js";

/** What an examination came to. `mind` is nothing that stops a command. */
type State = "right" | "mind" | "wrong" | "notExamined";

interface Finding {
  readonly name: string;
  readonly state: State;
  /** What was found. */
  readonly found: string;
  /** What to do; `undefined` where nothing has to be done. */
  readonly advice?: string | undefined;
  /** What the command ends with for it. */
  readonly exitCode?: ExitCode | undefined;
}

/** Difference between the clock of the chain and that of this machine that is minded, in seconds. */
const CLOCK = 60;
/** Age of the latest block that is minded, in seconds. */
const AGE = 600;
/** Oldest Node that the command runs under. */
const NODE = [20, 12] as const;

const PAINTS: Readonly<Record<State, Paint>> = {
  right: "green",
  mind: "yellow",
  wrong: "red",
  notExamined: "dim",
};

export function defineDoctor(program: CommandUnknownOpts, session: Session): void {
  reading(
    program,
    "doctor",
    "Examine node, chain, deployment, proofs, clock, keys and versions: what is wrong, and what to do",
    {
      json: {
        findings:
          "what was examined: `name`, `state` (right, mind, wrong, notExamined), `found`, `advice`",
      },
      examples: ["doctor", "doctor --json"],
    },
  ).action(async (_options, command) => {
    const all = await examine(session, command);
    const worst = all.find(({ exitCode }) => exitCode !== undefined);
    if (worst?.exitCode !== undefined) session.exitCode = worst.exitCode;
    const findings = all.map(({ name, state, found, advice }) => ({ name, state, found, advice }));
    session.answer(command, { findings }, (layout) => render(all, layout));
  });
}

async function examine(session: Session, command: CommandUnknownOpts): Promise<Finding[]> {
  const findings = [node(), configuration(session, command)];
  let registry: { target: Target; deployment: Deployment } | undefined;
  try {
    registry = await session.target(command);
    findings.push(deploymentOf(registry.target, registry.deployment));
  } catch (error) {
    findings.push(failed("deployment", toFailure(error)));
  }
  if (registry) {
    const found = await chain(registry.target, registry.deployment);
    findings.push(...found);
    // Of a node that does not answer, nothing more is to be said.
    if (found.length > 1) findings.push(await proof(session, command));
  } else {
    findings.push({
      name: "node",
      state: "notExamined",
      found: "it is not known which registry is meant",
    });
  }
  findings.push(...keys(session, command));
  return findings;
}

function node(): Finding {
  const { node: version } = process.versions;
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isRecent = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  const found = `robotid ${VERSIONS.cli}, SDK ${VERSIONS.sdk}, Node ${version}`;
  if (isRecent) return { name: "versions", state: "right", found };
  const advice = `Install Node ${NODE.join(".")} or newer.`;
  return { name: "versions", state: "wrong", found, advice, exitCode: EXIT.usage };
}

function configuration(session: Session, command: CommandUnknownOpts): Finding {
  const path = configPath(session.shell, session.options(command).config);
  try {
    const { profiles } = readConfig(path);
    const count = Object.keys(profiles).length;
    const found = existsSync(path)
      ? `${path}, profiles: ${count}`
      : `${path} is not there, which is fine`;
    return { name: "configuration", state: "right", found };
  } catch (error) {
    return failed("configuration", toFailure(error));
  }
}

function deploymentOf({ profile, deployment: place }: Target, deployment: Deployment): Finding {
  const missing = contractNames.filter(
    (name) => !deployment.contracts[`${name[0]?.toUpperCase()}${name.slice(1)}`],
  );
  const found = `chain ${deployment.chainId}, from ${place} (profile ${profile})`;
  if (missing.length === 0) return { name: "deployment", state: "right", found };
  return {
    name: "deployment",
    state: "wrong",
    found: `${found}; it leaves out ${missing.join(", ")}`,
    advice: "Take the whole file deployments/<chainId>.json, of this version of the registry.",
    exitCode: EXIT.usage,
  };
}

async function chain(target: Target, deployment: Deployment): Promise<Finding[]> {
  const { rpc, verifyAgainst } = target;
  let client: RegistryClient;
  try {
    client = await connect(rpc, deployment);
  } catch (error) {
    return [failed("node", toFailure(error))];
  }
  try {
    const syncing = await client.request({ method: "eth_syncing" } as never);
    const block = await client.getBlock();
    const findings: Finding[] = [
      syncing
        ? {
            name: "node",
            state: "mind",
            found: `block ${block.number}, and it is still catching up`,
            advice: "Wait, or ask another node: its answers are old.",
          }
        : {
            name: "node",
            state: "right",
            found: `answers, chain ${deployment.chainId}, block ${block.number}`,
          },
      clock(Number(block.timestamp)),
      await code(client, deployment),
    ];
    if (verifyAgainst !== undefined) findings.push(await other(rpc, verifyAgainst, deployment));
    return findings;
  } catch (error) {
    return [failed("node", toFailure(error))];
  }
}

/** Whether the node proves its newest block, and who vouches for it. */
async function proof(session: Session, command: CommandUnknownOpts): Promise<Finding> {
  const name = "proof";
  try {
    await session.readings(command);
    const isProven = session.proof !== undefined;
    const found = session.proofLines.join(" ");
    if (isProven) return { name, state: "right", found };
    const advice = "Answers are believed as the node gives them. An anchor lets them be proven.";
    return { name, state: "mind", found, advice };
  } catch (error) {
    return failed(name, toFailure(error));
  }
}

function clock(timestamp: number): Finding {
  const age = Math.floor(Date.now() / 1000) - timestamp;
  if (age < -CLOCK) {
    return {
      name: "clock",
      state: "mind",
      found: `the latest block is ${-age} s ahead of this machine`,
      advice:
        "Set the clock of this machine, unless the chain is one for tests, whose time was moved.",
    };
  }
  if (age > AGE) {
    return {
      name: "clock",
      state: "mind",
      found: `the latest block is ${age} s old`,
      advice:
        "The node lags, the chain has stopped, or the clock of this machine is ahead: compare with another node.",
    };
  }
  return { name: "clock", state: "right", found: `the latest block is ${Math.max(age, 0)} s old` };
}

async function code(client: RegistryClient, { contracts }: Deployment): Promise<Finding> {
  const { keccak256 } = await import("viem");
  const wrong: string[] = [];
  for (const [name, { address, codeHash }] of Object.entries(contracts)) {
    const found = keccak256((await client.getCode({ address })) ?? "0x");
    if (found !== codeHash.toLowerCase()) wrong.push(name);
  }
  if (wrong.length === 0) {
    return {
      name: "contracts",
      state: "right",
      found: "their code is that of the deployment file",
    };
  }
  return {
    name: "contracts",
    state: "wrong",
    found: `their code is another than the deployment file says: ${wrong.join(", ")}`,
    advice:
      "The chain began again, or the file is of another registry: take its deployment file as it is now.",
    exitCode: EXIT.mismatch,
  };
}

async function other(rpc: string, url: string, deployment: Deployment): Promise<Finding> {
  const name = "second node";
  if (new URL(rpc).host === new URL(url).host) {
    return {
      name,
      state: "wrong",
      found: "it is the same node as the first",
      advice: "Give --verify-against the address of another member's node.",
      exitCode: EXIT.usage,
    };
  }
  try {
    const block = await (await connect(url, deployment)).getBlock();
    return { name, state: "right", found: `answers, block ${block.number}` };
  } catch (error) {
    return failed(name, toFailure(error));
  }
}

function keys(session: Session, command: CommandUnknownOpts): Finding[] {
  const { shell } = session;
  const options = session.options(command);
  const { ROBOTID_PRIVATE_KEY: secret, ROBOTID_KEYSTORE } = shell.env;
  const name = "key";
  try {
    if (options.keystore === undefined && secret) {
      if (isSigningKey(secret)) {
        return [{ name, state: "right", found: "of ROBOTID_PRIVATE_KEY" }];
      }
      const advice = "Expected 0x and 64 hexadecimal digits.";
      const found = "ROBOTID_PRIVATE_KEY holds no private key";
      return [{ name, state: "wrong", found, advice, exitCode: EXIT.usage }];
    }
    const keystore = options.keystore ?? (ROBOTID_KEYSTORE || keystoreOf(shell, options));
    if (keystore === undefined) {
      const found = "none is named, which reading does without";
      return [{ name, state: "right", found }];
    }
    return [ofKeystore(keystorePath(shell, keystore))];
  } catch (error) {
    return [failed(name, toFailure(error))];
  }
}

function ofKeystore(path: string): Finding {
  const name = "key";
  const { mode } = statSync(path);
  const { version, address } = JSON.parse(readFileSync(path, "utf8")) as {
    version?: unknown;
    address?: Address;
  };
  if (version !== 3) {
    const advice = "Expected the Ethereum JSON format, version 3.";
    return { name, state: "wrong", found: `${path} is no keystore`, advice, exitCode: EXIT.usage };
  }
  const found = `keystore ${path}${address === undefined ? "" : ` of 0x${address.replace(/^0x/, "")}`}`;
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    const advice = `Others of this machine can read it: chmod 600 ${path}`;
    return { name, state: "mind", found, advice };
  }
  return { name, state: "right", found };
}

function failed(name: string, { message, suggestion, exitCode }: Failure): Finding {
  // A fault of what is examined is a finding, and never one of this command.
  const known = exitCode === EXIT.fault ? EXIT.usage : exitCode;
  return { name, state: "wrong", found: message, advice: suggestion, exitCode: known };
}

const STATES: Readonly<Record<State, string>> = {
  right: "right",
  mind: "mind",
  wrong: "wrong",
  notExamined: "not examined",
};

function render(findings: readonly Finding[], layout: Layout): string {
  return findings
    .map(({ name, state, found, advice }) => {
      const head = layout.fields([
        [name.padEnd(13), { text: STATES[state], paint: PAINTS[state] }, found],
      ]);
      return advice === undefined ? head : head + layout.fields([["".padEnd(13), advice]]);
    })
    .join("");
}
