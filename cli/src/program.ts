// The whole command line, put together.
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { defineAccess } from "./commands/access.js";
import { defineAct } from "./commands/act.js";
import { defineAnchor } from "./commands/anchor.js";
import { defineAsk } from "./commands/ask.js";
import { defineAuthority } from "./commands/authority.js";
import { defineCapsule, defineLabel } from "./commands/capsule.js";
import { defineCase } from "./commands/case.js";
import { defineCommit } from "./commands/commit.js";
import { defineConfig } from "./commands/config.js";
import { defineDevice } from "./commands/device.js";
import { defineDoctor } from "./commands/doctor.js";
import { defineDocument } from "./commands/document.js";
import { defineEvidence } from "./commands/evidence.js";
import { defineFlag } from "./commands/flag.js";
import { defineGovernance } from "./commands/governance.js";
import { defineHistory } from "./commands/history.js";
import { defineIssue } from "./commands/issue.js";
import { defineKeystore } from "./commands/keystore.js";
import { defineLogs } from "./commands/logs.js";
import { defineLookup } from "./commands/lookup.js";
import { defineMarket } from "./commands/market.js";
import { defineNetwork } from "./commands/network.js";
import { defineOperator } from "./commands/operator.js";
import { defineOrder } from "./commands/order.js";
import { defineParse } from "./commands/parse.js";
import { defineRecall } from "./commands/recall.js";
import { defineRecord } from "./commands/record.js";
import { defineRelay } from "./commands/relay.js";
import { defineRpc } from "./commands/rpc.js";
import { defineScrap } from "./commands/scrap.js";
import { defineTelemetry } from "./commands/telemetry.js";
import { defineTransfer } from "./commands/transfer.js";
import { defineVerify } from "./commands/verify.js";
import { addCompletion } from "./completion.js";
import { EXIT, EXIT_MEANINGS } from "./exit-codes.js";
import { addGlobalOptions } from "./options.js";
import type { Session } from "./session.js";
import { WIDTH } from "./shell.js";
import { VERSIONS } from "./versions.js";

const GROUPS = [
  defineParse,
  defineLookup,
  defineHistory,
  defineEvidence,
  defineCase,
  defineCapsule,
  defineLabel,
  defineLogs,
  defineVerify,
  defineIssue,
  defineMarket,
  defineTransfer,
  defineOperator,
  defineFlag,
  defineOrder,
  defineRecall,
  defineRecord,
  defineScrap,
  defineDocument,
  defineTelemetry,
  defineAccess,
  defineAsk,
  defineAct,
  defineAuthority,
  defineGovernance,
  defineNetwork,
  defineAnchor,
  defineRpc,
  defineRelay,
  defineDevice,
  defineCommit,
  defineKeystore,
  defineConfig,
  defineDoctor,
];

/** The program, for one run. It throws where others exit, and prints through the shell. */
export function createProgram(session: Session): CommandUnknownOpts {
  const { shell } = session;
  const program = addGlobalOptions(new Command("robotid"))
    .description("Look up, issue, transfer, recall and scrap robots: the registry from a terminal.")
    .version(VERSIONS.cli, "-V, --version", "the version")
    .helpOption("-h, --help", "this text")
    .helpCommand("help [command]", "how a command is used")
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true, helpWidth: WIDTH, sortSubcommands: false })
    .configureOutput({
      writeOut: shell.out,
      writeErr: shell.err,
      // Errors are told once, by what runs the program.
      outputError: () => {},
      getOutHelpWidth: () => WIDTH,
      getOutHasColors: () => false,
    })
    .exitOverride() as unknown as CommandUnknownOpts;
  program.addHelpText("after", `\n${exitCodes()}`);
  for (const define of GROUPS) define(program, session);
  addCompletion(program, shell);
  return program;
}

function exitCodes(): string {
  const rows = Object.entries(EXIT).map(
    ([name, code]) => `  ${String(code).padEnd(4)} ${EXIT_MEANINGS[name as keyof typeof EXIT]}`,
  );
  return ["Exit codes:", ...rows].join("\n");
}
