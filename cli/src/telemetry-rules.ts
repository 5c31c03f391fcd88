// Rules of diagnosis that a maker publishes for a model: read from a file, or believed as a vault gives them where the maker signed them.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { manufacturerOf, modelOf, type RobotId, toBytes } from "@openrobotid/sdk";
import type { SignedTelemetryRules, TelemetryRules } from "@openrobotid/sdk/vault";
import { mismatchFailure, usageFailure } from "./failure.js";
import { parseJson } from "./read-file.js";
import type { Session } from "./session.js";
import { address } from "./values.js";

/**
 * Reads the rules of a maker.
 *
 * @throws Failure for what is no JSON, for a field that is unknown, and for one that is missing or wrong, naming it.
 */
export async function readRules(text: string, name: string): Promise<TelemetryRules> {
  const { readTelemetryRules, VaultError } = await import("@openrobotid/sdk/vault");
  parseJson(name, text);
  try {
    return readTelemetryRules(text);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    throw usageFailure(
      `${name} holds no rules of telemetry: ${error.message.split("\n")[0]}.`,
      "docs/vault.md says what rules are made of.",
    );
  }
}

/**
 * Demands that rules are of a robot's model.
 *
 * @throws Failure where they are of another.
 */
export function requireModel(robot: RobotId, { model }: TelemetryRules): void {
  if (modelOf(robot) === model) return;
  throw usageFailure(
    `${robot} is a ${modelOf(robot)}, and the rules are of ${model}.`,
    "Give the rules of its model.",
  );
}

/** Which registry rules are signed for. */
export async function rulesDomain(session: Session, command: CommandUnknownOpts) {
  const { chainId, contracts } = (await session.target(command)).deployment;
  return { chainId, registry: address(contracts.RobotRegistry?.address ?? "") };
}

/**
 * The rules that a vault gives, once the chain says that the account that signed them is the maker's.
 *
 * @throws Failure where they are not the maker's.
 */
export async function rulesOfMaker(
  session: Session,
  command: CommandUnknownOpts,
  signed: SignedTelemetryRules,
): Promise<TelemetryRules> {
  const { hasSigned, readTelemetryRules, telemetryRulesTypedData } = await import(
    "@openrobotid/sdk/vault"
  );
  const rules = readTelemetryRules(signed.text);
  const { account, signature } = signed;
  const domain = await rulesDomain(session, command);
  const { hashTypedData } = await import("viem");
  const hash = hashTypedData(telemetryRulesTypedData(signed.text, domain));
  const { authorityRegistryAbi } = await import("@openrobotid/sdk/abis");
  const { readContract } = await import("viem/actions");
  const { contracts } = (await session.target(command)).deployment;
  const { isMakers, isSigned } = await session.read(command, async ({ client, blockNumber }) => {
    const isMakers = await readContract(client, {
      ...{ address: address(contracts.AuthorityRegistry?.address ?? ""), blockNumber },
      ...{ abi: authorityRegistryAbi, functionName: "isAttester" },
      args: [toBytes(manufacturerOf(rules.model)), account],
    } as const);
    const asked = { account, hash, signature };
    return { isMakers, isSigned: isMakers && (await hasSigned(client, asked)) };
  });
  if (isMakers && isSigned) return rules;
  throw mismatchFailure(
    isMakers
      ? `${account} did not sign the rules that the vault gives.`
      : `The rules are of ${account}, which does not sign for the maker of ${rules.model}.`,
    "Do not rely on these rules. Ask the maker to publish them again, or give a file with --rules.",
  );
}
