// `npm run vault:tool -- …`: what a keeper does beside the service, and how a holder reads its log.
import { fileErrorOf, UserError } from "@openrobotid/kit/command";
import { isMain } from "@openrobotid/kit/run";
import { VaultError } from "@openrobotid/sdk/vault";
import { Command } from "commander";
import { keeperCommands } from "./commands/keeper.js";
import { logCommand } from "./commands/log.js";
import { VaultProblem } from "./problem.js";

/**
 * All commands.
 *
 * @param clock Seconds now.
 */
export function vaultProgram(clock = () => Date.now() / 1000): Command {
  const program = new Command("vault:tool").description("what keeps a vault, and reads its log");
  for (const command of keeperCommands(clock)) program.addCommand(command);
  program.addCommand(logCommand(clock));
  return program;
}

if (isMain(import.meta)) {
  try {
    await vaultProgram().parseAsync();
  } catch (error) {
    const isKnown = [UserError, VaultProblem, VaultError].some((kind) => error instanceof kind);
    const known = isKnown ? (error as Error) : fileErrorOf(error);
    process.stderr.write(`\n${known?.message ?? String((error as Error).stack)}\n`);
    process.exitCode = 1;
  }
}
